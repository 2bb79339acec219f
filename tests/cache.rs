//! Results of earlier runs are the results of linting anew, and are taken only where nothing changed.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chrono::{Days, NaiveDate};
use tempfile::TempDir;
use wikivet::cache::Cache;
use wikivet::config::{CommandLine, Configuration, Effective};
use wikivet::fix::Policy;
use wikivet::plan::Plan;
use wikivet::source::{Document, InputKind, Origin};

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();

const TEXT: &str = "== A ==\n<center>Opened on 31 June 1990.</center>\n<!-- wikivet-ignore date-impossible -->\nor \
                    on 31 April 1991, Ã©t\u{e9} [[a|a]]\n{|\n! Born\n|-\n| [[x]]\n| 30 February 1990\n|}\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.wiki"), TEXT).unwrap();
    fs::write(folder.path().join("b.wiki"), "{{cite web|url=http://a.com|accessdate=31 June 2019}} <b>x")
        .unwrap();
    folder
}

fn run(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wikivet"));
    command.args(["lint", ".", "--wiki", "enwiki", "--format", "json", "--select", "all"]);
    command.args(more).current_dir(folder).output().unwrap()
}

fn document(text: &str) -> Document {
    Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned())
}

fn plan(rules: &str) -> Plan {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wikivet.toml");
    fs::write(&file, format!("wiki = \"enwiki\"\n{rules}")).unwrap();
    let configuration = Configuration::read(&file, folder.path()).unwrap();
    let article = folder.path().join("a.wiki");
    let effective = Effective::new(Some(&configuration), &article, &CommandLine::default());
    effective.plan(DAY, &Policy::default()).unwrap()
}

#[test]
fn a_second_run_says_the_same() {
    let folder = folder();
    let without = run(folder.path(), &[]);
    assert_eq!(without.status.code(), Some(1));
    let first = run(folder.path(), &["--cache", "results"]);
    let kept = fs::read(folder.path().join("results")).unwrap();
    let second = run(folder.path(), &["--cache", "results"]);
    assert_eq!(first.stdout, without.stdout);
    assert_eq!(second.stdout, without.stdout);
    assert_eq!(second.status.code(), Some(1));
    assert_eq!(fs::read(folder.path().join("results")).unwrap(), kept, "nothing is new in it");
}

#[test]
fn a_file_that_is_something_else_stays() {
    let folder = folder();
    let output = run(folder.path(), &["--cache", "a.wiki"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("a.wiki: this file is no cache of wikivet"));
    assert_eq!(fs::read_to_string(folder.path().join("a.wiki")).unwrap(), TEXT);
}

#[test]
fn a_damaged_file_is_like_an_empty_one() {
    let folder = folder();
    let expected = run(folder.path(), &["--cache", "results"]).stdout;
    let path = folder.path().join("results");
    let whole = fs::read(&path).unwrap();
    for at in [20, 60, whole.len() / 2, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        assert_eq!(run(folder.path(), &["--cache", "results"]).stdout, expected, "byte {at}");
        fs::write(&path, &whole[..at]).unwrap();
        assert_eq!(run(folder.path(), &["--cache", "results"]).stdout, expected, "cut off at {at}");
    }
}

/// How many of the documents are known to a cache that was filled with `TEXT`, by `plan("")`, on `DAY`.
fn hits(text: &str, plan: &Plan, day: NaiveDate) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("results");
    let cache = Cache::open(&path, DAY).unwrap();
    cache.lint(&document(TEXT), &self::plan(""));
    cache.save().unwrap();
    let cache = Cache::open(&path, day).unwrap();
    cache.lint(&document(text), plan);
    cache.hits()
}

#[test]
fn only_what_did_not_change_is_known() {
    assert_eq!(hits(TEXT, &plan(""), DAY), 1);
    assert_eq!(hits(&TEXT.replace("1990", "1991"), &plan(""), DAY), 0, "the text");
    assert_eq!(hits(TEXT, &plan("ignore = [\"obsolete-tag\"]"), DAY), 0, "the rules");
    assert_eq!(hits(TEXT, &plan("[rules.obsolete-tag]\nseverity = \"error\""), DAY), 0, "a severity");
    let option = "[rules.table-cell-empty]\nignore-columns = [\"Born\"]";
    assert_eq!(hits(TEXT, &plan(option), DAY), 0, "an option");
    assert_eq!(hits(TEXT, &plan("language = \"de\""), DAY), 0, "the language");
    assert_eq!(hits(TEXT, &plan("min-severity = \"error\""), DAY), 1, "what is shown is decided later");
}

#[test]
fn what_nobody_asks_for_is_dropped_after_a_month() {
    let (plan, old, new) = (plan(""), document(TEXT), document("31 June 1990"));
    let is_kept = |days: u64| {
        let folder = tempfile::tempdir().unwrap();
        let visit = |day: u64, doc: &Document| {
            let cache = Cache::open(&folder.path().join("results"), DAY + Days::new(day)).unwrap();
            cache.lint(doc, &plan);
            cache.save().unwrap();
            cache.hits() == 1
        };
        !visit(0, &old) && !visit(days, &new) && visit(days, &old)
    };
    assert!(is_kept(30));
    assert!(!is_kept(31));
}

#[test]
fn a_known_result_is_the_whole_result() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("results");
    let (plan, doc) = (plan("select = [\"all\"]"), document(TEXT));
    let judged = |cache: &Cache| {
        let (linted, choice) = cache.lint(&doc, &plan);
        assert_eq!(choice.profile.name, "enwiki");
        format!("{linted:?}")
    };
    let cache = Cache::open(&path, DAY).unwrap();
    let first = judged(&cache);
    cache.save().unwrap();
    let cache = Cache::open(&path, DAY).unwrap();
    assert_eq!(judged(&cache), first);
    assert_eq!(cache.hits(), 1);
    assert!(first.contains("fix: Some") && first.contains("suppressed: 1"), "{first}");
}

//! What the engine promises, whatever the rules are.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use wikivet::engine::{Linter, MAX_FINDINGS, Registry};
use wikivet::finding::Finding;
use wikivet::lint;
use wikivet::profile::Profile;
use wikivet::source::{Document, InputKind, Origin};

fn findings(text: &str, title: Option<&str>, only: &[&str]) -> Vec<Finding> {
    let mut origin = Origin::new("a.wiki", InputKind::Wikitext);
    origin.page = title.map(str::to_owned);
    let doc = Document::new(origin, text.to_owned());
    let linter =
        Linter::new(Registry::built_in(), |page| only.contains(&page.name), &HashMap::new()).unwrap();
    let settings =
        lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: NaiveDate::default() };
    lint::document(&doc, &linter, &settings).outcome.findings
}

#[test]
fn a_rule_reports_a_thousand_places_and_then_says_how_many_more_there_are() {
    let text = "30 February 2001.\n\n".repeat(MAX_FINDINGS + 7);
    let found = findings(&text, None, &["date-impossible"]);
    assert_eq!(found.len(), MAX_FINDINGS + 1);
    assert_eq!(found[MAX_FINDINGS].message, "and 7 more places in this article");
}

#[test]
fn names_that_are_too_long_to_be_read_are_not_taken_for_the_same() {
    let (x, y) = ("x".repeat(2001), "y".repeat(2001));
    assert_eq!(findings(&format!("{{{{a|{x}=1|{y}=1}}}}"), None, &["template-duplicate-arg"]), []);
}

#[test]
fn one_cause_is_one_finding_and_stands_alone_where_the_other_rule_is_off() {
    let text = "<center>a";
    let both = findings(text, None, &["unclosed-html-tag", "obsolete-tag"]);
    assert_eq!(both.len(), 1);
    assert_eq!((both[0].rule, both[0].also_rules.as_slice()), ("unclosed-html-tag", &["obsolete-tag"][..]));
    let one = findings(text, None, &["obsolete-tag"]);
    assert_eq!((one.len(), one[0].rule), (1, "obsolete-tag"));
}

#[test]
fn redirects_and_pages_of_other_namespaces_are_no_articles() {
    let rules = ["unclosed-html-tag"];
    assert_eq!(findings("<center>a", Some("Baku"), &rules).len(), 1);
    assert_eq!(findings("#REDIRECT [[Baku]]\n<center>a", None, &rules), []);
    assert_eq!(findings("<center>a", Some("Template:Foo"), &rules), []);
    assert_eq!(findings("<center>a", Some("2001: A Space Odyssey"), &rules).len(), 1);
}

/// Names with a space in them: single words can mean something else in code.
#[test]
fn no_name_of_a_template_stands_in_the_code() {
    let names: HashSet<String> = Profile::named("enwiki")
        .unwrap()
        .template_names()
        .filter(|name| name.contains(' '))
        .map(str::to_lowercase)
        .collect();
    assert!(names.len() > 100);
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let code = fs::read_to_string(&path).unwrap();
            let code = code.split("#[cfg(test)]").next().unwrap();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for literal in lines.flat_map(|line| line.split('"').skip(1).step_by(2)) {
                assert!(!names.contains(&literal.to_lowercase()), "{}: `{literal}`", path.display());
            }
        }
    }
}

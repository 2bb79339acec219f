//! The real articles, dumps and extracts that are shared between projects, linted the way the command line does it.
//!
//! They are read in place, from `$WIKIVET_SHARED/corpus`, else from `../shared/corpus` beside this project.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests and an example share this file, and each uses a part of it"
)]

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use wikivet::engine::{Linter, Registry};
use wikivet::finding::{Finding, fingerprint};
use wikivet::input::{self, Input, Piece};
use wikivet::lint::{self, Linted};
use wikivet::runner::{self, Item};
use wikivet::source::{Document, InputKind};

/// The folder of the corpus, or a message that it is not there.
pub fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("WIKIVET_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let corpus = shared.join("corpus");
    if !corpus.is_dir() {
        // Not `println!`, which is kept back when a test passes.
        let _ = writeln!(std::io::stderr(), "\nskipped: {} is absent", corpus.display());
        return None;
    }
    Some(corpus)
}

/// Panics unless a file of this project says the same counts, which `UPDATE_COUNTS=1` writes into it.
pub fn assert_counts(name: &str, counts: &str) {
    assert_counts_of("UPDATE_COUNTS", name, counts);
}

/// The same with another variable that has the file written.
pub fn assert_counts_of(variable: &str, name: &str, counts: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os(variable).is_some() {
        fs::write(&path, counts).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let changed = changed_lines(&known, counts);
    assert!(
        changed.is_empty(),
        "{name} says otherwise; if it is meant so, {variable}=1\n{}",
        changed.join("\n")
    );
}

/// One finding, with what tells it from all others.
pub struct Found {
    /// The page: a dump's name and the title, or a path in the corpus.
    pub page: String,
    /// The finding.
    pub finding: Finding,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The text around the place, which is marked, in one line.
    pub excerpt: String,
}

/// What all rules say of the whole corpus.
#[derive(Default)]
pub struct Run {
    /// The findings, in the order of the corpus.
    pub found: Vec<Found>,
    /// Rule → the number of documents it ran on.
    pub pages: BTreeMap<&'static str, u32>,
    /// What failed, panics among it.
    pub failures: Vec<String>,
}

impl Run {
    /// The findings of one rule.
    pub fn of<'r>(&'r self, rule: &str) -> impl Iterator<Item = &'r Found> {
        self.found.iter().filter(move |found| found.finding.rule == rule)
    }
}

/// Runs all rules over the whole corpus.
pub fn lint(corpus: &Path, threads: usize) -> Run {
    let linter = Linter::new(Registry::built_in(), |_| true, &HashMap::new()).unwrap();
    let settings = settings();
    let work = |doc: &Document| Work::of(doc, lint::document(doc, &linter, &settings));
    let (works, failures) = each(corpus, threads, work);
    let mut run = Run { failures, ..Run::default() };
    works.into_iter().for_each(|work| run.add(work));
    run
}

/// The settings of a run that guesses wikis and languages, on a fixed day.
pub fn settings() -> lint::Settings {
    lint::Settings { wiki: None, language: None, today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() }
}

/// Does some work on each document of the corpus, in its order; then what failed, panics among it. Paths in it are as
/// seen from its folder, so that fingerprints are the same everywhere.
pub fn each<T: Send>(
    corpus: &Path,
    threads: usize,
    work: impl Fn(&Document) -> T + Sync,
) -> (Vec<T>, Vec<String>) {
    std::env::set_current_dir(corpus).unwrap();
    let (mut works, mut failures) = (Vec::new(), Vec::new());
    let inputs = files().into_iter().map(|path| Ok(Input::File(path))).collect();
    let Ok(()) = runner::run(inputs, &input::Settings::default(), threads, &work, |item| {
        match item {
            Item::Document(_, work) => works.push(work),
            Item::Skipped(_) => {}
            Item::Failed(failure) => failures.push(failure.to_string()),
        }
        Ok::<(), Infallible>(())
    });
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let extracts = extracts();
    let of_extracts: Vec<T> = pool.install(|| extracts.into_par_iter().map(|doc| work(&doc)).collect());
    works.extend(of_extracts);
    (works, failures)
}

impl Run {
    fn add(&mut self, work: Work) {
        for rule in work.ran {
            *self.pages.entry(rule).or_default() += 1;
        }
        self.found.extend(work.found);
    }
}

struct Work {
    ran: Vec<&'static str>,
    found: Vec<Found>,
}

impl Work {
    fn of(doc: &Document, Linted { outcome, .. }: Linted) -> Work {
        let page = match &doc.origin.page {
            Some(title) => format!("{}#{title}", doc.origin.path),
            None => doc.origin.path.clone(),
        };
        let name = match &doc.origin.page {
            Some(title) if doc.origin.input == InputKind::Dump => title,
            _ => &doc.origin.path,
        };
        let found = |finding: Finding| {
            let (fingerprint, excerpt) = (fingerprint(name, doc, &finding), excerpt(doc, &finding));
            Found { page: page.clone(), finding, fingerprint, excerpt }
        };
        let found = outcome.findings.into_iter().map(found).collect();
        Work { ran: outcome.ran, found }
    }
}

/// 100 characters before and after the place, which stands between `⟦` and `⟧`, with line ends as `⏎`.
fn excerpt(doc: &Document, finding: &Finding) -> String {
    let text = doc.text();
    let range = finding.span.range();
    let before: String = text[..range.start].chars().rev().take(100).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[range.end..].chars().take(100).collect();
    let place: String = text[range].chars().take(300).collect();
    format!("…{before}⟦{place}⟧{after}…").replace('\r', "").replace('\n', "⏎")
}

/// The articles and dumps, by path.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("articles"), PathBuf::from("dumps")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The extracts, which are kept in an archive.
fn extracts() -> Vec<Document> {
    let mut documents = Vec::new();
    let archives = fs::read_dir("plaintext").unwrap().map(|entry| entry.unwrap().path());
    for archive in archives.filter(|path| path.extension().is_some_and(|extension| extension == "xz")) {
        let mut tar = Vec::new();
        lzma_rs::xz_decompress(&mut BufReader::new(File::open(archive).unwrap()), &mut tar).unwrap();
        for entry in tar::Archive::new(tar.as_slice()).entries().unwrap() {
            let mut entry = entry.unwrap();
            let path = Path::new("plaintext").join(entry.path().unwrap().file_name().unwrap());
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            let pieces = input::read(&name, std::io::Cursor::new(bytes), &input::Settings::default());
            for piece in pieces {
                if let Ok(Piece::Document(raw)) = piece {
                    documents.push(raw.decode().unwrap());
                }
            }
        }
    }
    documents.sort_by(|one, other| one.origin.path.cmp(&other.origin.path));
    documents
}

/// The lines that are not in both.
pub fn changed_lines(known: &str, counted: &str) -> Vec<String> {
    let gone = known
        .lines()
        .filter(|line| !counted.lines().any(|other| other == *line))
        .map(|line| format!("- {line}"));
    let new = counted
        .lines()
        .filter(|line| !known.lines().any(|other| other == *line))
        .map(|line| format!("+ {line}"));
    gone.chain(new).collect()
}

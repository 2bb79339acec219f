//! Words of the corpus that mix scripts, each judged by a person: a slip to be reported, or right as it is.
//!
//! The words and where they stand are read in place; `tests/mixed-script-words.tsv` has the verdicts. `glued` are two words
//! of different scripts without a space: a slip as well, but not one of letters.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where its world is not as it should be"
)]

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::{BTreeMap, HashMap};
use std::fs;

use wikivet::engine::{Linter, Registry};
use wikivet::lint;
use wikivet::source::Document;

/// One word of the list, and where it stands.
struct Word {
    word: String,
    before: String,
    after: String,
    is_slip: bool,
}

/// Language and title of the article → the words in it.
fn words(list: &str) -> HashMap<(String, String), Vec<Word>> {
    let verdicts: HashMap<(&str, &str, &str), &str> = include_str!("mixed-script-words.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            ((cells[0], cells[1], cells[2]), cells[3])
        })
        .collect();
    let mut words: HashMap<_, Vec<Word>> = HashMap::new();
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (language, title, word) = (cells[0], cells[2], cells[3]);
        let verdict = verdicts.get(&(language, title, word)).unwrap();
        let context = unquoted(cells[5]);
        let middle = context.char_indices().nth(30).map_or(0, |(at, _)| at);
        let at = if context[middle..].starts_with(word) { middle } else { context.find(word).unwrap() };
        let (before, after) = (context[..at].to_owned(), context[at + word.len()..].to_owned());
        let word = Word { word: word.to_owned(), before, after, is_slip: *verdict == "slip" };
        words.entry((language.to_owned(), title.to_owned())).or_default().push(word);
    }
    words
}

/// What a string literal of the list says.
fn unquoted(literal: &str) -> String {
    literal[1..literal.len() - 1]
        .replace("\\n", "\n")
        .replace("\\'", "'")
        .replace("\\xad", "\u{AD}")
        .replace("\\u200e", "\u{200E}")
        .replace("\\\\", "\\")
}

/// The language and the title of an article of the corpus.
fn article(doc: &Document) -> Option<(String, String)> {
    let path = doc.origin.path.as_str();
    if let Some(title) = &doc.origin.page {
        return Some((path.strip_prefix("dumps/")?.split_once("wiki")?.0.to_owned(), title.clone()));
    }
    let (language, file) = path.strip_prefix("articles/")?.split_once('/')?;
    let title = file.rsplitn(3, '.').nth(2)?.replace('_', " ");
    Some((language.to_owned(), title))
}

#[test]
fn slips_are_found_and_words_that_are_meant_so_are_left_alone() {
    let Some(folder) = corpus::folder() else { return };
    let words = words(&fs::read_to_string(folder.join("mojibake/real-mixed-script-words.tsv")).unwrap());
    let is_judged = |page: &wikivet::engine::Page| page.name.starts_with("homoglyph");
    let linter = Linter::new(Registry::built_in(), is_judged, &HashMap::new()).unwrap();
    let settings = corpus::settings();
    let judge = |doc: &Document| {
        let wanted = article(doc).and_then(|key| words.get(&key).map(|words| (key, words)));
        let Some((key, words)) = wanted else { return Vec::new() };
        let findings = lint::document(doc, &linter, &settings).outcome.findings;
        let judge = |word: &Word| {
            let context = format!("{}{}{}", word.before, word.word, word.after);
            let start = doc.text().find(&context)? + word.before.len();
            let end = start + word.word.len();
            let is_here =
                |span: wikivet::source::Span| (span.start as usize) < end && start < span.end as usize;
            let is_found = findings.iter().any(|finding| is_here(finding.span));
            Some(((key.clone(), context), (word.word.clone(), word.is_slip, is_found)))
        };
        words.iter().filter_map(judge).collect()
    };
    let (judged, failures) = corpus::each(&folder, 2, judge);
    assert_eq!(failures, [""; 0]);
    let judged: BTreeMap<_, _> = judged.into_iter().flatten().collect();
    let wrong: Vec<_> = judged.iter().filter(|(_, (_, is_slip, is_found))| is_slip != is_found).collect();
    for (((language, title), _), (word, is_slip, _)) in &wrong {
        println!("{} {language} {title}: {word}", if *is_slip { "missed" } else { "false " });
    }
    println!("{} words, {} wrong", judged.len(), wrong.len());
    assert!(judged.len() >= 190, "only {} words were found in the corpus", judged.len());
    assert!(wrong.len() * 100 <= judged.len() * 3, "{} of {} are wrong", wrong.len(), judged.len());
}

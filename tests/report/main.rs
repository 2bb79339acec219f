//! What each format says of the same findings.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod ast;
mod browser;
mod checkstyle;
mod compact;
mod consumer;
mod csv;
mod github;
mod gitlab;
mod html;
mod human;
mod json;
mod junit;
mod sarif;
mod statistics;

use wikivet::engine::{LeftOut, Registry};
use wikivet::finding::Finding;
use wikivet::report::{self, Entry, Failure, Format, Settings, Summary};
use wikivet::source::{
    ContainerPosition, ContainerText, Document, InputKind, Origin, SourceMap, Span, Steps,
};

/// A rule that exists, for findings that no rule made.
const RULE: &str = "template-duplicate-arg";

/// A document of plain wikitext.
fn wikitext(path: &str, text: &str) -> Document {
    Document::new(Origin::new(path, InputKind::Wikitext), text.to_owned())
}

/// The page `Some title` of a dump, with the text `<b> 13`: line 7 of the file, from column 9 on, where the `<` is
/// four bytes.
fn dump_page() -> Document {
    let mut origin = Origin::new("dump.xml", InputKind::Dump);
    origin.page = Some("Some title".to_owned());
    let mut steps = Steps::default();
    steps.decoded(1, 4);
    let start = ContainerPosition { offset: 100, line: 7, column: 9 };
    let container = ContainerText { raw: "&lt;b> 13".to_owned(), start, stated: Vec::new() };
    Document::with_map(origin, "<b> 13".to_owned(), SourceMap::new(container, steps))
}

/// A finding at the first `place` in `text`.
fn at(text: &str, place: &str, message: &str) -> Finding {
    Finding { rule: RULE, ..Finding::new(span(text, place), message) }
}

fn span(text: &str, place: &str) -> Span {
    let start = text.find(place).unwrap();
    Span::of(start..start + place.len())
}

/// What an article may hold to break out of a format, a line or a terminal: each kind of quotation mark and bracket,
/// marks of GitHub, SARIF and XML, line ends, a terminal's escape, a bidirectional override, and what XML forbids.
const HOSTILE: &str = "`\"'<&>]]>--> ::error::x %0A {0} [a](http://b) a,b;c\t\r\n::error::y \u{0}\u{1b}[31m\u{202e}\u{fffe}\u{2028}";

/// A page of a dump, path, title and finding hostile in all their parts.
fn hostile_page() -> (Document, Finding) {
    let mut origin = Origin::new(format!("d {HOSTILE}.xml.bz2"), InputKind::Dump);
    origin.page = Some(format!("=t {HOSTILE}"));
    origin.compressed = true;
    let finding = at("13", "13", HOSTILE).help(HOSTILE).label(Span::new(0, 1), HOSTILE);
    (Document::new(origin, "13".to_owned()), finding)
}

/// Panics if text that is shown could change a terminal, the order of its letters, or its lines.
fn assert_harmless(text: &str) {
    let harmful = text.find(|ch: char| {
        (ch.is_control() && !matches!(ch, '\n' | '\r')) || matches!(ch, '\u{202e}' | '\u{fffe}' | '\u{2028}')
    });
    assert_eq!(harmful, None, "{text:?}");
}

/// A failure of a page.
fn failure() -> Failure {
    Failure {
        path: "b.xml".to_owned(),
        page: Some("P".to_owned()),
        message: "byte 7 is not UTF-8".to_owned(),
    }
}

/// Findings at each `place` in `text`.
fn at_each(text: &str, place: &str, message: &str) -> Vec<Finding> {
    text.match_indices(place)
        .map(|(at, place)| Finding::new(Span::of(at..at + place.len()), message))
        .map(|finding| Finding { rule: RULE, ..finding })
        .collect()
}

/// A whole report of `documents` and `failures`.
fn write(
    format: Format,
    settings: &Settings,
    documents: &[(&Document, &[Finding])],
    failures: &[Failure],
) -> String {
    let mut report = report::make(format, settings);
    let mut summary = Summary::default();
    let mut out = Vec::new();
    for &(doc, findings) in documents {
        let entry = Entry {
            doc,
            name: &doc.origin.path,
            registry: Registry::built_in(),
            namespace: 0,
            profile: "enwiki",
            language: Some("en"),
            findings,
            left_out: LeftOut::default(),
            repair: None,
        };
        summary.add(&entry);
        report.document(&entry, &mut out).unwrap();
    }
    for failure in failures {
        summary.failures += 1;
        report.failure(failure, &mut out).unwrap();
    }
    report.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

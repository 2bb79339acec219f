//! What a whole run allocates is linear in its input, whatever that is. The only test of its binary, since the
//! allocator counts for all.
//!
//! Bytes allocated stand for work: they count the same on every machine. Work that allocates nothing is not seen.

#[path = "support/report.rs"]
mod report;
mod syntax_inputs;

use cap::Cap;
use chrono::NaiveDate;
use std::alloc::System;
use std::collections::HashMap;
use wikivet::engine::{Linter, Registry};
use wikivet::lint;
use wikivet::report::Format;
use wikivet::source::{Document, InputKind, Origin};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// The shorter input, in bytes.
const LENGTH: usize = 12_000;

/// What a run may allocate besides: buffers grow in steps, and a fingerprint reads places of up to 4 kB whole. What is
/// quadratic in any of the inputs takes several times as much.
const CONSTANT: usize = 1024 * 1024;

/// Openers and closers that nest, for what reads values, names and contents.
const NESTED: &[(&str, &str)] = &[
    ("{{#tag:ref|", "|name=a}}"),
    ("{{#tag:ref|x|name=", "}}"),
    ("{{#tag:ref|x|", "}}"),
    ("{{#tag:ref|", "}}"),
    ("{{reflist|group=", "}}"),
    ("{{efn|name=", "}}"),
    ("<ref name=a>{{efn|", "}}</ref>"),
    ("{{a", "}}"),
    ("{{dts|", "}}"),
    ("{{dts|2019|", "}}"),
    ("{{start date|df=", "}}"),
    ("{{cite web|url=", "}}"),
    ("{{cite web|date=", "}}"),
    ("{{a|b=1|b=", "}}"),
    ("[http://a.com x] {{dead link|date=", "}}"),
    ("http://{{a|", "}}"),
    ("[http://{{a|", "}} x]"),
    ("[[a|<b ", "]]"),
    ("<b [[", "]]"),
    ("<b {{<", "}}"),
    ("{|\n! a\n|-\n| ", "\n|}"),
    ("<div>a:\n*", "</div>"),
];

/// Units that are repeated.
const REPEATED: &[&str] = &[
    "*a:\n",
    "a:\n*b\n",
    "a: b, c and d. ",
    "<ref name=a>b</ref>",
    "ISBN: 0306406152 and the “text” of ISBN 12345678 ",
    "<ref name=a/>",
    "{{#tag:ref|a|name=b}}",
    "12 May 2019, ",
    "twelve cars: ",
    "1/2/2003 ",
    "“a",
    "Ã©",
    "&lt;ref&gt;",
    "<!-- wikivet-ignore all -->\n",
    "a <!-- wikivet-ignore date-imposible, cw:1 -->",
    "<!-- wikivet-ignore-start date --> 31 June 1990\n",
    "<!-- wikivet-ignore-start date -->a<!-- wikivet-ignore-end -->",
    "<!-- wikivet-ignore-file meta -->",
];

/// A start, units that follow, and an end: what is long once and then asked for often.
fn shaped(length: usize) -> Vec<String> {
    let half = length / 2;
    let times = |unit: &str| unit.repeat(half / unit.len());
    let long = "y".repeat(half);
    vec![
        format!("{{|\n! {long}\n{}\n|}}", times("|-\n|\n")),
        format!("{{|\n! {long}\n|-\n| 1\n|-\n| 2\n|-\n| 3\n{}\n|}}", times("|-\n|\n")),
        format!("{{|\n! {long} !! b\n|-\n| 1 || 2\n{}\n|}}", times("|-\n| 1 || 2 || 3\n")),
        format!("<ref name=a group=\"{long}\">x</ref>{}", times("<ref name=a/>")),
        format!("<ref name=\"a{}\">x</ref>{}", "!".repeat(half), times("<ref name=a/>")),
        format!("{{{{x{}|a={long}}}}}", times("|a=1")),
        format!("{{{{dts{}}}}}", times("|1=1")),
        format!("{{{{dts|2019|13{}}}}}", times("|1=1|3=4")),
        format!("{{{{reflist|group={long}|refs={}}}}}", times("<ref name=a>x</ref>")),
        format!("[http://a.com/{long} x]{}", times("{{dead link}}")),
        format!("{long}: {}", times("b, c; ")),
        format!("[[{}{long}", times("[[a ")),
        wide_row(length),
        // Tables of extracts: columns that no line reaches.
        format!("  a\n  {}\n{}", times("- "), times("x\n")),
        format!("+{}\n{}+{}\n", times("-+"), times("|\n"), times("-+")),
        format!("a <!-- wikivet-ignore {}\n{}-->", times("date "), times("a\n")),
        format!(
            "{}<!-- wikivet-ignore-end {}-->",
            times("<!-- wikivet-ignore-start date -->"),
            times("date ")
        ),
    ]
}

/// A table of one row that is filled in its first two thirds and empty in the last, between rows that are full.
fn wide_row(length: usize) -> String {
    let columns = length / 30;
    let full = "||12".repeat(columns);
    let gaps = "||12".repeat(columns * 2 / 3) + &"||".repeat(columns / 3);
    let head = "!!h".repeat(columns);
    format!("{{|\n!{head}\n|-\n|{full}\n|-\n|{full}\n|-\n|{full}\n|-\n|{gaps}\n|-\n|{full}\n|}}")
}

/// All inputs of about a length, as wikitext and as extracts.
fn inputs(length: usize) -> Vec<Document> {
    let repeated = REPEATED.iter().map(|unit| unit.repeat(length / unit.len()));
    let nested = NESTED.iter().map(|(open, close)| {
        let depth = length / (open.len() + close.len());
        open.repeat(depth) + "a" + &close.repeat(depth)
    });
    let texts = repeated.chain(nested).chain(shaped(length)).chain(syntax_inputs::hostile(length));
    let document = |text: String| {
        [InputKind::Wikitext, InputKind::Extract]
            .map(|kind| Document::new(Origin::new("a", kind), text.clone()))
    };
    texts.flat_map(document).collect()
}

/// The bytes that a run over one document allocates.
fn allocated(doc: &Document, linter: &Linter, settings: &lint::Settings) -> usize {
    let before = ALLOCATOR.total_allocated();
    let linted = lint::document(doc, linter, settings);
    for format in [Format::Human, Format::Json] {
        let findings = &linted.outcome.findings;
        assert!(report::write(doc, &linted, findings, format, &mut std::io::sink()).is_ok());
    }
    ALLOCATOR.total_allocated() - before
}

#[test]
fn a_run_allocates_linearly_in_its_input() {
    let linter = Linter::new(Registry::built_in(), |_| true, &HashMap::new())
        .unwrap_or_else(|error| panic!("{error}"));
    let settings =
        lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: NaiveDate::default() };
    // What is read once for all documents is read here.
    for doc in inputs(500) {
        allocated(&doc, &linter, &settings);
    }
    let mut failed = Vec::new();
    for (once, twice) in inputs(LENGTH).iter().zip(inputs(2 * LENGTH)) {
        let one = allocated(once, &linter, &settings);
        let two = allocated(&twice, &linter, &settings);
        if two > 22 * one / 10 + CONSTANT {
            let shown: String = once.text().chars().take(60).collect();
            failed.push(format!("{one} bytes, then {two}: {:?} {shown:?}", once.origin.input));
        }
    }
    assert!(failed.is_empty(), "{} are not linear:\n{}", failed.len(), failed.join("\n"));
}

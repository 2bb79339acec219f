//! One line a finding.

use wikivet::finding::Severity;
use wikivet::report::{Format, Settings};
use wikivet::source::{Document, InputKind, Origin};

use crate::{at, dump_page, wikitext, write};

fn compact(doc: &Document, place: &str, message: &str) -> String {
    let finding = at(doc.text(), place, message).severity(Severity::Warning);
    write(Format::Compact, &Settings::default(), &[(doc, &[finding])], &[])
}

#[test]
fn a_line_names_file_place_severity_rule_and_message() {
    assert_eq!(
        compact(&wikitext("x/a.wiki", "é\né 13"), "13", "month 13 is out of range 1–12"),
        "x/a.wiki:2:3: warning[template-duplicate-arg] month 13 is out of range 1–12\n"
    );
}

#[test]
fn a_page_of_a_dump_has_the_place_in_the_file_and_in_brackets_that_in_the_article() {
    assert_eq!(
        compact(&dump_page(), "13", "a message"),
        "dump.xml:7:16: warning[template-duplicate-arg] a message [Some title 1:5]\n"
    );
}

#[test]
fn a_page_of_a_compressed_dump_is_named_by_its_title() {
    let mut origin = Origin::new("dump.xml.bz2", InputKind::Dump);
    origin.page = Some("Some title".to_owned());
    origin.compressed = true;
    assert_eq!(
        compact(&Document::new(origin, "month 13".to_owned()), "13", "a message"),
        "dump.xml.bz2#Some title:1:7: warning[template-duplicate-arg] a message\n"
    );
}

#[test]
fn a_finding_is_one_line_whatever_is_in_it() {
    let shown = compact(&wikitext("a\nb\u{1b}.wiki", "13"), "13", "quotes `a\r\nb\u{202e}`");
    assert_eq!(shown, "a␊b␛.wiki:1:1: warning[template-duplicate-arg] quotes `a␍␊b‹U+202E›`\n");
}

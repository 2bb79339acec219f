//! Comma-separated values, read by the crate that spreadsheets' readers are like.

use csv::ReaderBuilder;
use wikivet::finding::Finding;
use wikivet::fix::{Fix, Safety};
use wikivet::report::{Format, Settings};
use wikivet::source::Document;

use crate::{assert_harmless, at, dump_page, failure, hostile_page, span, wikitext, write};

const HEADER: &str = "path,page,line,column,end_line,end_column,article_line,article_column,severity,rule,message,\
                      help,fix,fingerprint";

/// The values of each line after the header.
fn rows(documents: &[(&Document, &[Finding])]) -> Vec<Vec<String>> {
    let text = write(Format::Csv, &Settings::default(), documents, &[failure()]);
    assert!(text.starts_with(&format!("{HEADER}\r\n")));
    let rows: Vec<Vec<String>> = ReaderBuilder::new()
        .from_reader(text.as_bytes())
        .into_records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    assert_eq!(text.matches('\n').count(), rows.len() + 1, "no value holds the end of a line");
    assert_harmless(&text);
    rows
}

#[test]
fn a_line_holds_all_that_is_known_of_a_finding() {
    let doc = dump_page();
    let fix = Fix::replace("swap", span(doc.text(), "13"), "4", Safety::Suggested);
    let rows = rows(&[(&doc, &[at(doc.text(), "13", "a, \"b\"").help("h").fix(fix)])]);
    assert_eq!(
        rows[0][..13],
        [
            "dump.xml",
            "Some title",
            "7",
            "16",
            "7",
            "18",
            "1",
            "5",
            "error",
            crate::RULE,
            "a, \"b\"",
            "h",
            "suggested"
        ]
    );
    assert_eq!(rows[0][13].len(), 32);
    assert_eq!(rows[1][..3], ["b.xml", "P", ""]);
    assert_eq!((rows[1][8].as_str(), rows[1][10].as_str()), ("failure", "byte 7 is not UTF-8"));
}

#[test]
fn what_a_spreadsheet_would_compute_is_text() {
    let cell = |path: &str| rows(&[(&wikitext(path, "13"), &[at("13", "13", "m")])])[0][0].clone();
    for path in ["=1+1.wiki", "+1", "-1", "@a"] {
        assert_eq!(cell(path), format!("'{path}"));
    }
    assert_eq!(cell("a=1"), "a=1");
}

#[test]
fn nothing_of_an_article_breaks_it() {
    let (doc, finding) = hostile_page();
    let rows = rows(&[(&doc, &[finding])]);
    assert_eq!(rows.len(), 2);
    assert!(rows[0][1].starts_with("'=t `\"'<&>]]>"), "{}", rows[0][1]);
}

#[test]
fn a_run_without_findings_has_its_header() {
    assert_eq!(write(Format::Csv, &Settings::default(), &[], &[]), format!("{HEADER}\r\n"));
}

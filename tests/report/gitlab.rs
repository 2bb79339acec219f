//! Code Quality, against the schema by which GitLab checks each object.

use std::collections::HashSet;

use serde_json::Value;
use wikivet::finding::{Finding, Severity};
use wikivet::report::{Format, Settings};
use wikivet::source::Document;

use crate::sarif::validate;
use crate::{assert_harmless, at, dump_page, failure, hostile_page, wikitext, write};

fn issues(documents: &[(&Document, &[Finding])]) -> Vec<Value> {
    let json = write(Format::Gitlab, &Settings::default(), documents, &[failure(), failure()]);
    let issues: Vec<Value> = serde_json::from_str(&json).unwrap();
    let schema = include_str!("../schemas/gitlab-codeclimate.json");
    issues.iter().for_each(|issue| validate(schema, issue));
    let severities = ["info", "minor", "major", "critical", "blocker"];
    for issue in &issues {
        assert!(severities.contains(&issue["severity"].as_str().unwrap()));
        assert_harmless(issue["description"].as_str().unwrap());
    }
    let fingerprints: HashSet<&str> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len(), "GitLab drops all but one of equal fingerprints");
    issues
}

#[test]
fn an_issue_names_rule_severity_file_and_lines() {
    let text = "a\n13\n";
    let findings = [at(text, "13\n", "m").help("h"), at(text, "a", "n").severity(Severity::Info)];
    let issues = issues(&[(&wikitext("./x/ä b.wiki", text), &findings)]);
    let first = &issues[0];
    assert_eq!((&first["description"], &first["check_name"]), (&"m\nhelp: h".into(), &crate::RULE.into()));
    assert_eq!(
        first["location"],
        serde_json::json!({ "path": "x/ä b.wiki", "lines": { "begin": 2, "end": 2 } })
    );
    assert_eq!((&first["severity"], &issues[1]["severity"]), (&"major".into(), &"info".into()));
}

#[test]
fn a_page_of_a_dump_has_its_line_in_the_file() {
    let doc = dump_page();
    let issue = &issues(&[(&doc, &[at(doc.text(), "13", "m")])])[0];
    assert_eq!(issue["location"]["lines"]["begin"], 7);
    assert_eq!(issue["description"], "m [Some title 1:5]");
}

#[test]
fn a_document_that_comes_twice_has_other_fingerprints_the_second_time() {
    let doc = wikitext("a.wiki", "13");
    let findings = [at("13", "13", "m")];
    let [first, second, ..] = &issues(&[(&doc, &findings), (&doc, &findings)])[..] else { panic!() };
    assert_ne!(first["fingerprint"], second["fingerprint"]);
}

#[test]
fn nothing_of_an_article_breaks_it() {
    let (doc, finding) = hostile_page();
    assert_eq!(issues(&[(&doc, &[finding])]).len(), 3);
}

#[test]
fn a_run_without_findings_is_an_empty_array() {
    assert_eq!(write(Format::Gitlab, &Settings::default(), &[(&wikitext("a", ""), &[])], &[]), "[]\n");
}

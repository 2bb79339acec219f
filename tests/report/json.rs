//! `json` and `jsonl`, against their schema.

use boon::{Compiler, Schemas};
use insta::assert_snapshot;
use serde_json::Value;
use wikivet::engine::{LeftOut, Registry};
use wikivet::finding::{Finding, Severity};
use wikivet::fix::{self, Applied, Fix, Safety};
use wikivet::report::{self, Entry, Format, Outcome, Repair, Settings, Summary};
use wikivet::source::Span;

use crate::{RULE, at, at_each, dump_page, failure, span, wikitext, write};

/// Reads JSON and checks it against a part of the published schema.
fn valid(json: &str, part: &str) -> Value {
    let value: Value = serde_json::from_str(json).unwrap();
    let schema = serde_json::from_str(include_str!("../../docs/findings.schema.json")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("findings.schema.json", schema).unwrap();
    let schema = compiler.compile(&format!("findings.schema.json#{part}"), &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&value, schema) {
        panic!("{error:#}\n{json}");
    }
    value
}

fn rich_finding(text: &str) -> Finding {
    at(text, "13", "month 13 is out of range 1–12")
        .help("give a month")
        .note("here")
        .label(span(text, "2019"), "the year")
        .fix(Fix::replace("swap", span(text, "13"), "4", Safety::Suggested))
}

#[test]
fn a_run_is_one_object_with_all_that_is_known() {
    let text = "é\n{{dts|2019|13|4}}";
    let finding = Finding { also_rules: vec!["date-template-args"], ..rich_finding(text) };
    let doc = wikitext("a.wiki", text);
    let json = write(Format::Json, &Settings::default(), &[(&doc, &[finding])], &[failure()]);
    assert_snapshot!(serde_json::to_string_pretty(&valid(&json, "")).unwrap());
}

#[test]
fn every_span_of_a_dump_s_page_has_its_place_in_the_file() {
    let doc = dump_page();
    let finding = at(doc.text(), "13", "m").label(span(doc.text(), "<b>"), "l").fix(Fix::replace(
        "remove",
        span(doc.text(), "<"),
        "",
        Safety::Safe,
    ));
    let value = valid(&write(Format::Json, &Settings::default(), &[(&doc, &[finding])], &[]), "");
    let finding = &value["findings"][0];
    let start = |span: &Value| span["container"]["start"].clone();
    let at = |offset: u64, column: u64| serde_json::json!({ "offset": offset, "line": 7, "column": column });
    assert_eq!(start(finding), at(107, 16));
    assert_eq!(start(&finding["labels"][0]), at(100, 9));
    assert_eq!(start(&finding["fix"]["edits"][0]), at(100, 9));
    assert_eq!(finding["fix"]["edits"][0]["container"]["end"], at(104, 13));
}

#[test]
fn a_run_without_documents_is_an_object_too() {
    let value = valid(&write(Format::Json, &Settings::default(), &[], &[failure()]), "");
    assert_eq!(value["documents"], Value::Array(Vec::new()));
    assert_eq!(value["failures"][0]["page"], "P");
}

#[test]
fn a_line_is_a_finding_a_failure_or_the_summary() {
    let text = "{{dts|2019|13|4}} {{dts|2019|13|4}}";
    let doc = wikitext("a.wiki", text);
    let findings = [rich_finding(text), at(text, "4", "b")];
    let lines = write(Format::Jsonl, &Settings::default(), &[(&doc, &findings)], &[failure()]);
    let types: Vec<Value> = lines.lines().map(|line| valid(line, "/$defs/line")["type"].clone()).collect();
    assert_eq!(types, ["finding", "finding", "failure", "summary"]);
}

#[test]
fn what_was_fixed_is_said_of_its_document_and_with_a_line_of_its_own() {
    let doc = dump_page();
    let applied =
        |span| Applied { rule: RULE, title: "remove".to_owned(), safety: Safety::Safe, cosmetic: true, span };
    let fixes = [applied(Some(span(doc.text(), "13"))), applied(None)];
    let reason = Some("there is more".to_owned());
    let repair = Repair::new(&doc, &fixes, Outcome::RoundsExhausted, reason);
    let entry = Entry {
        doc: &doc,
        name: &doc.origin.path,
        registry: Registry::built_in(),
        left_out: LeftOut::default(),
        namespace: 0,
        profile: "enwiki",
        language: None,
        findings: &[],
        repair: Some(&repair),
    };
    let report = |format| {
        let mut out = Vec::new();
        let mut report = report::make(format, &Settings::default());
        report.document(&entry, &mut out).unwrap();
        report.finish(&Summary::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let expected = serde_json::json!({
        "outcome": "rounds-exhausted",
        "reason": "there is more",
        "written": false,
        "summary": fix::summary(&fixes, Registry::built_in()),
        "fixes": [
            {
                "rule": RULE, "title": "remove", "safety": "safe", "cosmetic": true,
                "start": { "offset": 4, "line": 1, "column": 5 },
                "end": { "offset": 6, "line": 1, "column": 7 },
                "container": {
                    "start": { "offset": 107, "line": 7, "column": 16 },
                    "end": { "offset": 109, "line": 7, "column": 18 },
                },
            },
            { "rule": RULE, "title": "remove", "safety": "safe", "cosmetic": true },
        ],
    });
    assert_eq!(valid(&report(Format::Json), "")["documents"][0]["repair"], expected);
    let lines = report(Format::Jsonl);
    let line = valid(lines.lines().next().unwrap(), "/$defs/line");
    assert_eq!((&line["type"], &line["page"]), (&"fixed".into(), &"Some title".into()));
    assert_eq!(line["fixes"], expected["fixes"]);
}

#[test]
fn clusters_are_numbered_through_the_run_and_a_lone_finding_has_none() {
    let clustered = |text: &str, key: &str| -> Vec<Finding> {
        at_each(text, "<b>", "m").into_iter().map(|finding| finding.cluster(key)).collect()
    };
    let (first, second) = (wikitext("a.wiki", "<b> <b> <i>"), wikitext("b.wiki", "<b> <b>"));
    let mut in_first = clustered(first.text(), "b");
    in_first.push(at(first.text(), "<i>", "m").cluster("i"));
    let in_second = clustered(second.text(), "b");
    let documents: [(_, &[Finding]); 2] = [(&first, &in_first), (&second, &in_second)];
    let value = valid(&write(Format::Json, &Settings::default(), &documents, &[]), "");
    let clusters: Vec<&Value> = value["findings"].as_array().unwrap().iter().map(|f| &f["cluster"]).collect();
    assert_eq!(clusters, [&"c1".into(), &"c1".into(), &Value::Null, &"c2".into(), &"c2".into()]);
}

#[test]
fn the_url_of_a_rule_is_below_the_base_that_was_given() {
    let doc = wikitext("a.wiki", "13");
    let settings =
        Settings { rule_url: Some("https://example.org/rules/".to_owned()), ..Settings::default() };
    let value = valid(&write(Format::Json, &settings, &[(&doc, &[at("13", "13", "m")])], &[]), "");
    assert_eq!(value["findings"][0]["url"], format!("https://example.org/rules/{RULE}"));
}

#[test]
fn the_summary_counts_what_was_reported() {
    let text = "{{dts|2019|13|4}}";
    let doc = wikitext("a.wiki", text);
    let findings = [rich_finding(text), at(text, "4", "m").severity(Severity::Info)];
    let summary =
        valid(&write(Format::Json, &Settings::default(), &[(&doc, &findings)], &[]), "")["summary"].clone();
    let expected = serde_json::json!({
        "documents": 1, "skipped": 0, "bytes": text.len(), "errors": 1, "warnings": 0, "infos": 1,
        "suppressed": 0, "fixable": 1, "fixed": 0
    });
    assert_eq!(summary, expected);
}

/// Each place in a line of a megabyte costs as little as one in a short line. Counting each from the start of the
/// line would read twelve gigabytes here and not come to an end within a test's patience.
#[test]
fn many_findings_in_one_very_long_line_are_cheap() {
    let text = "é ".repeat(400_000);
    let doc = wikitext("a.wiki", &text);
    let findings: Vec<Finding> = (0..10_000)
        .map(|index| Finding { rule: RULE, ..Finding::new(Span::new(index * 120, index * 120 + 2), "m") })
        .collect();
    let value = valid(&write(Format::Json, &Settings::default(), &[(&doc, &findings)], &[]), "");
    assert_eq!(value["findings"][9_999]["start"]["column"], 9_999 * 80 + 1);
}

#[test]
fn what_did_not_change_is_counted_where_changes_are_asked_for() {
    let summary = Summary {
        unchanged: 7,
        left_out: LeftOut { unchanged: 5, ..LeftOut::default() },
        ..Summary::default()
    };
    let mut out = Vec::new();
    report::make(Format::Json, &Settings::default()).finish(&summary, &mut out).unwrap();
    let value = valid(&String::from_utf8(out).unwrap(), "");
    assert_eq!(
        (&value["summary"]["unchanged"], &value["summary"]["unchanged_files"]),
        (&5.into(), &7.into())
    );
}

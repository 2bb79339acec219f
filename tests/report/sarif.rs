//! SARIF, against its published schema and as a reader of such logs has it.

use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use wikivet::finding::{Finding, Severity};
use wikivet::fix::{Edit, Fix, Safety};
use wikivet::report::{Format, Settings};
use wikivet::source::Document;

use crate::{RULE, assert_harmless, at, consumer, dump_page, failure, hostile_page, span, wikitext, write};

/// Prints how many results of each level a reader counts.
const READ: &str = "
import sys
from sarif import loader
counts = loader.load_sarif_file(sys.argv[1]).get_report().get_issue_count_for_severity
print(counts('error'), counts('warning'), counts('note'))
";

/// Panics unless a value is as a schema says, the forms of addresses among it.
pub(crate) fn validate(schema: &str, value: &Value) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", serde_json::from_str(schema).unwrap()).unwrap();
    let schema = compiler.compile("schema.json", &mut schemas).unwrap();
    if let Err(error) = schemas.validate(value, schema) {
        panic!("{error:#}\n{value:#}");
    }
}

/// The one run of a log.
fn run(documents: &[(&Document, &[Finding])]) -> Value {
    let settings =
        Settings { rule_url: Some("https://example.org/rules/".to_owned()), ..Settings::default() };
    let text = write(Format::Sarif, &settings, documents, &[failure()]);
    let mut log: Value = serde_json::from_str(&text).unwrap();
    validate(include_str!("../schemas/sarif-schema-2.1.0.json"), &log);
    if let Some(counts) = consumer::python(READ, &text, &[]) {
        let levels = ["error", "warning", "note"].map(|level| {
            log["runs"][0]["results"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|result| result["level"] == level)
                .count()
        });
        assert_eq!(counts.trim(), levels.map(|count| count.to_string()).join(" "));
    }
    log["runs"][0].take()
}

#[test]
fn a_result_names_rule_level_message_place_labels_and_fingerprint() {
    let text = "é\n{{dts|2019|13|4}}";
    let findings = [
        at(text, "13", "month 13").help("give a month").label(span(text, "2019"), "the year"),
        at(text, "4", "m").severity(Severity::Info),
    ];
    let run = run(&[(&wikitext("./a b/ü.wiki", text), &findings)]);
    let file = json!({ "index": 0, "uri": "a%20b/%C3%BC.wiki", "uriBaseId": "%SRCROOT%" });
    let at =
        |from: u64, to: u64| json!({ "startLine": 2, "startColumn": from, "endLine": 2, "endColumn": to });
    let result = &run["results"][0];
    assert_eq!(
        (&result["ruleId"], &result["ruleIndex"], &result["level"]),
        (&RULE.into(), &0.into(), &"error".into())
    );
    assert_eq!(result["message"]["text"], "month 13\nhelp: give a month");
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        json!({ "artifactLocation": file, "region": at(12, 14) })
    );
    assert_eq!(
        result["relatedLocations"],
        json!([{
            "id": 0, "message": { "text": "the year" },
            "physicalLocation": { "artifactLocation": file, "region": at(7, 11) }
        }])
    );
    assert_eq!(result["partialFingerprints"]["wikivetFingerprint/v1"].as_str().unwrap().len(), 32);
    assert_eq!(run["results"][1]["level"], "note");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["artifacts"][0]["location"]["uri"], file["uri"]);
}

#[test]
fn a_rule_that_was_violated_is_described_by_its_page() {
    let run = run(&[(&wikitext("a.wiki", "13 14"), &[at("13 14", "13", "m"), at("13 14", "14", "m")])]);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let [rule] = &rules[..] else { panic!("{rules:?}") };
    assert_eq!((&rule["id"], &rule["name"]), (&RULE.into(), &"TemplateDuplicateArg".into()));
    assert_eq!(rule["helpUri"], format!("https://example.org/rules/{RULE}"));
    assert_eq!(rule["defaultConfiguration"], json!({ "enabled": true, "level": "error" }));
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("## Why"));
    let tags = rule["properties"]["tags"].as_array().unwrap();
    assert_eq!(tags[0], "template");
    assert!(tags.contains(&"wpc:524".into()), "{tags:?}");
}

#[test]
fn a_page_of_a_dump_has_its_place_in_the_file_and_in_the_article() {
    let doc = dump_page();
    let fix = Fix::replace("f", span(doc.text(), "13"), "1", Safety::Safe);
    let run = run(&[(&doc, &[at(doc.text(), "13", "m").fix(fix)])]);
    let location = &run["results"][0]["locations"][0];
    assert_eq!(location["physicalLocation"]["region"]["startLine"], 7);
    assert_eq!(location["properties"]["article"]["startColumn"], 5);
    assert_eq!(location["logicalLocations"][0]["fullyQualifiedName"], "dump.xml#Some title");
    assert_eq!(run["results"][0]["fixes"], Value::Null, "its edits are those of the decoded text");
}

#[test]
fn a_fix_replaces_regions_of_its_file() {
    let text = "<b> 13";
    let edits = vec![Edit::insert(0, "x"), Edit::replace(span(text, "13"), "4")];
    let fixed = |safety| at(text, "13", "m").fix(Fix::new("write `4`", edits.clone(), safety));
    let findings = [fixed(Safety::Suggested), fixed(Safety::Manual)];
    let run = run(&[(&wikitext("a.wiki", text), &findings)]);
    let fix = &run["results"][0]["fixes"][0];
    let region =
        |from: u64, to: u64| json!({ "startLine": 1, "startColumn": from, "endLine": 1, "endColumn": to });
    assert_eq!(fix["description"]["text"], "write `4`");
    assert_eq!(fix["properties"]["safety"], "suggested");
    assert_eq!(
        fix["artifactChanges"][0]["replacements"],
        json!([
            { "deletedRegion": region(1, 1), "insertedContent": { "text": "x" } },
            { "deletedRegion": region(5, 7), "insertedContent": { "text": "4" } },
        ])
    );
    assert_eq!(run["results"][1]["fixes"], Value::Null, "nobody is to apply a manual fix by a click");
}

#[test]
fn what_could_not_be_linted_makes_the_run_unsuccessful() {
    let run = run(&[]);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let said = &invocation["toolExecutionNotifications"][0];
    assert_eq!(said["message"]["text"], "byte 7 is not UTF-8");
    assert_eq!(said["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "b.xml");
    assert_eq!(said["locations"][0]["logicalLocations"][0]["name"], "P");
}

#[test]
fn a_run_without_documents_is_a_log_too() {
    let log: Value = serde_json::from_str(&write(Format::Sarif, &Settings::default(), &[], &[])).unwrap();
    validate(include_str!("../schemas/sarif-schema-2.1.0.json"), &log);
    assert_eq!(
        log["runs"][0]["results"],
        json!([]),
        "without results nobody would know that there was a run"
    );
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn nothing_of_an_article_breaks_it_or_makes_a_link() {
    let (doc, finding) = hostile_page();
    let run = run(&[(&doc, &[finding])]);
    let result = &run["results"][0];
    let message = result["message"]["text"].as_str().unwrap();
    assert_harmless(message);
    assert!(message.contains("[a\\](http://b)"), "{message}");
    let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    let decoded = percent_encoding::percent_decode_str(uri).decode_utf8().unwrap();
    assert_eq!(decoded, format!("{}#{}", doc.origin.path, doc.origin.page.unwrap()));
}

//! Checkstyle's XML, as a reader of such reports has it.

use serde_json::Value;
use wikivet::finding::{Finding, Severity};
use wikivet::report::{Format, Settings};
use wikivet::source::Document;

use crate::junit::assert_well_formed;
use crate::{assert_harmless, at, consumer, dump_page, failure, hostile_page, wikitext, write};

/// Prints what a reader finds, which it takes as the element tree of another package.
const READ: &str = "
const xml = require('xml-js').xml2js(require('fs').readFileSync(process.argv[1], 'utf8'));
const { parseCheckstyle } = require('danger-plugin-lint-report/dist/parse/checkstyle_parser');
console.log(JSON.stringify(parseCheckstyle(xml, '/')));
";

fn checkstyle(documents: &[(&Document, &[Finding])]) -> String {
    let xml = write(Format::Checkstyle, &Settings::default(), documents, &[failure()]);
    assert_harmless(&xml);
    assert_well_formed(&xml);
    xml
}

#[test]
fn a_file_has_its_findings_and_the_pages_of_a_dump_share_theirs() {
    let page = dump_page();
    let findings = [at(page.text(), "13", "m \"q\"").help("h").severity(Severity::Warning)];
    let xml = checkstyle(&[(&page, &findings), (&page, &findings), (&wikitext("./a/clean.wiki", ""), &[])]);
    let error = "<error line=\"7\" column=\"16\" severity=\"warning\" \
                 message=\"m &quot;q&quot; [Some title 1:5]; help: h\" source=\"wikivet.template-duplicate-arg\"/>\n";
    assert_eq!(
        xml,
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n\
             <file name=\"dump.xml\">\n{error}{error}</file>\n\
             <file name=\"a/clean.wiki\">\n</file>\n\
             <file name=\"b.xml#P\">\n\
             <error severity=\"error\" message=\"byte 7 is not UTF-8\" source=\"wikivet.failure\"/>\n</file>\n\
             </checkstyle>\n"
        )
    );
    if let Some(read) = consumer::node(READ, &xml) {
        let read: Value = serde_json::from_str(&read).unwrap();
        assert_eq!(
            read[1],
            serde_json::json!({
                "file": "dump.xml", "line": 7, "column": 16, "severity": "warning",
                "message": "m \"q\" [Some title 1:5]; help: h"
            })
        );
        assert_eq!(read.as_array().unwrap().len(), 3);
    }
}

#[test]
fn nothing_of_an_article_breaks_it() {
    let (doc, finding) = hostile_page();
    let xml = checkstyle(&[(&doc, &[finding])]);
    if let Some(read) = consumer::node(READ, &xml) {
        let read: Value = serde_json::from_str(&read).unwrap();
        assert!(read[0]["message"].as_str().unwrap().starts_with("`\"'<&>]]>--> ::error::x %0A {0}"));
    }
}

//! JUnit's XML, against the schema of Jenkins and as a reader of such reports has it.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use wikivet::finding::{Finding, Severity};
use wikivet::report::{Format, Settings};
use wikivet::source::Document;

use crate::{assert_harmless, at, at_each, consumer, dump_page, failure, hostile_page, wikitext, write};

/// Prints how many tests, failures and errors a reader counts, and how many tests it could not tell apart.
const READ: &str = "
import sys
from junitparser import JUnitXml
suites = list(JUnitXml.fromfile(sys.argv[1]))
cases = [(suite.name, case.classname, case.name) for suite in suites for case in suite]
failures = sum(suite.failures for suite in suites)
print(sum(suite.tests for suite in suites), failures, sum(suite.errors for suite in suites),
      len(cases) - len(set(cases)))
";

/// Checks a document against a schema.
const VALIDATE: &str = "
import sys
from lxml import etree
etree.XMLSchema(etree.parse(sys.argv[2])).assertValid(etree.parse(sys.argv[1]))
";

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");

fn junit(documents: &[(&Document, &[Finding])]) -> String {
    let xml = write(Format::Junit, &Settings::default(), documents, &[failure()]);
    assert_harmless(&xml);
    crate::junit::assert_well_formed(&xml);
    consumer::python(VALIDATE, &xml, &[SCHEMA]);
    xml
}

/// Panics unless each start has its end, and all that is escaped is known.
pub(crate) fn assert_well_formed(xml: &str) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap().normalized_value(XmlVersion::Explicit1_0).unwrap();
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

#[test]
fn a_document_is_a_suite_and_a_finding_a_failed_test_with_a_name_of_its_own() {
    let text = "<b> <b>";
    let xml = junit(&[
        (&wikitext("./a.wiki", text), &at_each(text, "<b>", "m")),
        (&wikitext("clean.wiki", ""), &[]),
    ]);
    assert_eq!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"wikivet\">\n\
         <testsuite name=\"a.wiki\" tests=\"2\" failures=\"2\" errors=\"0\">\n\
         <testcase classname=\"a.wiki\" name=\"template-duplicate-arg\">\n\
         <failure type=\"error\" message=\"line 1: m\">a.wiki:1:1: m</failure>\n\
         </testcase>\n\
         <testcase classname=\"a.wiki\" name=\"template-duplicate-arg (2)\">\n\
         <failure type=\"error\" message=\"line 1: m\">a.wiki:1:5: m</failure>\n\
         </testcase>\n\
         </testsuite>\n\
         <testsuite name=\"clean.wiki\" tests=\"1\" failures=\"0\" errors=\"0\">\n\
         <testcase classname=\"clean.wiki\" name=\"wikivet\"/>\n\
         </testsuite>\n\
         <testsuite name=\"b.xml#P\" tests=\"1\" failures=\"0\" errors=\"1\">\n\
         <testcase classname=\"b.xml#P\" name=\"wikivet\">\n\
         <error type=\"failure\" message=\"byte 7 is not UTF-8\"/>\n\
         </testcase>\n\
         </testsuite>\n\
         </testsuites>\n"
    );
    if let Some(counts) = consumer::python(READ, &xml, &[]) {
        assert_eq!(counts, "4 2 1 0\n");
    }
}

#[test]
fn a_page_of_a_dump_is_a_suite_and_has_its_place_in_the_file() {
    let doc = dump_page();
    let xml = junit(&[(&doc, &[at(doc.text(), "13", "m").severity(Severity::Warning)])]);
    assert!(xml.contains("<testsuite name=\"dump.xml#Some title\""), "{xml}");
    assert!(
        xml.contains("<failure type=\"warning\" message=\"line 7: m\">dump.xml:7:16: m [Some title 1:5]<")
    );
}

#[test]
fn nothing_of_an_article_breaks_it() {
    let (doc, finding) = hostile_page();
    let xml = junit(&[(&doc, &[finding])]);
    if let Some(counts) = consumer::python(READ, &xml, &[]) {
        assert_eq!(counts, "2 1 1 0\n");
    }
}

#[test]
fn a_run_without_documents_is_a_report_too() {
    let xml = write(Format::Junit, &Settings::default(), &[], &[]);
    assert_well_formed(&xml);
    consumer::python(VALIDATE, &xml, &[SCHEMA]);
}

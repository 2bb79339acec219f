//! Test results in the XML of JUnit, as Jenkins, GitLab and others read it.

use std::collections::HashMap;
use std::io::{self, Write};

use super::place::{self, Region};
use super::said::said;
use super::{Entry, Failure, Report, Summary, escape, xml};

/// A suite for each document, with a failed test for each finding; a document without findings is a test that passed.
#[derive(Default)]
pub(super) struct Junit {
    is_open: bool,
}

impl Junit {
    fn open(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.is_open {
            return Ok(());
        }
        self.is_open = true;
        out.write_all(xml::DECLARATION)?;
        xml::start("testsuites", &[("name", "wikivet")], out)
    }
}

impl Report for Junit {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        let Entry { doc, findings, .. } = *entry;
        let (file, suite) = (place::repository_file(doc), place::document(doc));
        let (file, suite) = (escape(&file), escape(&suite));
        start_suite(&suite, findings.len().max(1), findings.len(), 0, out)?;
        if findings.is_empty() {
            xml::empty("testcase", &[("classname", &suite), ("name", "wikivet")], out)?;
        }
        // Readers take two tests of one name for one.
        let mut numbers: HashMap<&str, u64> = HashMap::new();
        for finding in findings {
            let number = numbers.entry(finding.rule).or_default();
            *number += 1;
            let name = match number {
                1 => finding.rule.to_owned(),
                _ => format!("{} ({number})", finding.rule),
            };
            let Region { start: (line, column), .. } = place::region(doc, finding.span);
            let said = format!("{file}:{line}:{column}: {}", said(doc, finding));
            let message = format!("line {line}: {}", escape(&finding.message));
            xml::start("testcase", &[("classname", &suite), ("name", &name)], out)?;
            xml::text("failure", &[("type", finding.severity.name()), ("message", &message)], &said, out)?;
            xml::end("testcase", out)?;
        }
        xml::end("testsuite", out)
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        let file = place::failed(failure);
        let (file, message) = (escape(&file), escape(&failure.message));
        start_suite(&file, 1, 0, 1, out)?;
        xml::start("testcase", &[("classname", &file), ("name", "wikivet")], out)?;
        xml::empty("error", &[("type", "failure"), ("message", &message)], out)?;
        xml::end("testcase", out)?;
        xml::end("testsuite", out)
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.open(out)?;
        xml::end("testsuites", out)
    }
}

fn start_suite(
    name: &str,
    tests: usize,
    failures: usize,
    errors: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let [tests, failures, errors] = [tests, failures, errors].map(|count| count.to_string());
    let counts = [("tests", tests.as_str()), ("failures", &failures), ("errors", &errors)];
    xml::start("testsuite", &[[("name", name)].as_slice(), &counts].concat(), out)
}

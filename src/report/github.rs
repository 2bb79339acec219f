//! Workflow commands of GitHub Actions: a line makes an annotation of a file.
//! How they are written is documented by GitHub as "Workflow commands for GitHub Actions".

use std::borrow::Cow;
use std::io::{self, Write};

use super::place;
use super::said::said;
use super::{Entry, Failure, Report, Summary, escape};
use crate::finding::{Finding, Severity};
use crate::source::Document;

/// `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`, one line a finding.
pub(super) struct Github;

impl Report for Github {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let file = place::repository_file(entry.doc);
        entry.findings.iter().try_for_each(|finding| command(entry.doc, &file, finding, out))
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let file = place::failed(failure);
        let message = escape(&failure.message);
        writeln!(out, "::error file={},title=wikivet::{}", property(&escape(&file)), data(&message))
    }

    fn finish(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn command(doc: &Document, file: &str, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let region = place::region(doc, finding.span);
    let (line, column) = region.start;
    write!(out, "::{name} file={},line={line},endLine={}", property(&escape(file)), region.last_line())?;
    // GitHub takes columns of one line only, and drops those of several with a warning.
    if line == region.end.0 {
        write!(out, ",col={column},endColumn={}", region.end.1)?;
    }
    writeln!(out, ",title={}::{}", property(finding.rule), data(&said(doc, finding)))
}

/// What stands after the last `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands after an equals sign.
fn property(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '\r', '\n', ':', ',']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(data(text).replace(':', "%3A").replace(',', "%2C"))
}

use std::io::{self, Write};

use super::escape::escape;
use super::{Entry, Report, Summary, place};
use crate::finding::Finding;
use crate::source::Document;

/// One line a finding: `path:line:column: severity[rule] message`, and in brackets where that is in the article,
/// if the file holds more than the article.
pub(super) struct Compact;

impl Report for Compact {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let name = place::file(entry.doc);
        let name = escape(&name);
        entry.findings.iter().try_for_each(|finding| line(entry.doc, &name, finding, out))
    }

    fn finish(&mut self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn line(doc: &Document, name: &str, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let Finding { rule, severity, message, span, .. } = finding;
    let (line, column) = place::in_file(doc, span.start);
    let in_article = place::in_brackets(doc, span.start);
    writeln!(out, "{name}:{line}:{column}: {}[{rule}] {}{in_article}", severity.name(), escape(message))
}

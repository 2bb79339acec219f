//! Comma-separated values as RFC 4180 has them: a header, then one line a finding.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::place::{self, Region};
use super::{Entry, Failure, Report, Summary, escape};

const HEADER: [&str; 14] = [
    "path",
    "page",
    "line",
    "column",
    "end_line",
    "end_column",
    "article_line",
    "article_column",
    "severity",
    "rule",
    "message",
    "help",
    "fix",
    "fingerprint",
];

/// One line a finding; a failure has neither place nor rule.
#[derive(Default)]
pub(super) struct Csv {
    is_open: bool,
}

impl Csv {
    /// Writes lines, with the header before the first.
    fn lines<'a>(
        &mut self,
        lines: impl Iterator<Item = [Cow<'a, str>; HEADER.len()]>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
        if !self.is_open {
            writer.write_record(HEADER)?;
            self.is_open = true;
        }
        for line in lines {
            writer.write_record(line.iter().map(|value| cell(value)).map(Cow::into_owned))?;
        }
        out.write_all(&writer.into_inner().map_err(io::Error::other)?)
    }
}

impl Report for Csv {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let doc = entry.doc;
        let file = place::in_repository(&doc.origin.path);
        let lines = entry.findings.iter().map(|finding| {
            let Region { start, end } = place::region(doc, finding.span);
            let (line, column) = place::in_article(doc, finding.span.start);
            let number = |number: u64| Cow::Owned(number.to_string());
            [
                Cow::Borrowed(file.as_str()),
                Cow::Borrowed(doc.origin.page.as_deref().unwrap_or_default()),
                number(start.0),
                number(start.1),
                number(end.0),
                number(end.1),
                number(line),
                number(column),
                Cow::Borrowed(finding.severity.name()),
                Cow::Borrowed(finding.rule),
                Cow::Borrowed(&finding.message),
                Cow::Borrowed(finding.help.as_deref().unwrap_or_default()),
                Cow::Borrowed(finding.fix.as_ref().map_or("", |fix| fix.safety.name())),
                Cow::Owned(entry.fingerprint(finding)),
            ]
        });
        self.lines(lines, out)
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let mut line = HEADER.map(|_| Cow::Borrowed(""));
        for (at, value) in [
            (0, place::in_repository(&failure.path)),
            (1, failure.page.clone().unwrap_or_default()),
            (8, "failure".to_owned()),
            (10, failure.message.clone()),
        ] {
            line[at] = Cow::Owned(value);
        }
        self.lines(std::iter::once(line), out)
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.lines(std::iter::empty(), out)
    }
}

/// A value without what ends a line, and as text where a spreadsheet would take it for a formula: an apostrophe before
/// it, as spreadsheets themselves write that.
fn cell(value: &str) -> Cow<'_, str> {
    let value = escape(value);
    match value.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@') => Cow::Owned(format!("'{value}")),
        _ => value,
    }
}

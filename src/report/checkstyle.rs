//! A report in the XML of Checkstyle, which many tools read that know nothing else of a linter.

use std::io::{self, Write};

use super::place::{self, Region};
use super::said::said;
use super::{Entry, Failure, Report, Summary, escape, xml};

/// What the names of rules stand behind.
const SOURCE: &str = "wikivet";

/// An element for each file, with an element for each finding.
#[derive(Default)]
pub(super) struct Checkstyle {
    is_open: bool,
    /// The file whose element is open; the pages of a dump share it.
    file: Option<String>,
}

impl Checkstyle {
    fn enter(&mut self, file: String, out: &mut dyn Write) -> io::Result<()> {
        if self.file.as_ref() == Some(&file) {
            return Ok(());
        }
        self.leave(out)?;
        xml::start("file", &[("name", &escape(&file))], out)?;
        self.file = Some(file);
        Ok(())
    }

    /// Ends the element of a file, if one is open.
    fn leave(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.is_open {
            self.is_open = true;
            out.write_all(xml::DECLARATION)?;
            xml::start("checkstyle", &[("version", "4.3")], out)?;
        }
        self.file.take().map_or(Ok(()), |_| xml::end("file", out))
    }
}

impl Report for Checkstyle {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.enter(place::repository_file(entry.doc), out)?;
        entry.findings.iter().try_for_each(|finding| {
            let Region { start, .. } = place::region(entry.doc, finding.span);
            let attributes = [
                ("line", start.0.to_string()),
                ("column", start.1.to_string()),
                ("severity", finding.severity.name().to_owned()),
                ("message", said(entry.doc, finding).replace('\n', "; ")),
                ("source", format!("{SOURCE}.{}", finding.rule)),
            ];
            xml::empty("error", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())), out)
        })
    }

    fn failure(&mut self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        self.enter(place::failed(failure), out)?;
        let message = escape(&failure.message);
        let source = format!("{SOURCE}.failure");
        xml::empty("error", &[("severity", "error"), ("message", &message), ("source", &source)], out)
    }

    fn finish(&mut self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.leave(out)?;
        xml::end("checkstyle", out)
    }
}

//! The report for people: each finding with its place, drawn by codespan-reporting, and what to do about it.

mod change;
mod drawing;
mod style;
mod wrap;

use std::io::{self, Write};

pub use self::change::change;
use self::drawing::Drawing;
use self::style::{FAINT, Painter, STRONG};
use super::snippet::groups;
use super::verdict::{remarks, verdict};
use super::{Entry, Report, Settings, Summary, escape};
use crate::source::Document;

/// The report for people.
pub(super) struct Human {
    colour: bool,
    width: usize,
    /// A rule that was reported, to show how to ask for its page.
    rule: Option<&'static str>,
}

impl Human {
    pub(super) fn new(settings: &Settings) -> Self {
        Human { colour: settings.colour, width: settings.width, rule: None }
    }
}

impl Report for Human {
    fn document(&mut self, entry: &Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let Some(first) = entry.findings.first() else { return Ok(()) };
        self.rule.get_or_insert(first.rule);
        let mut painter = Painter { out, colour: self.colour };
        header(entry, &mut painter)?;
        for group in groups(entry.findings) {
            Drawing::new(entry.doc, &group, self.width).write(&mut painter)?;
            writeln!(painter)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut painter = Painter { out, colour: self.colour };
        painter.paint(STRONG, verdict(summary))?;
        writeln!(painter)?;
        for line in remarks(summary) {
            writeln!(painter, "{line}")?;
        }
        if let Some(rule) = self.rule {
            painter.paint(FAINT, format_args!("`wikivet explain {rule}` says more about a rule"))?;
            writeln!(painter)?;
        }
        Ok(())
    }
}

/// The line that starts a document: its title, and as what it was read.
fn header(entry: &Entry<'_>, painter: &mut Painter<'_>) -> io::Result<()> {
    let Document { origin, .. } = entry.doc;
    let title = origin.page.as_deref().unwrap_or(&origin.path);
    painter.paint(STRONG, escape(title))?;
    let mut facts = Vec::new();
    if origin.page.is_some() {
        facts.push(escape(&origin.path));
    }
    facts.push(origin.input.name().into());
    facts.push(escape(entry.profile));
    facts.extend(entry.language.map(escape));
    painter.paint(FAINT, format_args!(" · {}", facts.join(" · ")))?;
    writeln!(painter, "\n")
}

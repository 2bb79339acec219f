use std::io::{self, Write};

use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, Renderer, WriteStyle};
use unicode_width::UnicodeWidthStr;

use super::style::{self, FAINT, FRAME, Painter, STRONG};
use super::wrap::wrap;
use crate::finding::Finding;
use crate::report::escape;
use crate::report::place::position;
use crate::report::snippet::{Excerpt, Group, Notes, excerpts, marks, width};
use crate::source::Document;

/// The least columns of text that are shown, however narrow the terminal.
pub(super) const LEAST_COLUMNS: usize = 30;
/// Columns of the border and of the spaces around it.
const BORDER: usize = 3;

/// A finding, or a cluster of them, as it is drawn.
pub(super) struct Drawing<'a> {
    doc: &'a Document,
    group: &'a Group<'a>,
    excerpts: Vec<Excerpt>,
    /// Columns of the line numbers.
    gutter: usize,
    /// Columns right of the border.
    columns: usize,
}

impl<'a> Drawing<'a> {
    /// Lays out a group for a terminal of `width` columns.
    pub(super) fn new(doc: &'a Document, group: &'a Group<'a>, width: usize) -> Self {
        let marks = marks(doc, group);
        let last = marks.iter().map(|mark| doc.lines().line_of(mark.span.end)).max().unwrap_or(0);
        let gutter = (last + 1).to_string().len();
        let columns = width.saturating_sub(gutter + BORDER).max(LEAST_COLUMNS);
        Drawing { doc, group, excerpts: excerpts(doc, &marks, columns), gutter, columns }
    }

    pub(super) fn write(&self, painter: &mut Painter<'_>) -> io::Result<()> {
        self.head(painter)?;
        self.lines(painter).map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })
    }

    /// What is wrong, and where.
    pub(super) fn head(&self, painter: &mut Painter<'_>) -> io::Result<()> {
        self.header(painter)?;
        self.locus(painter)
    }

    /// ``error[date-impossible]: month 13 is out of range 1–12``
    fn header(&self, painter: &mut Painter<'_>) -> io::Result<()> {
        let Finding { rule, severity, message, .. } = self.group.first;
        painter.paint(style::of(*severity).bold(), format_args!("{}[{rule}]", severity.name()))?;
        painter.paint(STRONG, format_args!(": {}", escape(message)))?;
        if !self.group.others.is_empty() {
            write!(painter, " ({} places)", self.group.others.len() + 1)?;
        }
        writeln!(painter)
    }

    /// `┌─ articles/x.wiki:1:12`
    fn locus(&self, painter: &mut Painter<'_>) -> io::Result<()> {
        let (file, article) = position(self.doc, self.group.first.span.start);
        write!(painter, "{:1$} ", "", self.gutter)?;
        painter.paint(FRAME, "┌─")?;
        write!(painter, " {file}")?;
        painter.paint(FAINT, article)?;
        writeln!(painter)
    }

    fn lines(&self, painter: &mut Painter<'_>) -> Result<(), Error> {
        let level = style::level(self.group.first.severity);
        let config = Config::default();
        let mut renderer = Renderer::new(painter, &config);
        renderer.render_snippet_empty(self.gutter, level, 0, &[])?;
        let mut line_before = None;
        for excerpt in &self.excerpts {
            match line_before {
                Some(line) if line == excerpt.line => {
                    let column = self.doc.position(excerpt.first).column;
                    writeln!(renderer, "{:1$} · column {column}", "", self.gutter)?;
                }
                Some(line) if line + 1 < excerpt.line => {
                    renderer.render_snippet_break(self.gutter, level, 0, &[])?;
                }
                _ => {}
            }
            self.source(excerpt, &mut renderer)?;
            line_before = Some(excerpt.line);
        }
        let notes = Notes::of(self.doc, self.group).lines();
        if !notes.is_empty() {
            renderer.render_snippet_empty(self.gutter, level, 0, &[])?;
        }
        for note in notes {
            renderer.render_snippet_note(self.gutter, &wrap(&note, self.columns))?;
        }
        Ok(())
    }

    /// Draws a line and what is said of it. A message that has no room right of its mark goes below it.
    fn source(&self, excerpt: &Excerpt, renderer: &mut Renderer<'_, '_>) -> Result<(), Error> {
        let level = style::level(self.group.first.severity);
        let Excerpt { line, text, marks, .. } = excerpt;
        let rightmost = marks.iter().max_by_key(|mark| mark.1.end);
        let below = rightmost
            .filter(|(_, place, message)| width(text, 0..place.end) + 1 + message.width() > self.columns);
        let shown: Vec<_> = marks
            .iter()
            .map(|mark| {
                let message = if below.is_some_and(|below| std::ptr::eq(below, mark)) { "" } else { &mark.2 };
                (mark.0, mark.1.clone(), message)
            })
            .collect();
        renderer.render_snippet_source(self.gutter, line + 1, text, level, &shown, 0, &[])?;
        let Some((label, place, message)) = below else { return Ok(()) };
        let message = wrap(message, self.columns);
        let widest = message.lines().map(str::width).max().unwrap_or(0);
        let indent = width(text, 0..place.start).min(self.columns.saturating_sub(widest));
        for row in message.lines() {
            write!(renderer, "{:1$} ", "", self.gutter)?;
            renderer.set_source_border()?;
            write!(renderer, "│")?;
            renderer.reset()?;
            write!(renderer, " {:indent$}", "")?;
            renderer.set_label(level, *label)?;
            write!(renderer, "{row}")?;
            renderer.reset()?;
            writeln!(renderer)?;
        }
        Ok(())
    }
}

//! A fix as a person is asked about it: the finding's head, the lines as they are, the lines as they would be.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use codespan_reporting::diagnostic::LabelStyle;

use super::drawing::{self, Drawing};
use super::style::{FRAME, Painter, STRONG};
use crate::finding::Finding;
use crate::fix::{Edit, Fix};
use crate::report::snippet::{Excerpt, Group, Mark, excerpts};
use crate::report::{Settings, escape};
use crate::source::{Document, InputKind, Span};

/// Columns between a line's number and its text.
const SIGNS: usize = 3;

const BEFORE: Style = AnsiColor::Red.on_default();
const AFTER: Style = AnsiColor::Green.on_default();

/// Draws what a fix would change. Its edits have to be sound for the document.
pub fn change(
    doc: &Document,
    finding: &Finding,
    fix: &Fix,
    settings: &Settings,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut painter = Painter { out, colour: settings.colour };
    if let (Some(page), InputKind::Dump) = (&doc.origin.page, doc.origin.input) {
        painter.paint(STRONG, escape(page))?;
        writeln!(painter)?;
    }
    let group = Group { first: finding, others: Vec::new() };
    Drawing::new(doc, &group, settings.width).head(&mut painter)?;
    let (changed, places) = after(doc, fix);
    let before: Vec<Span> = fix.edits.iter().map(|edit| edit.span).collect();
    let last = places.last().map_or(0, |place| changed.lines().line_of(place.end));
    let gutter = (last + 1).to_string().len();
    let columns = settings.width.saturating_sub(gutter + SIGNS).max(drawing::LEAST_COLUMNS);
    let mut draw = |doc: &Document, places: &[Span], sign, style| -> io::Result<()> {
        let marks: Vec<Mark> = places.iter().map(|&span| mark(span)).collect();
        for excerpt in excerpts(doc, &marks, columns).iter().filter(|excerpt| !excerpt.marks.is_empty()) {
            painter.paint(FRAME, format_args!("{:>gutter$} ", excerpt.line + 1))?;
            painter.paint(style, format_args!("{sign} "))?;
            line(excerpt, places.iter().all(|place| place.is_empty()), style, &mut painter)?;
        }
        Ok(())
    };
    draw(doc, &before, '-', BEFORE)?;
    let stays = |(place, edit): (Span, &Edit)| (!takes_lines(doc, edit)).then_some(place);
    let places: Vec<Span> = places.into_iter().zip(&fix.edits).filter_map(stays).collect();
    draw(&changed, &places, '+', AFTER)?;
    writeln!(painter, "fix ({}): {}", fix.safety.name(), escape(&fix.title))
}

/// Whether an edit takes whole lines away, so that nothing stands in their place.
fn takes_lines(doc: &Document, edit: &Edit) -> bool {
    let old = doc.slice(edit.span);
    let starts_line = edit.span.start == 0 || doc.text().as_bytes()[edit.span.start as usize - 1] == b'\n';
    let ends_line = doc.text().as_bytes().get(edit.span.end as usize).is_none_or(|&next| next == b'\n');
    edit.text.is_empty() && (starts_line && old.ends_with('\n') || ends_line && old.starts_with('\n'))
}

fn mark(span: Span) -> Mark {
    Mark { span, style: LabelStyle::Primary, message: String::new() }
}

/// The document after a fix, and where its edits' texts stand in it.
fn after(doc: &Document, fix: &Fix) -> (Document, Vec<Span>) {
    let mut text = String::with_capacity(doc.text().len());
    let mut places = Vec::with_capacity(fix.edits.len());
    let mut at = 0;
    for edit in &fix.edits {
        text.push_str(doc.slice(Span::new(at, edit.span.start)));
        let start = text.len();
        text.push_str(&edit.text);
        places.push(Span::of(start..text.len()));
        at = edit.span.end;
    }
    text.push_str(doc.text().get(at as usize..).unwrap_or_default());
    (Document::new(doc.origin.clone(), text), places)
}

/// Writes a line, what changes in it set off.
fn line(excerpt: &Excerpt, is_whole: bool, style: Style, painter: &mut Painter<'_>) -> io::Result<()> {
    let text = &excerpt.text;
    let mut at = 0;
    for (_, place, _) in excerpt.marks.iter().filter(|_| !is_whole) {
        let (start, end) = (place.start.min(text.len()).max(at), place.end.min(text.len()));
        if start < end {
            painter.paint(style, text.get(at..start).unwrap_or_default())?;
            painter.paint(style.bold().underline(), text.get(start..end).unwrap_or_default())?;
            at = end;
        }
    }
    painter.paint(style, text.get(at..).unwrap_or_default())?;
    writeln!(painter)
}

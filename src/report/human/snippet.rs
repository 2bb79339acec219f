use std::io::{self, Write};

use codespan_reporting::diagnostic::LabelStyle;
use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, Renderer, WriteStyle};
use unicode_width::UnicodeWidthStr;

use super::excerpt::{Excerpt, Mark, excerpts};
use super::group::Group;
use super::measure::width;
use super::position;
use super::style::{self, FAINT, FRAME, Painter, STRONG};
use super::wrap::wrap;
use crate::finding::Finding;
use crate::fix::Fix;
use crate::report::escape;
use crate::source::Document;

/// How many places of a cluster are drawn.
const PLACES: usize = 3;
/// How many second places of a finding are drawn.
const LABELS: usize = 8;
/// The least columns of text that are shown, however narrow the terminal.
pub(super) const LEAST_COLUMNS: usize = 30;
/// Columns of the border and of the spaces around it.
const BORDER: usize = 3;

/// A finding, or a cluster of them, as it is drawn.
pub(super) struct Snippet<'a> {
    doc: &'a Document,
    group: &'a Group<'a>,
    excerpts: Vec<Excerpt>,
    /// Columns of the line numbers.
    gutter: usize,
    /// Columns right of the border.
    columns: usize,
}

impl<'a> Snippet<'a> {
    /// Lays out a group for a terminal of `width` columns.
    pub(super) fn new(doc: &'a Document, group: &'a Group<'a>, width: usize) -> Self {
        let marks = marks(doc, group);
        let last = marks.iter().map(|mark| doc.lines().line_of(mark.span.end)).max().unwrap_or(0);
        let gutter = (last + 1).to_string().len();
        let columns = width.saturating_sub(gutter + BORDER).max(LEAST_COLUMNS);
        Snippet { doc, group, excerpts: excerpts(doc, &marks, columns), gutter, columns }
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
        let notes = self.notes();
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

    fn notes(&self) -> Vec<String> {
        let Finding { help, fix, also_rules, labels, .. } = self.group.first;
        let mut notes = Vec::new();
        if let Some(more) = labels.get(LABELS..).filter(|more| !more.is_empty()) {
            let lines = more.iter().map(|label| self.doc.lines().line_of(label.span.start) + 1);
            notes.push(format!("also {}", line_list(lines)));
        }
        if let Some(more) = self.group.others.get(PLACES - 1..).filter(|more| !more.is_empty()) {
            let lines = more.iter().map(|finding| self.doc.lines().line_of(finding.span.start) + 1);
            notes.push(format!("and {} more: {}", more.len(), line_list(lines)));
        }
        // Where the fix says the same and more, the help is left to formats that do not show both.
        let said = |help: &&String| fix.as_ref().is_some_and(|fix| fix.title.starts_with(help.as_str()));
        notes.extend(help.as_ref().filter(|help| !said(help)).map(|help| format!("help: {}", escape(help))));
        notes.extend(fix.as_ref().map(|fix| {
            format!("fix ({}): {}{}", trust(fix), escape(&fix.title), likewise(fix, &self.group.others))
        }));
        if !also_rules.is_empty() {
            notes.push(format!("the same place also violates {}", also_rules.join(", ")));
        }
        notes
    }
}

/// How far a fix is to be trusted, and why not further.
fn trust(fix: &Fix) -> String {
    let withheld = fix.withheld.map(|why| format!(", since it stands {}", why.place()));
    format!("{}{}", fix.safety.name(), withheld.unwrap_or_default())
}

/// What there is to do in the other places of a cluster: the same, or how often what else.
fn likewise(fix: &Fix, others: &[&Finding]) -> String {
    let mut alike = 0;
    let mut unlike: Vec<(String, usize)> = Vec::new();
    for other in others {
        let kind = other.fix.as_ref().map_or_else(|| "without a fix".to_owned(), trust);
        if other.fix.is_some() && kind == trust(fix) {
            alike += 1;
        } else if let Some((_, count)) = unlike.iter_mut().find(|(known, _)| *known == kind) {
            *count += 1;
        } else {
            unlike.push((kind, 1));
        }
    }
    let rest: Vec<String> = unlike.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    match (alike, rest.join("; ")) {
        (0, rest) if rest.is_empty() => String::new(),
        (_, rest) if rest.is_empty() => ", and likewise in the other places".to_owned(),
        (0, rest) => format!(" (the other places: {rest})"),
        (alike, rest) => format!(", and likewise in {alike} of the other places ({rest})"),
    }
}

/// The places to draw: the first ones of the group, and the second places of its first finding.
fn marks(doc: &Document, group: &Group<'_>) -> Vec<Mark> {
    let said = without_place(doc, group.first);
    let first = primary(group.first, group.first.note.as_deref().unwrap_or_default());
    let others = group.others.iter().take(PLACES - 1).map(|finding| {
        let note = finding.note.as_deref();
        let differs = (without_place(doc, finding) != said).then_some(finding.message.as_str());
        primary(finding, note.or(differs).unwrap_or_default())
    });
    let labels = group.first.labels.iter().take(LABELS).map(|label| Mark {
        span: label.span,
        style: LabelStyle::Secondary,
        message: label.message.clone(),
    });
    [first].into_iter().chain(others).chain(labels).collect()
}

/// A message without the text of its place, which the drawing shows anyway.
fn without_place(doc: &Document, finding: &Finding) -> String {
    match doc.slice(finding.span) {
        "" => finding.message.clone(),
        text => finding.message.replace(text, ""),
    }
}

fn primary(finding: &Finding, message: &str) -> Mark {
    Mark { span: finding.span, style: LabelStyle::Primary, message: message.to_owned() }
}

/// How many lines, or ranges of lines, a note lists before it leaves out the rest but for the last.
const LISTED: usize = 20;

/// `lines 3, 5–7, 12`: each line once, neighbours as a range.
fn line_list(lines: impl Iterator<Item = usize>) -> String {
    let mut lines: Vec<usize> = lines.collect();
    lines.sort_unstable();
    lines.dedup();
    let mut ranges: Vec<String> = lines.chunk_by(|a, b| a + 1 == *b).map(range_name).collect();
    if ranges.len() > LISTED {
        ranges.splice(LISTED - 1..ranges.len() - 1, ["…".to_owned()]);
    }
    let name = if lines.len() == 1 { "line" } else { "lines" };
    format!("{name} {}", ranges.join(", "))
}

fn range_name(lines: &[usize]) -> String {
    match lines {
        [first, _, .., last] => format!("{first}–{last}"),
        _ => lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
    }
}

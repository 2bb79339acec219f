//! Tables drawn with characters in plain text, as pandoc writes them: grid tables in frames of `+---+`, and simple and
//! multiline tables with a line of dashes under the head or around the rows.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::read::sections;
use super::{Table, TableCell, TableRow, Tables};
use crate::source::{Document, Span};

/// How far simple and multiline tables are indented; a line of dashes further left is a rule across the page.
const INDENT: usize = 2;

/// Reads the tables of an extract in one pass.
pub(super) fn read(doc: &Document) -> Tables {
    let mut reader = Reader::new(doc.text());
    while reader.at < reader.lines.len() {
        let table = reader.grid().or_else(|| reader.ruled());
        match table {
            Some(drawn) => reader.add(drawn),
            None => reader.at += 1,
        }
    }
    Tables { list: reader.tables, lines: reader.cell_lines }
}

/// A table with its rows as ranges of lines.
struct Drawn {
    columns: Columns,
    /// The lines of each row, and whether it is of the head.
    rows: Vec<(Range<usize>, bool)>,
    /// The first line after it.
    end: usize,
    caption: Option<Span>,
}

/// Where the columns of a table stand in a line, in columns of the terminal.
enum Columns {
    /// The places of the frame's `|`.
    Framed(Vec<usize>),
    /// The places where the columns start.
    Ruled(Vec<usize>),
}

struct Reader<'t> {
    text: &'t str,
    lines: Vec<Span>,
    at: usize,
    /// The first line that is in no table so far.
    free: usize,
    tables: Vec<Table>,
    cell_lines: Vec<Span>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let mut start = 0;
        let lines = text.split('\n').map(|line| {
            let span = Span::of(start..start + line.trim_end_matches('\r').len());
            start += line.len() + 1;
            span
        });
        Reader { text, lines: lines.collect(), at: 0, free: 0, tables: Vec::new(), cell_lines: Vec::new() }
    }

    fn line(&self, at: usize) -> &'t str {
        self.lines.get(at).and_then(|line| self.text.get(line.range())).unwrap_or_default()
    }

    fn is_blank(&self, at: usize) -> bool {
        self.line(at).trim().is_empty()
    }

    /// A table in a frame that starts at this line.
    fn grid(&self) -> Option<Drawn> {
        let frame = frame(self.line(self.at))?;
        let mut rows: Vec<(Range<usize>, bool)> = Vec::new();
        let first = self.at + 1;
        let (mut start, mut end, mut n_head) = (first, None, 0);
        for at in first..self.lines.len() {
            let line = self.line(at);
            if line.trim_start().starts_with('|') {
                continue;
            }
            let Some(next) = self::frame(line).filter(|next| next.places == frame.places) else { break };
            if start == at {
                break;
            }
            rows.push((start..at, false));
            if next.is_under_head {
                n_head = rows.len();
            }
            (start, end) = (at + 1, Some(at + 1));
        }
        let end = end.filter(|_| !rows.is_empty())?;
        rows.iter_mut().take(n_head).for_each(|row| row.1 = true);
        Some(Drawn { columns: Columns::Framed(frame.places), rows, end, caption: self.caption(end) })
    }

    /// A table with lines of dashes, the first of which is this line.
    fn ruled(&self) -> Option<Drawn> {
        let first = rule(self.line(self.at))?;
        if first.len() == 1 {
            return self.multiline();
        }
        let head = self.at.checked_sub(1).filter(|&head| head >= self.free && !self.is_blank(head));
        let is_end: &dyn Fn(usize) -> bool = match head {
            Some(_) => &|at| self.is_blank(at),
            None => &|at| rule(self.line(at)).is_some(),
        };
        let end = (self.at + 1..=self.lines.len()).find(|&at| at == self.lines.len() || is_end(at))?;
        let is_closed = head.is_some() || rule(self.line(end)).is_some_and(|last| last == first);
        let mut rows = self.rows(self.at + 1..end);
        if rows.is_empty() || !is_closed {
            return None;
        }
        rows.splice(0..0, head.map(|head| (head..head + 1, true)));
        let end = if head.is_some() { end } else { end + 1 };
        let columns = Columns::Ruled(first.iter().map(|run| run.start).collect());
        Some(Drawn { columns, rows, end, caption: self.caption(end) })
    }

    /// A table between two lines of dashes, with one more under its head.
    fn multiline(&self) -> Option<Drawn> {
        let under =
            (self.at + 1..self.lines.len()).find(|&at| self.is_blank(at) || rule(self.line(at)).is_some())?;
        let columns = rule(self.line(under)).filter(|columns| columns.len() > 1 && under > self.at + 1)?;
        let end = (under + 1..self.lines.len()).find(|&at| rule(self.line(at)).is_some())?;
        if rule(self.line(end))?.len() > 1 {
            return None;
        }
        let mut rows = vec![(self.at + 1..under, true)];
        let mut start = under + 1;
        for at in under + 1..=end {
            if at == end || self.is_blank(at) {
                rows.extend((start < at).then_some((start..at, false)));
                start = at + 1;
            }
        }
        let end = end + 1;
        let columns = Columns::Ruled(columns.iter().map(|run| run.start).collect());
        Some(Drawn { columns, rows, end, caption: self.caption(end) })
    }

    /// The rows in some lines: one a line, or several lines each where blank lines stand between them.
    fn rows(&self, lines: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let has_blank = lines.clone().any(|at| self.is_blank(at));
        let mut rows: Vec<(Range<usize>, bool)> = Vec::new();
        let mut is_new = true;
        for at in lines {
            if self.is_blank(at) {
                is_new = true;
                continue;
            }
            match rows.last_mut().filter(|_| has_blank && !is_new) {
                Some(last) => last.0.end = at + 1,
                None => rows.push((at..at + 1, false)),
            }
            is_new = false;
        }
        rows
    }

    /// The caption under a table: `: text`, after a blank line or at once.
    fn caption(&self, end: usize) -> Option<Span> {
        let at = if self.is_blank(end) { end + 1 } else { end };
        let text = self.line(at).strip_prefix("  : ")?;
        let line = self.lines.get(at)?;
        Some(Span::new(line.end - text.len() as u32, line.end).trim(self.text))
    }

    fn add(&mut self, drawn: Drawn) {
        let first = drawn.rows.first().map_or(self.at, |(lines, _)| lines.start.min(self.at));
        let mut table = Table::new(None, self.span(first..drawn.end));
        table.caption_span = drawn.caption;
        for (lines, is_header) in &drawn.rows {
            self.row(lines.clone(), *is_header, &drawn.columns, &mut table);
        }
        table.sections = sections(&table);
        self.tables.push(table);
        self.at = drawn.end;
        self.free = drawn.end;
    }

    fn row(&mut self, lines: Range<usize>, is_header: bool, columns: &Columns, table: &mut Table) {
        let parts: Vec<Option<Vec<Span>>> = lines.clone().map(|at| self.parts(at, columns)).collect();
        let is_cut = parts.iter().all(Option::is_some);
        let first = table.cells.len();
        // Cells that no line reaches are not made under a line of dashes, which may be long where lines are short.
        let n_reached = parts.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let n_cells = match columns {
            Columns::Ruled(_) if !is_header => n_reached,
            _ => columns.count(),
        };
        let mut by_column: Vec<Vec<Span>> = vec![Vec::new(); n_cells];
        for parts in parts.iter().flatten() {
            by_column.iter_mut().zip(parts).for_each(|(column, part)| column.push(*part));
        }
        let start = self.span(lines.clone()).start;
        for (column, parts) in by_column.iter().enumerate() {
            let first_line = self.cell_lines.len();
            let place = parts.first().copied().unwrap_or_else(|| Span::empty(start));
            let mut end = first_line;
            for part in parts.iter().skip_while(|part| part.is_empty()) {
                self.cell_lines.push(*part);
                if !part.is_empty() {
                    end = self.cell_lines.len();
                }
            }
            self.cell_lines.truncate(end);
            let content = self.cell_lines.get(first_line).copied().unwrap_or(place);
            table.cells.push(TableCell {
                node: None,
                span: content,
                row: table.rows.len(),
                column: column as u32,
                colspan: 1,
                rowspan: 1,
                is_header,
                is_bold: false,
                is_filled: self.cell_lines.len() > first_line,
                content,
                lines: first_line..self.cell_lines.len(),
            });
        }
        let cells = first..table.cells.len();
        // Cells that reach over rows or columns are written as one: what stands beside them moves to the left, and
        // the row ends in empty cells.
        let may_be_moved =
            n_cells < columns.count() || table.cells.last().is_some_and(|last| !last.is_filled);
        table.rows.push(TableRow {
            node: None,
            span: self.span(lines).trim(self.text),
            n_slots: columns.count() as u32,
            n_carried: 0,
            overlaps: false,
            is_open: !is_cut || may_be_moved && !is_header,
            may_be_wider: false,
            cells,
        });
    }

    /// The columns' parts of a line, up to the last one that it reaches, without white space around them; none if the
    /// frame does not stand where it has to.
    fn parts(&self, at: usize, columns: &Columns) -> Option<Vec<Span>> {
        let line = *self.lines.get(at)?;
        let text = self.line(at);
        let part = |from: usize, to: usize| {
            let from = from.min(to);
            Span::new(line.start + from as u32, line.start + to as u32).trim(self.text)
        };
        match columns {
            Columns::Framed(places) => {
                let bars = bars(text, places)?;
                let between = bars.iter().zip(bars.iter().skip(1));
                Some(between.map(|(&one, &next)| part(one + 1, next)).collect())
            }
            Columns::Ruled(places) => {
                let mut starts = offsets(text, places);
                if starts.is_empty() {
                    starts.push(text.len());
                }
                starts.push(text.len());
                Some(starts.iter().zip(starts.iter().skip(1)).map(|(&one, &next)| part(one, next)).collect())
            }
        }
    }

    fn span(&self, lines: Range<usize>) -> Span {
        let first = self.lines.get(lines.start).map_or(0, |line| line.start);
        let last = self.lines.get(lines.end.max(lines.start + 1) - 1).map_or(first, |line| line.end);
        Span::new(first, last)
    }
}

impl Columns {
    fn count(&self) -> usize {
        match self {
            Columns::Framed(places) => places.len() - 1,
            Columns::Ruled(places) => places.len(),
        }
    }
}

/// A line of a frame: `+---+---+`.
struct Frame {
    places: Vec<usize>,
    is_under_head: bool,
}

fn frame(line: &str) -> Option<Frame> {
    let inner = line.trim();
    if !(inner.len() > 2 && inner.starts_with('+') && inner.ends_with('+')) {
        return None;
    }
    let bytes = line.bytes().enumerate();
    let mut places = Vec::new();
    for (at, byte) in bytes {
        match byte {
            b'+' if places.last().is_some_and(|&last| last + 1 == at) => return None,
            b'+' => places.push(at),
            b'-' | b'=' | b':' | b' ' | b'\t' => {}
            _ => return None,
        }
    }
    let is_filled = !inner.contains(' ');
    is_filled.then(|| Frame { places, is_under_head: inner.contains('=') })
}

/// The runs of dashes that are all that stands in an indented line.
fn rule(line: &str) -> Option<Vec<Range<usize>>> {
    let line = line.trim_end();
    let bytes = line.as_bytes();
    let is_rule = bytes.len() > INDENT
        && bytes.iter().take(INDENT).all(|&byte| byte == b' ')
        && bytes.iter().all(|&byte| matches!(byte, b' ' | b'-'));
    if !is_rule {
        return None;
    }
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in bytes.iter().enumerate().filter(|&(_, &byte)| byte == b'-') {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    Some(runs).filter(|runs| !runs.is_empty())
}

/// The offsets of the `|` at some places of the terminal; of all there are where those are as many.
fn bars(line: &str, places: &[usize]) -> Option<Vec<usize>> {
    let at_places = offsets(line, places);
    if at_places.len() == places.len() && at_places.iter().all(|&at| line.as_bytes().get(at) == Some(&b'|')) {
        return Some(at_places);
    }
    let all: Vec<usize> = memchr::memchr_iter(b'|', line.as_bytes()).collect();
    (all.len() == places.len()).then_some(all)
}

/// The offsets of places of the terminal, from left to right, up to the line's end.
fn offsets(line: &str, places: &[usize]) -> Vec<usize> {
    let mut found = Vec::with_capacity(places.len().min(line.len()));
    let mut place = 0;
    for (at, character) in line.char_indices() {
        while places.get(found.len()).is_some_and(|&wanted| wanted <= place) {
            found.push(at);
        }
        place += character.width().unwrap_or(0);
    }
    found
}

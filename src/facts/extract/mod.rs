//! The lines of a text extract: what is a heading, what is text, what belongs to a table.

mod columns;
mod missing;
mod notes;

pub use columns::LostColumn;
pub(in crate::facts) use columns::lost_columns;
pub use missing::Follows;
pub use notes::ExtractNotes;

use memchr::memchr_iter;

use super::Facts;
use crate::source::{InputKind, Span};

/// The most words and bytes of a heading.
const HEADING_WORDS: usize = 14;
const HEADING: usize = 150;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// A heading: a short line that two empty ones, or none of the text, stand before, and an empty one behind.
    Heading,
    /// A paragraph or a part of one.
    Text,
    /// A line of a list.
    Item,
    /// A part of a table that is drawn with signs.
    Table,
    /// An indented line: a quotation or code.
    Indented,
    /// The text of a footnote: `[3] A. Lee, …`. It may be empty.
    Footnote {
        /// Whether nothing stands behind the number.
        is_empty: bool,
    },
}

/// A line that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtractLine {
    /// What it is.
    pub kind: LineKind,
    /// The line in the document, without white space around it.
    pub span: Span,
    /// How many empty lines stand before it.
    pub n_blank_before: u32,
}

/// The lines of an extract, in its order; of other documents none.
#[derive(Debug, Default)]
pub struct ExtractLines {
    /// Those that are not empty.
    pub all: Vec<ExtractLine>,
}

impl ExtractLines {
    /// Reads the lines.
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let text = facts.doc.text();
        if facts.doc.origin.input != InputKind::Extract {
            return ExtractLines::default();
        }
        let mut all: Vec<ExtractLine> = Vec::new();
        let (mut start, mut n_blank_before) = (0, 0);
        for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            let span = Span::of(start..end).trim(text);
            if span.is_empty() {
                n_blank_before += 1;
            } else {
                let is_indented = text.get(start..end).is_some_and(|line| line.starts_with([' ', '\t']));
                let kind = kind_of(text.get(span.range()).unwrap_or_default(), is_indented);
                all.push(ExtractLine { kind, span, n_blank_before });
                n_blank_before = 0;
            }
            start = end + 1;
        }
        mark_headings(text, &mut all);
        ExtractLines { all }
    }
}

fn kind_of(line: &str, is_indented: bool) -> LineKind {
    let mut signs = line.chars();
    let (first, second) = (signs.next().unwrap_or(' '), signs.next().unwrap_or(' '));
    if let Some(rest) = behind_number(line) {
        return LineKind::Footnote { is_empty: rest.trim().is_empty() };
    }
    match first {
        '|' | '+' if matches!(second, ' ' | '-' | '=') => LineKind::Table,
        '-' if line.bytes().all(|byte| matches!(byte, b'-' | b' ')) => LineKind::Table,
        '-' | '*' | '•' | '·' if second == ' ' => LineKind::Item,
        _ if first.is_ascii_digit() && is_numbered(line) => LineKind::Item,
        _ if is_indented => LineKind::Indented,
        _ => LineKind::Text,
    }
}

/// What follows `[3]` at the start of a line.
fn behind_number(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('[')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 { None } else { rest.get(digits..)?.strip_prefix(']') }
}

/// Whether a line starts as an item of a list that counts: `3. `, `3) `.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(' '))
}

/// Says which lines of text are headings.
fn mark_headings(text: &str, lines: &mut [ExtractLine]) {
    for at in 0..lines.len() {
        let behind = lines.get(at + 1).map_or(1, |next| next.n_blank_before);
        let Some(line) = lines.get_mut(at) else { return };
        let source = text.get(line.span.range()).unwrap_or_default();
        let is_apart = line.n_blank_before >= 2 && behind >= 1;
        let is_short = source.len() <= HEADING && source.split_whitespace().count() <= HEADING_WORDS;
        let ends_text = source.ends_with(['.', ':', ',', ';', '!', '|', '_', ')', ']', '"']);
        let is_title = source.starts_with(|sign: char| sign.is_alphanumeric()) && !ends_text;
        if line.kind == LineKind::Text && is_apart && is_short && is_title {
            line.kind = LineKind::Heading;
        }
    }
}

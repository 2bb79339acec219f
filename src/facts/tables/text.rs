use std::ops::Range;

use super::TableCell;
use super::reader::Reader;
use crate::facts::Facts;
use crate::facts::prose::LEFT_OUT;
use crate::profile::RoleSet;
use crate::source::Span;
use crate::syntax::NodeId;

/// The text of a cell or a caption as a reader sees it, with the way back to the document.
///
/// Comments, footnotes, pictures and marks of maintenance are left out, templates whose schema says what they show are
/// read as that, others and formulas stand as [`LEFT_OUT`]. Runs of white space are one space; lines, list items and
/// paragraphs end with a line feed. Digits in `<sup>` are superscript digits.
#[derive(Clone, Debug, Default)]
pub struct CellText {
    /// Whether all that a reader sees as text is in it, so that no template hides any.
    pub is_whole: bool,
    /// Whether pictures or flags stand beside the text.
    pub has_picture: bool,
    /// What the templates in it are for.
    pub roles: RoleSet,
    /// What a table is sorted by where the cell is not sorted by its text.
    pub sort_key: Option<SortKey>,
    text: String,
    pieces: Vec<Piece>,
}

/// What a cell is sorted by in place of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The key, with the cell's own text where only a part of it has one.
    pub text: String,
    /// Where it is given: an attribute's value, a template.
    pub span: Span,
}

/// A run of text that comes from one place of the document.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it starts in the text.
    at: usize,
    source: Span,
    /// Whether it is the source byte for byte.
    is_verbatim: bool,
}

impl CellText {
    /// The text, without white space at its ends.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text on one line, with a space for what is left out; none where nothing else is.
    pub fn line(&self) -> Option<String> {
        let words: Vec<&str> = self
            .text
            .split(|sign: char| sign.is_whitespace() || sign == LEFT_OUT)
            .filter(|word| !word.is_empty())
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// Where a range of the text stands in the document; of what a template shows the whole template may be given.
    /// None for an empty text.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let first = self.pieces.get(self.piece_at(range.start)?)?;
        let last = self.pieces.get(self.piece_at(range.end.saturating_sub(1).max(range.start))?)?;
        let end = if last.is_verbatim { last.place(range.end) } else { last.source.end };
        let start = if first.is_verbatim { first.place(range.start) } else { first.source.start };
        Some(Span::new(start, end.max(start)))
    }

    /// Where the whole text stands; none for an empty text.
    pub fn span(&self) -> Option<Span> {
        self.span_of(0..self.text.len())
    }

    /// Whether a range of the text is the source byte for byte, so that replacing it touches no markup.
    pub fn is_verbatim(&self, range: Range<usize>) -> bool {
        let piece = self.piece_at(range.start).and_then(|at| self.pieces.get(at));
        piece.is_some_and(|piece| piece.is_verbatim)
            && self.span_of(range.clone()).is_some_and(|span| span.len() as usize == range.len())
    }

    pub(super) fn new() -> CellText {
        CellText { is_whole: true, ..CellText::default() }
    }

    pub(super) fn push(&mut self, text: &str, source: Span, is_verbatim: bool) {
        let at = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last) if is_verbatim && last.is_verbatim && last.source.end == source.start => {
                last.source.end = source.end;
            }
            _ => self.pieces.push(Piece { at, source, is_verbatim }),
        }
    }

    fn piece_at(&self, offset: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.at <= offset).checked_sub(1)
    }
}

impl Piece {
    fn place(&self, offset: usize) -> u32 {
        (self.source.start + (offset - self.at) as u32).min(self.source.end)
    }
}

impl Facts<'_> {
    /// The text of a cell as read. Each call reads it anew.
    pub fn read_cell(&self, cell: &TableCell) -> CellText {
        match cell.node {
            Some(node) => self.read_node(node),
            None => {
                let mut reader = Reader::new(self);
                for &line in self.tables().lines_of(cell) {
                    reader.line(line);
                }
                reader.finish()
            }
        }
    }

    /// The text of a cell on one line, or of nothing but what it holds as text; none where it has no text of its own.
    pub fn cell_text(&self, cell: &TableCell) -> Option<String> {
        self.read_cell(cell).line()
    }

    /// The text of a line of an extract.
    pub(super) fn read_line(&self, line: Span) -> CellText {
        let mut reader = Reader::new(self);
        reader.line(line);
        reader.finish()
    }

    /// The text of a cell's or a caption's node.
    pub(super) fn read_node(&self, node: NodeId) -> CellText {
        let mut reader = Reader::new(self);
        reader.node(self.tree.node(node));
        reader.finish()
    }
}

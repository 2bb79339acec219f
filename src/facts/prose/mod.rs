//! Text as a reader sees it, with the way back to the source.

mod element;
mod quotes;
mod reader;

use std::ops::Range;

use crate::profile::{Param, TemplateSchema};
use crate::source::Span;
use crate::syntax::NodeId;

/// What stands in a block's text for something that was left out, such as a reference or a template:
/// so words beside it do not join. (U+FFFC, object replacement character.)
pub const LEFT_OUT: char = '\u{fffc}';

/// What a block of text is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// One line of a list.
    ListItem,
    /// A table's cell.
    Cell,
    /// A heading.
    Heading,
    /// The caption of a table or a picture.
    Caption,
    /// The text of a footnote.
    Reference,
    /// The value of a template's argument.
    Argument,
    /// A line of a text extract.
    Line,
}

/// Whose words a piece of text is. Of several that hold, the last in this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The article's own.
    Own,
    /// The name of a page, which a link without a label shows: another wording would lead elsewhere.
    Page,
    /// The label of an external link, which often is the title of the page it leads to.
    Label,
    /// The title of a work: italics, a citation's title.
    Title,
    /// A quotation.
    Quotation,
    /// Another language.
    Foreign,
    /// Code, or text that is not read as wikitext.
    Code,
    /// A URL, a file's name, an identifier.
    Identifier,
}

/// The argument whose value a block is.
#[derive(Clone, Copy, Debug)]
pub struct ArgumentOf<'a> {
    /// The template, parser function or parameter.
    pub template: NodeId,
    /// What is known of the template.
    pub schema: Option<&'a TemplateSchema>,
    /// What is known of the parameter.
    pub param: Option<&'a Param>,
}

/// A run of text that comes from one place.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it starts in the block's text.
    at: u32,
    source: Span,
    origin: Origin,
    /// The text is the source byte for byte.
    verbatim: bool,
}

/// One block of text as read.
#[derive(Debug)]
pub struct Block<'a> {
    /// What it is.
    pub kind: BlockKind,
    /// The node that holds it: for a paragraph or line the node that holds all of them.
    pub node: NodeId,
    /// The argument whose value it is.
    pub argument: Option<ArgumentOf<'a>>,
    /// The text: markup out, entities decoded, comments dropped, [`LEFT_OUT`] for what is no text.
    pub text: String,
    pieces: Vec<Piece>,
    /// What stands between quotation marks, in order, none overlapping another.
    quotes: Vec<Range<usize>>,
}

impl Block<'_> {
    /// Where a range of the text stands in the document. What was left out or decoded is covered whole.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.piece_at(range.start).map_or(0, |piece| piece.place(range.start));
        if range.is_empty() {
            return Span::empty(start);
        }
        let end = self.piece_at(range.end - 1).map_or(start, |piece| match piece.verbatim {
            true => piece.place(range.end),
            false => piece.source.end,
        });
        Span::new(start, end)
    }

    /// Whose words stand at an offset of the text.
    pub fn origin_at(&self, offset: usize) -> Origin {
        let own = self.piece_at(offset).map_or(Origin::Own, |piece| piece.origin);
        let after = self.quotes.partition_point(|quote| quote.start <= offset);
        let quoted = after.checked_sub(1).and_then(|at| self.quotes.get(at));
        if quoted.is_some_and(|quote| quote.contains(&offset)) { own.max(Origin::Quotation) } else { own }
    }

    /// Whether a range of the text is the source byte for byte, so that replacing it touches no markup.
    pub fn is_verbatim(&self, range: Range<usize>) -> bool {
        self.span_of(range.clone()).len() as usize == range.len()
            && self.piece_at(range.start).is_some_and(|piece| piece.verbatim)
    }

    /// Where the whole text stands in the document.
    pub fn span(&self) -> Span {
        self.span_of(0..self.text.len())
    }

    fn piece_at(&self, offset: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at as usize <= offset);
        self.pieces.get(after.checked_sub(1)?)
    }
}

impl Piece {
    /// Where an offset of the block's text, inside this piece, stands in the document.
    fn place(&self, offset: usize) -> u32 {
        if self.verbatim { self.source.start + offset as u32 - self.at } else { self.source.start }
    }
}

/// All text of a document, block by block, in the order in which the blocks start.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The blocks; none is empty.
    pub blocks: Vec<Block<'a>>,
}

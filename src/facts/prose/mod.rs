//! Text as a reader sees it, with the way back to the source.

mod build;
mod element;
mod quotes;
mod reader;

use std::ops::Range;

pub(super) use self::element::{quotes_by_itself, shows_code};
use serde::Deserialize;

use self::quotes::QuoteMarks;
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
///
/// Pages that declare their check name them in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    /// A URL, a file's name, an identifier. A page that looks there names the place instead.
    #[serde(skip)]
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
    reading: Reading,
}

/// How the text of a piece comes from its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// It is the source byte for byte.
    Verbatim,
    /// It is one space.
    Space,
    /// It is [`LEFT_OUT`].
    LeftOut,
    /// It is what a character reference stands for.
    Decoded,
}

/// A block as [`Prose`] holds it: its pieces are a part of those of all blocks.
#[derive(Debug)]
struct Held<'a> {
    kind: BlockKind,
    node: NodeId,
    argument: Option<ArgumentOf<'a>>,
    text: HeldText,
    pieces: Range<usize>,
}

/// Where the text of a block is held.
#[derive(Debug)]
enum HeldText {
    /// It is a part of the document: most blocks are one piece.
    Source(Span),
    /// It is a part of the text that is held for all blocks of several pieces.
    Joined(Range<usize>),
}

/// One block of text as read: a handle to copy around.
#[derive(Clone, Copy, Debug)]
pub struct Block<'p> {
    prose: &'p Prose<'p>,
    held: &'p Held<'p>,
}

impl<'p> Block<'p> {
    /// What it is.
    pub fn kind(&self) -> BlockKind {
        self.held.kind
    }

    /// The node that holds it: for a paragraph or line the node that holds all of them.
    pub fn node(&self) -> NodeId {
        self.held.node
    }

    /// The argument whose value it is.
    pub fn argument(&self) -> Option<ArgumentOf<'p>> {
        self.held.argument
    }

    /// The text: markup out, entities decoded, comments dropped, [`LEFT_OUT`] for what is no text.
    pub fn text(&self) -> &'p str {
        let text = match &self.held.text {
            HeldText::Source(span) => self.prose.source.get(span.range()),
            HeldText::Joined(range) => self.prose.joined.get(range.clone()),
        };
        text.unwrap_or_default()
    }

    /// Where a range of the text stands in the document. What was left out or decoded is covered whole.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let start = self.piece_at(range.start).map_or(0, |piece| piece.place(range.start));
        if range.is_empty() {
            return Span::empty(start);
        }
        let end = self.piece_at(range.end - 1).map_or(start, |piece| match piece.reading {
            Reading::Verbatim => piece.place(range.end),
            _ => piece.source.end,
        });
        Span::new(start, end)
    }

    /// Where a byte of the document stands in the text; none if it is not part of it byte for byte.
    pub fn text_offset(&self, offset: u32) -> Option<usize> {
        let pieces = self.prose.pieces.get(self.held.pieces.clone())?;
        let after = pieces.partition_point(|piece| piece.source.start <= offset);
        let piece = pieces.get(after.checked_sub(1)?)?;
        let is_in_it = piece.reading == Reading::Verbatim && offset < piece.source.end;
        is_in_it.then(|| (piece.at + (offset - piece.source.start)) as usize)
    }

    /// Whose words the text is. Quotation marks are looked for in all of it, so that one does for many places.
    pub fn origins(&self) -> Origins<'p> {
        Origins { block: *self, quotes: self.prose.marks.quotations(self.text()) }
    }

    /// Whose words stand at an offset of the text, quotation marks aside.
    pub fn origin_at(&self, offset: usize) -> Origin {
        self.piece_at(offset).map_or(Origin::Own, |piece| piece.origin)
    }

    /// Whether a range of the text is the source byte for byte, so that replacing it touches no markup.
    pub fn is_verbatim(&self, range: Range<usize>) -> bool {
        self.span_of(range.clone()).len() as usize == range.len()
            && self.piece_at(range.start).is_some_and(|piece| piece.reading == Reading::Verbatim)
    }

    /// Where the whole text stands in the document.
    pub fn span(&self) -> Span {
        self.span_of(0..self.text().len())
    }

    fn add_words_of_others(&self, words: &mut Vec<OthersWords>) {
        let text = self.text();
        let pieces = self.prose.pieces.get(self.held.pieces.clone()).unwrap_or_default();
        let is_of_others = |piece: &&Piece| matches!(piece.origin, Origin::Quotation | Origin::Foreign);
        let unquoted = |piece: &Piece| OthersWords { span: piece.source, quotation: None };
        words.extend(pieces.iter().filter(is_of_others).map(unquoted));
        for quote in self.prose.marks.quotations(text) {
            let quotation = Some(self.span_of(quote.clone()));
            let mut signs = text.get(quote.clone()).unwrap_or_default().chars();
            let mark_length = |mark: Option<char>| mark.map_or(0, char::len_utf8);
            let start = (quote.start + mark_length(signs.next())) as u32;
            let end = (quote.end - mark_length(signs.next_back())) as u32;
            let first = pieces.partition_point(|piece| piece.at <= start).saturating_sub(1);
            let from_first = pieces.get(first..).unwrap_or_default();
            for (index, piece) in from_first.iter().enumerate().take_while(|(_, piece)| piece.at < end) {
                let piece_end = from_first.get(index + 1).map_or(text.len() as u32, |next| next.at);
                let (start, end) = (start.max(piece.at), end.min(piece_end));
                let span = match piece.reading {
                    Reading::LeftOut => continue,
                    Reading::Space | Reading::Decoded => piece.source,
                    Reading::Verbatim => Span::new(piece.place(start as usize), piece.place(end as usize)),
                };
                words.extend((start < end).then_some(OthersWords { span, quotation }));
            }
        }
    }

    fn piece_at(&self, offset: usize) -> Option<&'p Piece> {
        let pieces = self.prose.pieces.get(self.held.pieces.clone())?;
        let after = pieces.partition_point(|piece| piece.at as usize <= offset);
        pieces.get(after.checked_sub(1)?)
    }
}

/// A run of words that are not the article's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OthersWords {
    /// Where they stand in the document, without quotation marks.
    pub span: Span,
    /// What stands between the quotation marks around them, marks included.
    pub quotation: Option<Span>,
}

/// Whose words the text of one block is.
#[derive(Debug)]
pub struct Origins<'p> {
    block: Block<'p>,
    /// What stands between quotation marks, in order, none overlapping another.
    quotes: Vec<Range<usize>>,
}

impl Origins<'_> {
    /// Whose words stand at an offset of the text.
    pub fn at(&self, offset: usize) -> Origin {
        let own = self.block.piece_at(offset).map_or(Origin::Own, |piece| piece.origin);
        let after = self.quotes.partition_point(|quote| quote.start <= offset);
        let quoted = after.checked_sub(1).and_then(|at| self.quotes.get(at));
        if quoted.is_some_and(|quote| quote.contains(&offset)) { own.max(Origin::Quotation) } else { own }
    }
}

impl Piece {
    /// Where an offset of the block's text, inside this piece, stands in the document.
    fn place(&self, offset: usize) -> u32 {
        match self.reading {
            Reading::Verbatim => self.source.start + offset as u32 - self.at,
            _ => self.source.start,
        }
    }
}

/// The number of the first of some sorted hits that starts at a place or after it, looked for from a number on: blocks
/// follow each other in the text, nearly all.
fn first_from(hits: &[Range<usize>], number: usize, place: usize) -> usize {
    let starts_before = |hit: &Range<usize>| hit.start < place;
    if number.checked_sub(1).and_then(|before| hits.get(before)).is_some_and(|hit| !starts_before(hit)) {
        return hits.partition_point(starts_before);
    }
    number + hits.get(number..).unwrap_or_default().iter().take_while(|hit| starts_before(hit)).count()
}

/// All text of a document, block by block, in the order in which the blocks start. None is empty.
#[derive(Debug)]
pub struct Prose<'a> {
    source: &'a str,
    /// The text of the blocks of several pieces.
    joined: String,
    pieces: Vec<Piece>,
    blocks: Vec<Held<'a>>,
    marks: QuoteMarks,
}

impl Prose<'_> {
    /// All blocks.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = Block<'_>> + ExactSizeIterator {
        self.blocks.iter().map(|held| Block { prose: self, held })
    }

    /// The block of a number, counted from 0.
    pub fn block(&self, index: usize) -> Option<Block<'_>> {
        self.blocks.get(index).map(|held| Block { prose: self, held })
    }

    /// The blocks from a number on.
    pub fn blocks_from(&self, index: usize) -> impl Iterator<Item = Block<'_>> {
        self.blocks.get(index..).unwrap_or_default().iter().map(|held| Block { prose: self, held })
    }

    /// Where bytes of the document, in its order, stand in the text of blocks, by block; those that are part of none byte for
    /// byte are left out.
    pub fn places_of(&self, offsets: &[u32]) -> Vec<(Block<'_>, Vec<usize>)> {
        let mut places = Vec::new();
        if offsets.is_empty() {
            return places;
        }
        for block in self.blocks() {
            let pieces = self.pieces.get(block.held.pieces.clone()).unwrap_or_default();
            let mut inside_block = Vec::new();
            for piece in pieces.iter().filter(|piece| piece.reading == Reading::Verbatim) {
                let Span { start, end } = piece.source;
                let first = offsets.partition_point(|offset| *offset < start);
                let inside = offsets.get(first..).unwrap_or_default().iter();
                let inside = inside.take_while(|offset| **offset < end);
                inside_block.extend(inside.map(|offset| (piece.at + offset - start) as usize));
            }
            if !inside_block.is_empty() {
                places.push((block, inside_block));
            }
        }
        places
    }

    /// What `find` finds in the text of blocks, with its place in that text. It is given all text at once, which costs
    /// less than to give it one block after the other; the ranges that it gives are to be sorted and disjoint.
    pub fn hits(&self, find: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<(Block<'_>, Range<usize>)> {
        let (in_source, in_joined) = (find(self.source), find(&self.joined));
        let mut found = Vec::new();
        let (mut next_in_source, mut next_in_joined) = (0, 0);
        for block in self.blocks() {
            if next_in_source == in_source.len() && in_joined.is_empty() {
                break;
            }
            let (hits, text, next) = match &block.held.text {
                HeldText::Source(span) => (&in_source, span.range(), &mut next_in_source),
                HeldText::Joined(range) => (&in_joined, range.clone(), &mut next_in_joined),
            };
            *next = first_from(hits, *next, text.start);
            if hits.get(*next).is_none_or(|hit| text.end < hit.end) {
                continue;
            }
            let inside = hits.get(*next..).unwrap_or_default().iter().take_while(|hit| hit.end <= text.end);
            found.extend(inside.map(|hit| (block, hit.start - text.start..hit.end - text.start)));
        }
        found
    }

    /// The words that are not the article's own: quotations, marks excluded, and other languages. Sorted and disjoint;
    /// markup between words is left out.
    pub fn words_of_others(&self) -> Vec<OthersWords> {
        let mut words = Vec::new();
        for block in self.blocks() {
            block.add_words_of_others(&mut words);
        }
        words.sort_unstable();
        words.dedup_by(|next, last| {
            let overlap = next.span.start < last.span.end;
            if overlap {
                last.span.end = last.span.end.max(next.span.end);
            }
            overlap
        });
        words
    }

    /// The number of the first block that starts at an offset of the document or after it.
    pub fn first_from(&self, offset: u32) -> usize {
        let start =
            |held: &Held<'_>| self.pieces.get(held.pieces.start).map_or(0, |piece| piece.source.start);
        self.blocks.partition_point(|held| start(held) < offset)
    }
}

use super::quotes::QuoteMarks;
use super::{ArgumentOf, BlockKind, Held, HeldText, LEFT_OUT, Origin, Piece, Prose, Reading};
use crate::source::Span;
use crate::syntax::{NodeId, Tree};
use crate::value::entity;

/// How many nodes most texts have for each piece.
const NODES_A_PIECE: usize = 5;
/// How many nodes most texts have for each block.
const NODES_A_BLOCK: usize = 8;

/// Blocks while their text is read. Those that are open stand on a stack, and so do their pieces: a block is open
/// within another one only as long as that one gets no text.
pub(super) struct Builder<'a> {
    done: Prose<'a>,
    open: Vec<Open<'a>>,
    /// The pieces of the open blocks, those of the innermost last.
    pieces: Vec<Piece>,
}

/// A block whose end has not come yet.
struct Open<'a> {
    kind: BlockKind,
    node: NodeId,
    argument: Option<ArgumentOf<'a>>,
    /// Its number among all blocks, once it has text.
    number: Option<usize>,
    /// Its first piece among those of all open blocks.
    first_piece: usize,
    /// The bytes of its text so far.
    length: u32,
    /// Whether its last line is blank so far.
    is_blank: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(tree: &Tree<'a>, marks: QuoteMarks) -> Self {
        let done = Prose {
            source: tree.text(),
            joined: String::new(),
            pieces: Vec::with_capacity(tree.len() / NODES_A_PIECE),
            blocks: Vec::with_capacity(tree.len() / NODES_A_BLOCK),
            marks,
        };
        Builder { done, open: Vec::new(), pieces: Vec::new() }
    }

    /// Starts a block inside the one that is open.
    pub(super) fn start(&mut self, kind: BlockKind, node: NodeId, argument: Option<ArgumentOf<'a>>) {
        let first_piece = self.pieces.len();
        self.open.push(Open { kind, node, argument, number: None, first_piece, length: 0, is_blank: true });
    }

    /// Ends the innermost block; without anything but white space it is none.
    pub(super) fn finish(&mut self) {
        let Some(block) = self.open.pop() else { return };
        let done = &mut self.done;
        let pieces = self.pieces.get(block.first_piece..).unwrap_or_default();
        if let Some(number) = block.number
            && let Some(text) = done.hold_text(pieces)
            && let Some(held) = done.blocks.get_mut(number)
        {
            let first = done.pieces.len();
            done.pieces.extend_from_slice(pieces);
            held.text = text;
            held.pieces = first..done.pieces.len();
        }
        self.pieces.truncate(block.first_piece);
    }

    /// What the innermost block is, and whether its last line is blank so far.
    pub(super) fn innermost(&self) -> Option<(BlockKind, bool)> {
        self.open.last().map(|block| (block.kind, block.is_blank))
    }

    /// Starts a new paragraph or line where the text around is split into them.
    pub(super) fn end_paragraph(&mut self) {
        if let Some(&Open { kind: kind @ (BlockKind::Paragraph | BlockKind::Line), node, .. }) =
            self.open.last()
        {
            self.finish();
            self.start(kind, node, None);
        }
    }

    /// Adds text of so many bytes to the innermost block. `is_blank` says whether its last line is blank after it.
    pub(super) fn push(
        &mut self,
        source: Span,
        reading: Reading,
        length: u32,
        origin: Origin,
        is_blank: bool,
    ) {
        let Some(block) = self.open.last_mut() else { return };
        if length == 0 {
            return;
        }
        if block.number.is_none() {
            let Open { kind, node, argument, .. } = *block;
            block.number = Some(self.done.blocks.len());
            let text = HeldText::Joined(0..0);
            self.done.blocks.push(Held { kind, node, argument, text, pieces: 0..0 });
        }
        let at = block.length;
        block.is_blank = is_blank;
        block.length += length;
        let last = self.pieces.get_mut(block.first_piece..).and_then(<[Piece]>::last_mut);
        match last {
            Some(last) if last.goes_on(source, reading, origin) => last.source.end = source.end,
            _ => self.pieces.push(Piece { at, source, origin, reading }),
        }
    }

    /// Ends all blocks.
    pub(super) fn into_prose(mut self) -> Prose<'a> {
        while !self.open.is_empty() {
            self.finish();
        }
        self.done.blocks.retain(|held| !held.pieces.is_empty());
        self.done
    }
}

impl Prose<'_> {
    /// Holds the text of a block; none if it is white space.
    fn hold_text(&mut self, pieces: &[Piece]) -> Option<HeldText> {
        let is_text = |text: &&str| !text.trim_start().is_empty();
        if let [Piece { source, reading: Reading::Verbatim, .. }] = pieces {
            self.source.get(source.range()).filter(is_text)?;
            return Some(HeldText::Source(*source));
        }
        let start = self.joined.len();
        for piece in pieces {
            let source = self.source.get(piece.source.range()).unwrap_or_default();
            match piece.reading {
                Reading::Verbatim => self.joined.push_str(source),
                Reading::Space => self.joined.push(' '),
                Reading::LeftOut => self.joined.push(LEFT_OUT),
                Reading::Decoded => self.joined.push_str(&entity::decode(source).unwrap_or_default()),
            }
        }
        if self.joined.get(start..).filter(is_text).is_none() {
            self.joined.truncate(start);
            return None;
        }
        Some(HeldText::Joined(start..self.joined.len()))
    }
}

impl Piece {
    /// Whether text that comes next only makes the piece longer.
    fn goes_on(&self, source: Span, reading: Reading, origin: Origin) -> bool {
        let is_verbatim = self.reading == Reading::Verbatim && reading == Reading::Verbatim;
        is_verbatim && self.origin == origin && self.source.end == source.start
    }
}

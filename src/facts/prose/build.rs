use super::quotes::QuoteMarks;
use super::{ArgumentOf, BlockKind, Held, Origin, Piece, Prose};
use crate::source::Span;
use crate::syntax::NodeId;

/// Blocks while their text is read. Those that are open stand on a stack, and so does their text: a block is open
/// within another one only as long as that one gets no text.
pub(super) struct Builder<'a> {
    done: Prose<'a>,
    open: Vec<Open<'a>>,
    /// The text of the open blocks, the innermost last.
    text: String,
    /// Its pieces; each says where it starts in its block.
    pieces: Vec<Piece>,
}

/// A block whose end has not come yet.
struct Open<'a> {
    kind: BlockKind,
    node: NodeId,
    argument: Option<ArgumentOf<'a>>,
    /// Its number among all blocks, once it has text.
    number: Option<usize>,
    /// Where its text starts among that of all open blocks.
    text: usize,
    /// Its first piece among those of all open blocks.
    pieces: usize,
    /// Whether its last line is blank so far.
    is_blank: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(marks: QuoteMarks) -> Self {
        let done = Prose { text: String::new(), pieces: Vec::new(), blocks: Vec::new(), marks };
        Builder { done, open: Vec::new(), text: String::new(), pieces: Vec::new() }
    }

    /// Starts a block inside the one that is open.
    pub(super) fn start(&mut self, kind: BlockKind, node: NodeId, argument: Option<ArgumentOf<'a>>) {
        let (text, pieces) = (self.text.len(), self.pieces.len());
        self.open.push(Open { kind, node, argument, number: None, text, pieces, is_blank: true });
    }

    /// Ends the innermost block; without anything but white space it is none.
    pub(super) fn finish(&mut self) {
        let Some(block) = self.open.pop() else { return };
        let text = self.text.get(block.text..).unwrap_or_default();
        if let Some(number) = block.number
            && !text.trim_start().is_empty()
            && let Some(held) = self.done.blocks.get_mut(number)
        {
            let (text_start, pieces_start) = (self.done.text.len(), self.done.pieces.len());
            self.done.text.push_str(text);
            self.done.pieces.extend_from_slice(self.pieces.get(block.pieces..).unwrap_or_default());
            held.text = text_start..self.done.text.len();
            held.pieces = pieces_start..self.done.pieces.len();
        }
        self.text.truncate(block.text);
        self.pieces.truncate(block.pieces);
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

    /// Adds text to the innermost block. `is_blank` says whether the last line is blank after it.
    pub(super) fn push(&mut self, text: &str, source: Span, origin: Origin, verbatim: bool, is_blank: bool) {
        let Some(block) = self.open.last_mut() else { return };
        if text.is_empty() {
            return;
        }
        if block.number.is_none() {
            let Open { kind, node, argument, .. } = *block;
            block.number = Some(self.done.blocks.len());
            self.done.blocks.push(Held { kind, node, argument, text: 0..0, pieces: 0..0 });
        }
        block.is_blank = is_blank;
        let at = (self.text.len() - block.text) as u32;
        self.text.push_str(text);
        let last = self.pieces.get(block.pieces..).and_then(<[Piece]>::last);
        let goes_on = last.is_some_and(|last| {
            verbatim && last.verbatim && last.origin == origin && last.place(at as usize) == source.start
        });
        if !goes_on {
            self.pieces.push(Piece { at, source, origin, verbatim });
        }
    }

    /// Ends all blocks.
    pub(super) fn into_prose(mut self) -> Prose<'a> {
        while !self.open.is_empty() {
            self.finish();
        }
        self.done.blocks.retain(|held| !held.text.is_empty());
        self.done
    }
}

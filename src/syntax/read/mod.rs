//! The second stage: reads each range that the first one left once more, for what the parser proper sees.
//!
//! One loop goes through the text from left to right. What is open stands on a stack of frames; frames that are
//! *ranges* know where they end, and whatever is open inside ends with them. An opening tag that nothing closes
//! in its range is taken back (see [`Builder`]): its node keeps the head alone.

mod extension;
mod external;
mod frame;
mod head;
mod inline;
mod line;
mod link;
mod quote;
mod scan;
mod table;
mod tag;
mod template;
mod term;
mod transclusion;

pub(crate) use head::names_media;

use rustc_hash::FxHashSet;

use super::build::Builder;
use super::html::ELEMENTS;
use super::kind::Kind;
use super::pair::{Bar, HOLDS_CELL, Paired, Piece, PieceKind};
use super::sign::Signs;
use super::tree::{IMPLICIT_END, Node};
use crate::profile::Site;
use frame::{Context, Frame, Mode, What};
use quote::{Deferred, Run};

/// What the second stage found.
pub(super) struct Found {
    pub(super) nodes: Vec<Node>,
    /// Where `ISBN` stands as a word of text before nothing that links.
    pub(super) unlinked_isbns: Vec<u32>,
    /// The steps taken.
    pub(super) work: u64,
}

/// Reads a text that was paired.
pub(super) fn read(signs: &Signs<'_>, text: &str, site: &Site, paired: Paired) -> Found {
    let limit = text.len() as u32;
    let context = Context {
        range: 0,
        node: 0,
        limit,
        runs: 0,
        bracket: 0,
        no_heading: 0,
        mode: Mode::Block,
        label: false,
        cells: false,
        lists: true,
    };
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        signs,
        site,
        pieces: paired.pieces,
        bars: paired.bars,
        cursor: 0,
        at: 0,
        text_from: 0,
        nodes: Builder::new(text.len()),
        frames: vec![Frame { what: What::Document, outer: context }],
        cx: context,
        line_from: 0,
        item: (0, 0),
        item_end: u32::MAX,
        tags: [0; ELEMENTS.len()],
        runs: Vec::new(),
        deferred: Vec::new(),
        quoted: FxHashSet::default(),
        unlinked_isbns: Vec::new(),
        work: 0,
    };
    reader.decide_heads();
    reader.redirect();
    reader.line_start();
    reader.run();
    reader.resolve_deferred();
    let work = reader.work + reader.nodes.settled() as u64;
    Found { nodes: reader.nodes.finish(text.len()), unlinked_isbns: reader.unlinked_isbns, work }
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    signs: &'t Signs<'t>,
    site: &'t Site,
    pieces: Vec<Piece>,
    bars: Vec<Bar>,
    /// The first piece that starts at or after `at`.
    cursor: usize,
    at: usize,
    /// Where the text begins that stands before `at` and is in no node yet.
    text_from: usize,
    nodes: Builder,
    frames: Vec<Frame>,
    cx: Context,
    /// Where the line starts, behind comments and marks of transclusion tags.
    line_from: usize,
    /// The marks of the last line of a list: where they stand and how many they are, and where the line after begins.
    item: (u32, u32),
    item_end: u32,
    /// By element: the frame of the innermost open tag, 0 for none.
    tags: [u32; ELEMENTS.len()],
    /// The runs of apostrophes of the lines being read, those of inner ranges last.
    runs: Vec<Run>,
    deferred: Vec<Deferred>,
    /// The colons in definition lines at which bold or italic is open.
    quoted: FxHashSet<u32>,
    unlinked_isbns: Vec<u32>,
    work: u64,
}

impl<'t> Reader<'t> {
    /// Reads up to the next thing that is not plain text, and that thing, up to the end of the document.
    fn run(&mut self) {
        loop {
            let limit = self.cx.limit as usize;
            let stop = self.next_piece().min(limit);
            if self.at < stop && !self.skip_text(stop) {
                self.inline();
            } else if self.at < limit {
                self.piece();
            } else if !self.end_of_range() {
                return;
            }
        }
    }

    /// Where the next piece starts.
    #[inline]
    fn next_piece(&self) -> usize {
        self.pieces.get(self.cursor).map_or(usize::MAX, |piece| piece.start as usize)
    }

    /// Reads the piece that starts here.
    fn piece(&mut self) {
        let index = self.cursor;
        let Some(&piece) = self.pieces.get(index) else { return };
        let (start, end) = (piece.start as usize, piece.end as usize);
        match piece.kind {
            PieceKind::Broken if piece.node == Kind::Unclosed => {
                let node = self.open(Kind::Unclosed, start);
                self.leaf(Kind::Mark, start, start + 2);
                self.nodes.close(node, self.at);
            }
            PieceKind::Empty | PieceKind::Broken => self.cursor += 1,
            // In attributes MediaWiki escapes the brackets.
            PieceKind::Link | PieceKind::Stray | PieceKind::Unclosed
                if matches!(self.bytes[start], b'[' | b']')
                    && self.nodes.kind(self.cx.node) == Kind::Attributes =>
            {
                self.cursor += 1;
            }
            PieceKind::Comment => self.comment(start, end),
            PieceKind::Stray => self.leaf(Kind::Stray, start, end),
            PieceKind::Unclosed => {
                let end = self.unclosed_end(end);
                let node = self.open(Kind::Unclosed, start);
                self.leaf(Kind::Mark, start, end);
                self.nodes.close(node, self.at);
            }
            PieceKind::UnclosedTag => self.unclosed_extension(start, end),
            PieceKind::Extension => self.extension(piece),
            PieceKind::Transclusion => self.transclusion(piece),
            PieceKind::Template | PieceKind::Parameter => self.template(piece),
            PieceKind::Link if self.cx.cells && piece.holds & HOLDS_CELL != 0 => {
                self.pieces[index] = piece.broken();
            }
            PieceKind::Link => self.link(piece),
            PieceKind::Variant => self.variant(start, end),
        }
    }

    /// Adds a comment; one that is never closed reaches to the end of its range.
    fn comment(&mut self, start: usize, end: usize) {
        self.flush(start);
        let node = self.nodes.push(Kind::Comment, start);
        if !self.source(start + 4, end).ends_with(b"-->") {
            self.nodes.flag(node, IMPLICIT_END);
        }
        self.text_from = end;
        self.go_to(end);
    }

    /// Puts the text before a place into a node.
    #[inline]
    fn flush(&mut self, to: usize) {
        if self.text_from < to {
            self.nodes.text(self.text_from);
        }
        self.text_from = to;
    }

    /// Starts a node that holds others at a place that was reached.
    #[inline]
    fn open(&mut self, kind: Kind, start: usize) -> u32 {
        self.flush(start);
        self.nodes.open(kind, start)
    }

    /// Adds a leaf and goes on after it.
    #[inline]
    fn leaf(&mut self, kind: Kind, start: usize, end: usize) {
        self.flush(start);
        if start < end {
            self.nodes.push(kind, start);
        }
        self.text_from = end;
        self.go_to(end);
    }

    /// Ends a node here.
    #[inline]
    fn close(&mut self, node: u32) {
        self.flush(self.at);
        self.nodes.close(node, self.at);
    }

    /// Goes on at a place further on.
    #[inline]
    fn go_to(&mut self, to: usize) {
        self.at = to;
        while self.pieces.get(self.cursor).is_some_and(|piece| (piece.start as usize) < to) {
            self.cursor += 1;
            self.work += 1;
        }
    }
}

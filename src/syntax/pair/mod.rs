//! The first stage: pairs what MediaWiki's preprocessor pairs, with one stack and no way back.
//!
//! A closing run is compared with the top of the stack only. Runs of braces match three, then two. A search
//! ahead for a tag's end that failed or found something is remembered, so that no byte is searched twice for
//! the same thing.

mod piece;
mod tags;

use piece::NO_BAR;
pub(super) use piece::{Bar, HOLDS_BARS, HOLDS_CELL, HOLDS_LINES, HOLDS_LINK, Paired, Piece, PieceKind};

use super::sign::Signs;
use crate::profile::Site;
use crate::source::Span;

/// An opening run, a line that may be a heading, or an extension tag whose content is being read.
struct Open {
    kind: OpenKind,
    start: u32,
    /// Signs of the run that are not matched yet.
    count: u32,
    /// The first of the pieces kept for the run, and the one after the last that is still free.
    first: u32,
    free: u32,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenKind {
    Brace,
    Bracket,
    Variant,
    Heading,
    /// `count` is the end of the tag, `first` its piece, `free` the limit outside, `start` how many transclusion tags are
    /// open outside of the tag around it.
    Extension,
}

#[derive(Clone, Copy)]
struct State {
    /// Braces: the first bar directly inside, and the last one, or [`NO_BAR`].
    bars: (u32, u32),
    /// Braces: after a `|`, so that a `=` would name an argument.
    wants_name: bool,
    /// Brackets: a single `[` stands directly inside.
    single: bool,
    /// What stands directly inside, [`HOLDS_LINK`] and the like.
    holds: u8,
}

impl State {
    const NEW: State = State { bars: (NO_BAR, NO_BAR), wants_name: false, single: false, holds: 0 };
}

/// Pairs what stands in a text.
pub(super) fn pair(signs: &Signs<'_>, text: &str, site: &Site) -> Paired {
    let mut pairer = Pairer {
        bytes: text.as_bytes(),
        signs,
        site,
        // An article has a pair for about every hundred bytes.
        pieces: Vec::with_capacity(text.len() / 96 + 2),
        bars: Vec::with_capacity(text.len() / 128),
        stack: Vec::new(),
        limit: text.len(),
        at: 0,
        next_gt: Some(0),
        tag: Span::default(),
        closers: Vec::new(),
        transclusion: Vec::new(),
        transclusion_from: 0,
        work: 0,
    };
    pairer.run();
    Paired { pieces: pairer.pieces, bars: pairer.bars, work: pairer.work }
}

/// The closing tags of a name, as far as they were looked for.
struct Closer<'t> {
    name: &'t [u8],
    /// The first one at or after the last place that was asked for, with its length; none where there is none.
    next: Option<(usize, usize)>,
}

struct Pairer<'t> {
    bytes: &'t [u8],
    signs: &'t Signs<'t>,
    site: &'t Site,
    pieces: Vec<Piece>,
    bars: Vec<Bar>,
    stack: Vec<Open>,
    /// Where the range ends that is being read: an extension tag's content, or the text.
    limit: usize,
    at: usize,
    /// The first `>` at or after the last place that was asked for; none where there is none.
    next_gt: Option<usize>,
    /// The last HTML tag that was met in double brackets, from `<` to behind the `>`.
    tag: Span,
    closers: Vec<Closer<'t>>,
    /// The pieces of open transclusion tags, of each name one within an extension tag's content.
    transclusion: Vec<u32>,
    /// How many of them stand outside of the content that is being read.
    transclusion_from: usize,
    work: u64,
}

impl Pairer<'_> {
    /// Goes through the signs, block by block. What was read ahead of is passed over: `at` stands behind it.
    fn run(&mut self) {
        let mut block = 0;
        loop {
            let mut bits = self.signs.pairing_in(block, self.at);
            self.work += 1;
            while bits != 0 {
                let found = block * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if found >= self.limit {
                    break;
                }
                if found >= self.at {
                    self.sign(found);
                }
            }
            block = (block + 1).max(self.at / 64);
            while block * 64 >= self.limit {
                self.at = self.limit;
                if !self.leave() {
                    return;
                }
                block = self.at / 64;
            }
        }
    }

    /// Reads the sign at a place. Nothing but text stands between it and `at`.
    #[inline]
    fn sign(&mut self, found: usize) {
        let follows_text = self.at < found;
        self.at = found;
        self.work += 1;
        match self.bytes[found] {
            b'{' if follows_text && self.bytes[found - 1] == b'-' => self.hyphen(),
            b'{' => self.open(OpenKind::Brace),
            b'[' => self.open(OpenKind::Bracket),
            b'}' => self.close_braces(),
            b']' => self.close_brackets(),
            b'<' => self.angle(),
            b'=' => self.equals(),
            b'|' => self.bar(),
            b'\n' => self.newline(),
            _ => self.at += 1,
        }
    }

    /// How often the byte at `at` is repeated.
    fn run_length(&mut self) -> usize {
        let length = self.signs.run_length(self.at, self.limit);
        self.work += length as u64;
        length
    }

    fn open(&mut self, kind: OpenKind) {
        let count = self.run_length();
        if count >= 2 {
            self.push_run(kind, self.at, count);
        } else if let Some(top) = self.stack.last_mut() {
            top.state.single |= kind == OpenKind::Bracket;
        }
        self.at += count;
    }

    fn push_run(&mut self, kind: OpenKind, start: usize, count: usize) {
        let first = self.pieces.len() as u32;
        let kept = if kind == OpenKind::Variant { 1 } else { count as u32 / 2 };
        for slot in first..first + kept {
            self.pieces.push(Piece::new(PieceKind::Empty, start, start, slot + 1));
        }
        self.stack.push(Open {
            kind,
            start: start as u32,
            count: count as u32,
            first,
            free: first + kept,
            state: State::NEW,
        });
    }

    fn close_braces(&mut self) {
        let mut count = self.run_length();
        if self.top_is(OpenKind::Variant) {
            // The last brace closes if a hyphen follows.
            self.at += count;
            if self.at < self.limit && self.bytes.get(self.at) == Some(&b'-') {
                self.at += 1;
                self.match_top(2, PieceKind::Variant);
            } else {
                self.at -= count;
                self.stray(count);
            }
            return;
        }
        while count >= 2 {
            let Some(top) = self.stack.last().filter(|top| top.kind == OpenKind::Brace) else {
                break;
            };
            let matched = top.count.min(3).min(count as u32);
            self.at += matched as usize;
            count -= matched as usize;
            self.match_top(matched, if matched == 3 { PieceKind::Parameter } else { PieceKind::Template });
        }
        self.stray(count);
    }

    fn close_brackets(&mut self) {
        let mut count = self.run_length();
        if let Some(top) = self.stack.last() {
            // In `[[a|[b]]]` the first bracket closes the inner single one.
            if count >= 3 && top.kind == OpenKind::Bracket && top.state.single {
                self.at += 1;
                count -= 1;
            }
        }
        // Brackets in the attributes of a tag close what was opened there.
        let tag = if (self.at as u32) < self.tag.end { self.tag.start } else { 0 };
        let is_closed = |top: &Open| top.kind == OpenKind::Bracket && top.start >= tag;
        while count >= 2 && self.stack.last().is_some_and(is_closed) {
            self.at += 2;
            count -= 2;
            self.close_link();
        }
        self.stray(count);
    }

    /// Closes a link. One in the attributes of an HTML tag is none, whatever stands around the tag.
    fn close_link(&mut self) {
        let (start, holds) = self.stack.last().map_or((0, 0), |top| (top.start, top.state.holds));
        let in_tag = self.tag.start <= start && (self.at as u32) < self.tag.end;
        let link = if in_tag { 0 } else { HOLDS_LINK };
        self.match_top(2, PieceKind::Link);
        if let Some(outer) = self.stack.last_mut() {
            let behind_line = outer.state.holds & HOLDS_LINES != 0;
            outer.state.holds |= link | if behind_line { holds & !HOLDS_BARS } else { holds & !HOLDS_LINK };
        }
    }

    fn top_is(&self, kind: OpenKind) -> bool {
        self.stack.last().is_some_and(|top| top.kind == kind)
    }

    /// Closes the last `matched` signs of the top's run at `at`.
    fn match_top(&mut self, matched: u32, kind: PieceKind) {
        let next = self.pieces.len() as u32;
        let Some(top) = self.stack.last_mut() else { return };
        top.free = top.free.saturating_sub(1);
        top.count -= matched.min(top.count);
        if let Some(piece) = self.pieces.get_mut(top.free as usize) {
            piece.kind = kind;
            piece.start = top.start + top.count;
            piece.end = self.at as u32;
            piece.next = next;
            piece.bar = top.state.bars.0;
            piece.holds = top.state.holds;
        }
        top.state = State::NEW;
        if top.count < 2 {
            self.stack.pop();
        }
        self.work += 1;
    }

    fn stray(&mut self, count: usize) {
        if count >= 2 {
            self.leaf(PieceKind::Stray, self.at, self.at + count);
        }
        self.at += count;
    }

    fn leaf(&mut self, kind: PieceKind, start: usize, end: usize) {
        let next = self.pieces.len() as u32 + 1;
        self.pieces.push(Piece::new(kind, start, end, next));
    }

    fn bar(&mut self) {
        let at = self.at;
        self.at += 1;
        let Some(top) = self.stack.last_mut() else { return };
        if top.kind == OpenKind::Brace {
            let place = self.bars.len() as u32;
            match self.bars.get_mut(top.state.bars.1 as usize) {
                Some(last) => last.next = place,
                None => top.state.bars.0 = place,
            }
            top.state.bars.1 = place;
            top.state.wants_name = true;
            self.bars.push(Bar { at: at as u32, equals: 0, next: NO_BAR });
        } else if self.bytes.get(at + 1) == Some(&b'|') && top.state.holds & HOLDS_LINES == 0 {
            top.state.holds |= HOLDS_BARS;
        }
    }

    /// At the start of a line `=` opens what may be a heading, which hides all closing signs up to the line's end.
    fn equals(&mut self) {
        let at = self.at;
        let line_start = at == 0 || self.bytes[at - 1] == b'\n';
        let top = self.stack.last_mut().filter(|top| top.state.wants_name);
        let count = if line_start { self.signs.run_length(at, self.limit) } else { 1 };
        self.at += count;
        if line_start && (count > 1 || top.is_none()) {
            let (first, start) = (self.pieces.len() as u32, at as u32);
            let state = State::NEW;
            self.stack.push(Open { kind: OpenKind::Heading, start, count: 0, first, free: first, state });
        } else if let Some(top) = top {
            top.state.wants_name = false;
            if let Some(bar) = self.bars.get_mut(top.state.bars.1 as usize) {
                bar.equals = at as u32;
            }
        }
    }

    fn newline(&mut self) {
        self.at += 1;
        match self.stack.last_mut() {
            Some(top) if top.kind == OpenKind::Heading => {
                self.stack.pop();
            }
            Some(top) if top.kind == OpenKind::Bracket => {
                let line = self.bytes.get(self.at..self.limit).unwrap_or_default();
                let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                let cell = matches!(line.get(indent), Some(b'|' | b'!'));
                top.state.holds |= if cell { HOLDS_LINES | HOLDS_CELL } else { HOLDS_LINES };
                self.work += indent as u64;
            }
            _ => {}
        }
    }

    /// `-{`, which is paired on all wikis, unless more braces follow, which belong to a template then.
    fn hyphen(&mut self) {
        if self.bytes.get(self.at + 1) == Some(&b'{') {
            return self.open(OpenKind::Brace);
        }
        self.push_run(OpenKind::Variant, self.at - 1, 2);
        self.at += 1;
    }

    /// At the end of the range: gives up what is open in it; whether there is a range outside.
    fn leave(&mut self) -> bool {
        while let Some(open) = self.stack.pop() {
            self.work += 1;
            match open.kind {
                OpenKind::Extension => {
                    self.pieces[open.first as usize].next = self.pieces.len() as u32;
                    self.at = open.count as usize;
                    self.limit = open.free as usize;
                    self.transclusion.truncate(self.transclusion_from);
                    self.transclusion_from = open.start as usize;
                    return true;
                }
                OpenKind::Heading => {}
                OpenKind::Brace | OpenKind::Bracket | OpenKind::Variant => {
                    let piece = &mut self.pieces[open.first as usize];
                    piece.kind = PieceKind::Unclosed;
                    piece.end = open.start + open.count;
                }
            }
        }
        false
    }
}

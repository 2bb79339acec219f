//! The first stage: pairs what MediaWiki's preprocessor pairs, with one stack and no way back.
//!
//! A closing run is compared with the top of the stack only. Runs of braces match three, then two. A search
//! ahead for a tag's end that failed or found something is remembered, so that no byte is searched twice for
//! the same thing.

mod tags;

use super::kind::Kind;
use super::sign::{SignSet, Signs, byte_set};
use crate::profile::Site;
use crate::source::Span;

/// What was paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// A place that an opening run kept free and did not need.
    Empty,
    Comment,
    /// An extension tag with its content, or self-closing.
    Extension,
    /// The head of an extension tag that nothing closes.
    UnclosedTag,
    /// A tag that says what is transcluded: an opening, a closing or a self-closing one.
    Transclusion,
    Template,
    Parameter,
    Link,
    /// Two braces or brackets that the second stage found to call or link nothing. They still hide the separators in
    /// them from the template around.
    Broken,
    Variant,
    /// An opening run that nothing closes.
    Unclosed,
    /// A closing run that closes nothing.
    Stray,
}

/// One paired construct. Pieces stand in the order of their first byte, those inside after those around.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The number of the first piece after those inside.
    pub(super) next: u32,
    /// Where the name in braces or a link's target ends; set by the second stage. For an extension tag: where its
    /// closing mark starts.
    pub(super) head_end: u32,
    pub(super) kind: PieceKind,
    /// What node braces or a link become; set by the second stage.
    pub(super) node: Kind,
    /// For a link: what stands directly in it, [`HOLDS_LINK`] and the like.
    pub(super) holds: u8,
    /// For an opening or closing transclusion tag: it has a partner.
    pub(super) paired: bool,
}

/// Another link.
pub(super) const HOLDS_LINK: u8 = 1;
/// `||`, which separates cells in a line of cells.
pub(super) const HOLDS_BARS: u8 = 2;
/// A line that starts like a cell or a row of a table.
pub(super) const HOLDS_CELL: u8 = 4;
/// A line's end: what follows it stands in no line of cells.
pub(super) const HOLDS_LINES: u8 = 8;

impl Piece {
    fn new(kind: PieceKind, start: usize, end: usize, next: u32) -> Self {
        let (start, end) = (start as u32, end as u32);
        Piece { start, end, next, head_end: start, kind, node: Kind::Text, holds: 0, paired: false }
    }

    /// The same brackets where they link nothing, since no link may hold what stands in them.
    pub(super) fn broken(self) -> Self {
        Piece { kind: PieceKind::Broken, node: Kind::Unclosed, ..self }
    }
}

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

#[derive(Clone, Copy, Default)]
struct State {
    /// Braces: after a `|`, so that a `=` would name an argument.
    wants_name: bool,
    /// Brackets: a single `[` stands directly inside.
    single: bool,
    /// What stands directly inside, [`HOLDS_LINK`] and the like.
    holds: u8,
}

/// The pieces of a text, and the steps taken.
pub(super) fn pair(signs: &Signs<'_>, text: &str, site: &Site) -> (Vec<Piece>, u64) {
    let mut pairer = Pairer {
        bytes: text.as_bytes(),
        signs,
        site,
        // An article has a pair for about every hundred bytes.
        pieces: Vec::with_capacity(text.len() / 96 + 2),
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
    (pairer.pieces, pairer.work)
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

/// The bytes that mean something to the preprocessor.
static SIGNS: SignSet = byte_set(b"{}[]<=|\n");

impl Pairer<'_> {
    fn run(&mut self) {
        loop {
            let from = self.at;
            let (found, work) = self.signs.find(from, self.limit, &SIGNS);
            self.work += work;
            let Some(found) = found else {
                self.at = self.limit;
                if self.leave() {
                    continue;
                }
                return;
            };
            self.at = found;
            match self.bytes[found] {
                b'{' if from < found && self.bytes[found - 1] == b'-' => self.hyphen(),
                b'{' => self.open(OpenKind::Brace),
                b'[' => self.open(OpenKind::Bracket),
                b'}' => self.close_braces(),
                b']' => self.close_brackets(),
                b'<' => self.angle(),
                b'=' => self.equals(),
                b'|' => self.bar(),
                _ => self.newline(),
            }
        }
    }

    /// How often the byte at `at` is repeated.
    fn run_length(&mut self) -> usize {
        let rest = self.bytes.get(self.at..self.limit).unwrap_or_default();
        let length = rest.iter().take_while(|&&byte| Some(&byte) == rest.first()).count();
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
            state: State::default(),
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
        while count >= 2 && self.top_is(OpenKind::Bracket) {
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
            let start = (top.start + top.count) as usize;
            *piece = Piece { holds: top.state.holds, ..Piece::new(kind, start, self.at, next) };
        }
        top.state = State::default();
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
        if let Some(top) = self.stack.last_mut() {
            top.state.wants_name = top.kind == OpenKind::Brace;
            if self.bytes.get(self.at + 1) == Some(&b'|') && top.state.holds & HOLDS_LINES == 0 {
                top.state.holds |= HOLDS_BARS;
            }
        }
        self.at += 1;
    }

    /// At the start of a line `=` opens what may be a heading, which hides all closing signs up to the line's end.
    fn equals(&mut self) {
        let count = self.run_length();
        let line_start = self.at == 0 || self.bytes.get(self.at - 1) == Some(&b'\n');
        let names = self.stack.last().is_some_and(|top| top.state.wants_name);
        if line_start && (count > 1 || !names) {
            let first = self.pieces.len() as u32;
            let start = self.at as u32;
            self.stack.push(Open {
                kind: OpenKind::Heading,
                start,
                count: 0,
                first,
                free: first,
                state: State::default(),
            });
        } else if let Some(top) = self.stack.last_mut() {
            top.state.wants_name = false;
        }
        self.at += count;
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

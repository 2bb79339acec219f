//! `[url label]` and URLs that link by themselves.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::{Scan, Seen, byte_set};
use crate::syntax::kind::Kind;
use crate::syntax::pair::{Piece, PieceKind};
use crate::syntax::token;

impl Reader<'_> {
    /// The length of the protocol that a URL at a place begins with.
    pub(super) fn protocol_at(&self, at: usize, limit: usize) -> Option<usize> {
        let rest = self.source(at, limit);
        let starts = |protocol: &str| {
            rest.get(..protocol.len()).is_some_and(|start| start.eq_ignore_ascii_case(protocol.as_bytes()))
        };
        self.site.protocols().iter().filter(|protocol| starts(protocol)).map(|protocol| protocol.len()).max()
    }

    /// Reads the link in single brackets that starts here, or passes over the bracket.
    pub(super) fn external_link(&mut self) {
        let start = self.at;
        self.at += 1;
        let Some((url, url_end, close)) = self.external_at(start) else { return };
        let node = self.open(Kind::ExternalLink, start);
        self.leaf(Kind::Mark, start, start + 1);
        while let Some(piece) = self.pieces.get(self.cursor).filter(|piece| (piece.start as usize) < url) {
            self.comment(piece.start as usize, piece.end as usize);
        }
        let target = self.open(Kind::Target, url);
        self.push_range(What::External { node, target, close: close as u32 }, target, url_end, Mode::Plain);
    }

    /// Where the URL starts and ends of the link that a bracket opens, and where its closing bracket stands.
    fn external_at(&mut self, bracket: usize) -> Option<(usize, usize, usize)> {
        if self.cx.label {
            return None;
        }
        let url = self.after_comments(bracket + 1);
        let first = url + self.protocol_at(url, self.cx.limit as usize)?;
        let (url_end, _) = self.url_end(first, false);
        let close = if url_end > first { self.closing_bracket(url_end) } else { None };
        close.map(|close| (url, url_end, close))
    }

    /// Where an opening run ends that nothing closes: the last bracket of one may open a link in single brackets.
    pub(super) fn unclosed_end(&mut self, end: usize) -> usize {
        let bracket = end - 1;
        let opens = self.bytes.get(bracket) == Some(&b'[')
            && self.cx.mode != Mode::Plain
            && self.external_at(bracket).is_some();
        if opens { bracket } else { end }
    }

    /// The place behind the comments that stand at a place.
    fn after_comments(&mut self, mut at: usize) -> usize {
        let from = at;
        let pieces = self.pieces.get(self.cursor..).unwrap_or_default();
        for piece in pieces.iter().skip_while(|piece| (piece.start as usize) < from) {
            if piece.kind != PieceKind::Comment || piece.start as usize != at {
                break;
            }
            at = piece.end as usize;
            self.work += 1;
        }
        at
    }

    /// The next `]` of the line at the range's own level.
    fn closing_bracket(&mut self, from: usize) -> Option<usize> {
        let limit = self.cx.limit as usize;
        if (self.cx.bracket as usize) < from {
            let scan = self.scan(from, limit);
            self.cx.bracket = self.find_bracket(scan, limit) as u32;
        }
        let found = self.cx.bracket as usize;
        (found < limit && self.bytes.get(found) == Some(&b']')).then_some(found)
    }

    /// The next `]` or line end of a look ahead, or its limit. The first bracket of a stray run closes as one alone does.
    pub(super) fn find_bracket(&mut self, mut scan: Scan, limit: usize) -> usize {
        static SIGNS: [bool; 256] = byte_set(b"]\n");
        loop {
            match self.look(&mut scan, &SIGNS) {
                None => return limit,
                Some(Seen::Byte(at, _)) => return at,
                Some(Seen::Piece(piece)) if self.is_stray(piece, b']') => return piece.start as usize,
                Some(Seen::Piece(_)) => {}
            }
        }
    }

    /// Whether a piece is a run of a closing sign that closes nothing.
    pub(super) fn is_stray(&self, piece: Piece, sign: u8) -> bool {
        piece.kind == PieceKind::Stray && self.bytes.get(piece.start as usize) == Some(&sign)
    }

    /// Whether a piece is a run of braces without a partner.
    fn is_lone_braces(&self, piece: Piece) -> bool {
        self.is_stray(piece, b'}')
            || piece.kind == PieceKind::Unclosed && self.bytes.get(piece.start as usize) == Some(&b'{')
    }

    /// Goes on after the target or the label.
    pub(super) fn external_part(&mut self) {
        let What::External { node, target, close } = self.range() else { return };
        if target == 0 {
            // Of a stray run, two or more brackets behind the one that closes are stray still.
            let stray = self.pieces.get_mut(self.cursor).filter(|piece| piece.start as usize == self.at);
            if let Some(stray) = stray.filter(|stray| stray.end - stray.start > 2) {
                stray.start += 1;
            }
            self.leaf(Kind::Mark, self.at, self.at + 1);
            self.close_range(node);
            self.label_edge(true);
        } else {
            self.close(target);
            self.next_part(What::External { node, target: 0, close }, node, close as usize, Mode::Inline);
            self.cx.label = true;
            self.cx.runs = self.frames.last().map_or(0, |frame| frame.outer.runs);
            self.label_edge(false);
        }
    }

    /// Reads the URL whose first colon is here, or passes over the colon.
    pub(super) fn bare_url(&mut self) {
        let colon = self.at;
        self.at += 1;
        if self.cx.label {
            return;
        }
        let Some((start, first)) = self.url_start(colon) else { return };
        let Some(end) = self.bare_end(first) else { return };
        if self.pieces.get(self.cursor).is_none_or(|piece| piece.start as usize >= end) {
            self.leaf(Kind::BareUrl, start, end);
        } else {
            let node = self.open(Kind::BareUrl, start);
            self.push_range(What::Plain { node }, node, end, Mode::Plain);
        }
    }

    /// Whether a colon belongs to a URL's protocol.
    pub(super) fn url_ends_in_colon(&self, at: usize) -> bool {
        self.url_start(at).is_some()
    }

    /// Where the URL starts whose protocol's colon is at a place, and where its protocol ends.
    fn url_start(&self, colon: usize) -> Option<(usize, usize)> {
        let limit = self.cx.limit as usize;
        let next = self.source(colon, limit).get(1)?;
        if next.is_ascii_whitespace() || !self.bytes.get(colon.wrapping_sub(1))?.is_ascii_alphanumeric() {
            return None;
        }
        let before = self.source(self.text_from.min(colon), colon);
        let last = before.last()?.to_ascii_lowercase();
        self.site.schemes().iter().find_map(|scheme| {
            if scheme.last() != last {
                return None;
            }
            let (name, slashes) = scheme.parts();
            let at = before.len().checked_sub(name.len())?;
            let found = before.get(at..)?.eq_ignore_ascii_case(name.as_bytes())
                && self.source(colon, limit).starts_with(slashes.as_bytes());
            let start = colon - name.len();
            (found && !self.after_word(start)).then_some((start, colon + slashes.len()))
        })
    }

    /// Where a URL ends that stands by itself: without the punctuation at its end.
    fn bare_end(&mut self, first: usize) -> Option<usize> {
        let (end, opened) = self.url_end(first, true);
        let url = self.source(first, end);
        let is_end = |byte: &u8| {
            matches!(byte, b',' | b';' | b'.' | b':' | b'!' | b'?' | b'\\') || *byte == b')' && !opened
        };
        let mut trailing = url.iter().rev().take_while(|byte| is_end(byte)).count();
        let first = url.len() - trailing;
        // Whatever looks like a character reference keeps its semicolon.
        if trailing > 0
            && url.get(first) == Some(&b';')
            && ends_like_entity(url.get(..first).unwrap_or_default())
        {
            trailing -= 1;
        }
        (trailing < url.len()).then_some(end - trailing)
    }

    /// Where the URL that goes on at a place ends, and whether it has a `(`. Templates belong to it, and so do
    /// braces without a partner. References to angle brackets and to fixed spaces end one that stands free.
    fn url_end(&mut self, from: usize, free: bool) -> (usize, bool) {
        let limit = self.cx.limit as usize;
        let (mut at, mut opened) = (from + ipv6_address(self.source(from, limit)), false);
        let mut cursor = self.cursor;
        while self.pieces.get(cursor).is_some_and(|piece| (piece.start as usize) < at) {
            cursor += 1;
            self.work += 1;
        }
        // Where the marks of transclusion tags start behind which nothing of the URL was found yet.
        let mut marks = None;
        loop {
            let piece = self.pieces.get(cursor).copied();
            let stop = piece.map_or(usize::MAX, |piece| piece.start as usize).min(limit);
            let rest = self.source(at, stop);
            let run = url_run(rest, free);
            opened = opened || memchr::memchr(b'(', rest.get(..run).unwrap_or_default()).is_some();
            self.work += run as u64 + 1;
            at += run;
            if run > 0 {
                marks = None;
            }
            let Some(piece) = piece.filter(|_| at == stop && stop < limit) else {
                return (marks.unwrap_or(at), opened);
            };
            match piece.kind {
                PieceKind::Empty => {}
                PieceKind::Broken => {
                    cursor += 1;
                    continue;
                }
                _ if self.is_lone_braces(piece) => {}
                PieceKind::Template | PieceKind::Parameter | PieceKind::Comment => {
                    at = piece.end as usize;
                    marks = None;
                }
                PieceKind::Transclusion => {
                    marks = marks.or(Some(at));
                    at = piece.end as usize;
                }
                _ => return (marks.unwrap_or(at), opened),
            }
            cursor = piece.next as usize;
        }
    }
}

/// The length of an IPv6 address in brackets, which may stand in a URL directly behind the protocol.
fn ipv6_address(bytes: &[u8]) -> usize {
    let Some(inside) = bytes.strip_prefix(b"[") else { return 0 };
    let length =
        inside.iter().take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')).count();
    if length > 0 && inside.get(length) == Some(&b']') { length + 2 } else { 0 }
}

/// How many bytes go on a URL: up to white space of any kind, brackets, quotes, markup.
fn url_run(bytes: &[u8], free: bool) -> usize {
    static STOPS: [bool; 256] = url_stops();
    let mut at = 0;
    while let Some(found) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| STOPS[byte as usize]))
    {
        at += found;
        let rest = bytes.get(at..).unwrap_or_default();
        let ends = match bytes[at] {
            b'\'' => rest.starts_with(b"''"),
            b'&' if free => {
                matches!(token::title_escape(rest), Some('<' | '>')) || token::is_fixed_space(rest)
            }
            b'&' => rest.starts_with(b"&lt;") || rest.starts_with(b"&gt;"),
            0xc2 => rest.starts_with("\u{a0}".as_bytes()),
            0xe1..=0xe3 => token::is_wide_space(rest),
            0xef => rest.starts_with("\u{fffd}".as_bytes()),
            _ => true,
        };
        if ends {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The bytes that end a URL, or that characters and references start with which do.
const fn url_stops() -> [bool; 256] {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < stops.len() {
        stops[byte] = matches!(
            byte as u8,
            0..=b' ' | 0x7f | b'[' | b']' | b'<' | b'>' | b'"' | b'\'' | b'&' | 0xc2 | 0xe1..=0xe3 | 0xef
        );
        byte += 1;
    }
    stops
}

/// Whether a text ends as a character reference does before its semicolon: `&amp`, `&#160`, `&#xa0`, `&y`.
fn ends_like_entity(text: &[u8]) -> bool {
    let tail = text.get(text.len().saturating_sub(token::MAX_ENTITY)..).unwrap_or_default();
    let Some(name) = memchr::memrchr(b'&', tail).and_then(|at| tail.get(at + 1..)) else { return false };
    match name {
        [b'#', b'x' | b'X', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit),
        [b'#', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => !name.is_empty() && name.iter().all(u8::is_ascii_alphabetic),
    }
}

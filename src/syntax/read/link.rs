//! `[[target|label]]`, files with their options, lines of galleries.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::{Seen, byte_set};
use crate::syntax::kind::Kind;
use crate::syntax::pair::Piece;

/// How far the name of a file's option is looked for, in bytes: longer than any language's.
const MAX_OPTION_NAME: usize = 60;

/// MediaWiki's number of the namespace whose links lead to files themselves.
const MEDIA_LINK: i32 = -2;

/// What may be markup in a label, where nothing links by itself.
static LABEL_SIGNS: [bool; 256] = byte_set(b"'<&_~");

impl Reader<'_> {
    /// Reads the link that starts here.
    pub(super) fn link(&mut self, piece: Piece) {
        if self.plain_link(piece) {
            return;
        }
        let (start, close, head_end) =
            (piece.start as usize, piece.end as usize - 2, piece.head_end as usize);
        let node = self.open(piece.node, start);
        self.leaf(Kind::Mark, start, start + 2);
        let part = self.open(Kind::Target, start + 2);
        let options = piece.node == Kind::File;
        let what = What::Link { node, part, close: close as u32, bracket: 0, options, brackets: 2 };
        self.push_range(what, part, head_end, Mode::Plain);
    }

    /// Reads a link whose target and label are nothing but text; whether it was one.
    fn plain_link(&mut self, piece: Piece) -> bool {
        let (start, close, bar) = (piece.start as usize, piece.end as usize - 2, piece.head_end as usize);
        let holds_pieces = piece.next as usize != self.cursor + 1;
        if holds_pieces
            || piece.node == Kind::File
            || bar < close && !self.is_plain(bar + 1, close, &LABEL_SIGNS)
        {
            return false;
        }
        let node = self.open(piece.node, start);
        self.nodes.add([
            (Kind::Mark, start, 1, 1),
            (Kind::Target, start + 2, 2, 2),
            (Kind::Text, start + 2, 1, 1),
        ]);
        if bar < close {
            self.nodes.push(Kind::Mark, bar);
        }
        if bar + 1 < close {
            self.nodes.push(Kind::Text, bar + 1);
        }
        self.nodes.push(Kind::Mark, close);
        self.cursor += 1;
        self.at = close + 2;
        if piece.node == Kind::Wikilink {
            let end = self.trail_end(self.cx.limit);
            if self.at < end && !self.is_to_file(start) {
                self.nodes.push(Kind::Text, self.at);
                self.at = end;
            }
        }
        self.text_from = self.at;
        self.nodes.close(node, self.at);
        true
    }

    /// Goes on after a link's target, label or option.
    pub(super) fn link_part(&mut self) {
        let What::Link { node, part, close, mut bracket, options, brackets } = self.range() else { return };
        if part != 0 {
            self.close(part);
        }
        let (at, end) = (self.at, close as usize);
        if at >= end {
            self.leaf(Kind::Mark, at, at + brackets as usize);
            if self.nodes.kind(node) == Kind::Wikilink {
                let end = self.trail_end(self.outer_limit() as u32);
                if self.at < end && !self.is_to_file(self.nodes.start(node)) {
                    self.at = end;
                }
            }
            self.close_range(node);
            return;
        }
        self.cx.limit = close;
        let bar = self.bar_at(at).max(1);
        if options {
            let part = self.open(Kind::FileOption, at);
            self.leaf(Kind::Mark, at, at + bar);
            let limit = self.find_bar(at + bar, end, &mut bracket);
            let mode = if self.is_link_option(at + bar, limit) { Mode::Plain } else { Mode::Block };
            self.next_part(What::Link { node, part, close, bracket, options, brackets }, part, limit, mode);
        } else {
            self.leaf(Kind::Mark, at, at + bar);
            let what = What::Link { node, part: 0, close, bracket, options, brackets };
            self.next_part(what, node, end, Mode::Inline);
            self.cx.label = true;
        }
    }

    /// Whether a link that starts at a place leads to a file itself: what follows is no part of its text.
    fn is_to_file(&self, start: usize) -> bool {
        let target = self.text.get(start + 2..self.at).unwrap_or_default();
        let prefix = target.split_once(':').map(|(prefix, _)| prefix.trim());
        prefix.and_then(|prefix| self.site.namespace(prefix)) == Some(MEDIA_LINK)
    }

    /// Where the letters end that go on a link which ends here.
    fn trail_end(&mut self, limit: u32) -> usize {
        let may_go_on = |byte: &u8| !byte.is_ascii() || self.site.goes_on_link(char::from(*byte));
        if !self.bytes.get(self.at).is_some_and(may_go_on) {
            return self.at;
        }
        let rest = self.text.get(self.at..self.next_piece().min(limit as usize)).unwrap_or_default();
        let trail = rest.chars().take_while(|&sign| self.site.goes_on_link(sign));
        let len = trail.map(char::len_utf8).sum::<usize>();
        self.work += len as u64;
        self.at + len
    }

    /// Whether the option between two places says where a file links to: an address, which is no link itself.
    fn is_link_option(&self, start: usize, end: usize) -> bool {
        let equals = memchr::memchr(b'=', self.source(start, end.min(start + MAX_OPTION_NAME)));
        let name = equals.and_then(|equals| self.text.get(start..=start + equals));
        name.is_some_and(|name| self.site.file_option(name) == Some("link"))
    }

    /// The next separator, or the limit. Bars of tables and of links in single brackets separate nothing. `bracket` is
    /// the bracket or line end that was found ahead last, or 0: all parts of a file ask for the same ones.
    fn find_bar(&mut self, from: usize, limit: usize, bracket: &mut u32) -> usize {
        static SIGNS: [bool; 256] = byte_set(b"|[]<\n");
        let mut scan = self.scan(from, limit);
        let mut tables = 0usize;
        let mut linked = false;
        loop {
            let at = match self.look(&mut scan, &SIGNS) {
                None => return limit,
                Some(Seen::Byte(at, b'\n')) => {
                    let (sign, len) = self.table_sign(at + 1, limit);
                    match sign {
                        Some(b'{') => tables += 1,
                        Some(b'}') if tables > 0 => tables -= 1,
                        _ => continue,
                    }
                    scan.skip(len);
                    continue;
                }
                Some(Seen::Byte(at, b'[')) => {
                    if !linked && self.protocol_at(at + 1, limit).is_some() {
                        if (*bracket as usize) < at {
                            *bracket = self.find_bracket(scan, limit) as u32;
                        }
                        linked =
                            (*bracket as usize) < limit && self.bytes.get(*bracket as usize) == Some(&b']');
                    }
                    continue;
                }
                Some(Seen::Byte(at, b'<')) => {
                    scan = self.behind_tag(scan, at, limit).unwrap_or(scan);
                    continue;
                }
                Some(Seen::Byte(_, b']')) => {
                    linked = false;
                    continue;
                }
                Some(Seen::Byte(at, _)) => at,
                Some(Seen::Piece(piece)) if self.is_bang(piece) => piece.start as usize,
                Some(Seen::Piece(piece)) => {
                    linked &= !self.is_stray(piece, b']');
                    continue;
                }
            };
            if !linked && tables == 0 {
                return at;
            }
        }
    }

    /// The brace of the `{|` or `|}` that a line starts with, and their length with the indent.
    fn table_sign(&mut self, from: usize, limit: usize) -> (Option<u8>, usize) {
        let line = self.source(from, limit);
        let indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.work += indent as u64;
        let sign = match self.source(from + indent, limit) {
            [b'{', b'|', ..] => Some(b'{'),
            [b'|', b'}', ..] => Some(b'}'),
            _ => None,
        };
        (sign, indent + 2)
    }

    /// Reads one line of a gallery.
    pub(super) fn gallery_line(&mut self) {
        let start = self.at;
        let (end, content) = self.line_end(start);
        if content == start {
            return;
        }
        let mut bracket = 0;
        let bar = self.find_bar(start, end, &mut bracket);
        // MediaWiki passes over a line without a file, and a bracket is in no title.
        let target = self.source(start, bar);
        if memchr::memchr2(b'[', b']', target).is_some() {
            return;
        }
        if target.trim_ascii().is_empty() {
            return self.go_to(end);
        }
        let node = self.open(Kind::GalleryLine, start);
        let part = self.open(Kind::Target, start);
        let what = What::Link { node, part, close: end as u32, bracket, options: true, brackets: 0 };
        self.push_range(what, part, bar, Mode::Plain);
    }

    /// Reads the `-{ … }-` that starts here.
    pub(super) fn variant(&mut self, start: usize, end: usize) {
        let node = self.open(Kind::LanguageVariant, start);
        self.leaf(Kind::Mark, start, start + 2);
        self.push_range(What::Variant { node }, node, end - 2, Mode::Inline);
    }
}

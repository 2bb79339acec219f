//! `[[target|label]]`, files with their options, lines of galleries.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::{Seen, byte_set};
use crate::syntax::kind::Kind;
use crate::syntax::pair::Piece;

impl Reader<'_> {
    /// Reads the link that starts here.
    pub(super) fn link(&mut self, piece: Piece) {
        let (start, close, head_end) =
            (piece.start as usize, piece.end as usize - 2, piece.head_end as usize);
        let node = self.open(piece.node, start);
        self.leaf(Kind::Mark, start, start + 2);
        let part = self.open(Kind::Target, start + 2);
        let options = piece.node == Kind::File;
        let what = What::Link { node, part, close: close as u32, options, brackets: 2 };
        if options || self.next_piece() < head_end {
            return self.push_range(what, part, head_end, Mode::Plain);
        }
        self.leaf(Kind::Text, start + 2, head_end);
        self.close(part);
        if head_end < close {
            let bar = self.bar_at(head_end).max(1);
            self.leaf(Kind::Mark, head_end, head_end + bar);
            if !self.plain_text(close) {
                let what = What::Link { node, part: 0, close: close as u32, options, brackets: 2 };
                return self.push_range(what, node, close, Mode::Inline);
            }
        }
        self.leaf(Kind::Mark, close, close + 2);
        self.nodes.close(node);
    }

    /// Goes on after a link's target, label or option.
    pub(super) fn link_part(&mut self) {
        let What::Link { node, part, close, options, brackets } = self.range() else { return };
        if part != 0 {
            self.close(part);
        }
        let (at, end) = (self.at, close as usize);
        if at >= end {
            self.leaf(Kind::Mark, at, at + brackets as usize);
            self.close_range(node);
            return;
        }
        self.cx.limit = close;
        let bar = self.bar_at(at).max(1);
        if options {
            let part = self.open(Kind::FileOption, at);
            self.leaf(Kind::Mark, at, at + bar);
            let limit = self.find_bar(at + bar, end);
            self.next_part(What::Link { node, part, close, options, brackets }, part, limit, Mode::Inline);
        } else {
            self.leaf(Kind::Mark, at, at + bar);
            self.next_part(What::Link { node, part: 0, close, options, brackets }, node, end, Mode::Inline);
        }
    }

    /// The next separator, or the limit.
    fn find_bar(&mut self, from: usize, limit: usize) -> usize {
        static SIGNS: [bool; 256] = byte_set(b"|");
        let mut scan = self.scan(from, limit);
        loop {
            match self.look(&mut scan, &SIGNS) {
                None => return limit,
                Some(Seen::Byte(at, _)) => return at,
                Some(Seen::Piece(piece)) if self.is_bang(piece) => return piece.start as usize,
                Some(Seen::Piece(_)) => {}
            }
        }
    }

    /// Reads one line of a gallery.
    pub(super) fn gallery_line(&mut self) {
        let start = self.at;
        let (end, content) = self.line_end(start);
        if content == start {
            return;
        }
        let bar = self.find_bar(start, end);
        let node = self.open(Kind::GalleryLine, start);
        let part = self.open(Kind::Target, start);
        let what = What::Link { node, part, close: end as u32, options: true, brackets: 0 };
        self.push_range(what, part, bar, Mode::Plain);
    }

    /// Reads the `-{ … }-` that starts here.
    pub(super) fn variant(&mut self, start: usize, end: usize) {
        let node = self.open(Kind::LanguageVariant, start);
        self.leaf(Kind::Mark, start, start + 2);
        self.push_range(What::Variant { node }, node, end - 2, Mode::Inline);
    }
}

//! Looking ahead at the level of the range that is being read: what stands inside pieces is passed over.

use super::Reader;
use crate::syntax::pair::{Piece, PieceKind};
use crate::syntax::sign::SignSet;
pub(super) use crate::syntax::sign::byte_set;

/// What a look ahead finds.
#[derive(Clone, Copy)]
pub(super) enum Seen {
    /// One of the bytes asked for.
    Byte(usize, u8),
    /// A piece; the look ahead goes on after it.
    Piece(Piece),
}

/// A look ahead from one place up to a limit.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    pub(super) at: usize,
    cursor: usize,
    limit: usize,
    /// Whether it looks into broken braces and brackets, after their opening mark.
    pub(super) enters_broken: bool,
}

impl Scan {
    /// The place after which the next look goes on.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

/// The source of the template that gives a `|` where MediaWiki would take a plain one for a separator.
const BANG: &[u8] = b"{{!}}";

impl Reader<'_> {
    /// Looks ahead from a place between here and the end of the range.
    pub(super) fn scan(&mut self, from: usize, limit: usize) -> Scan {
        let mut cursor = self.cursor;
        while let Some(piece) = self.pieces.get(cursor).filter(|piece| (piece.start as usize) < from) {
            cursor = if piece.end as usize <= from { piece.next as usize } else { cursor + 1 };
            self.work += 1;
        }
        Scan { at: from, cursor, limit, enters_broken: true }
    }

    /// The next byte of a set, or the next piece.
    pub(super) fn look(&mut self, scan: &mut Scan, set: &SignSet) -> Option<Seen> {
        loop {
            let piece = self.pieces.get(scan.cursor).copied();
            let stop = piece.map_or(usize::MAX, |piece| piece.start as usize).min(scan.limit);
            let (found, work) = self.signs.find(scan.at, stop, set);
            self.work += work;
            if let Some(found) = found {
                scan.at = found + 1;
                return Some(Seen::Byte(found, self.bytes[found]));
            }
            if stop >= scan.limit {
                scan.at = scan.limit;
                return None;
            }
            let mut piece = piece?;
            if piece.kind == PieceKind::Broken && scan.enters_broken {
                piece.end = piece.start + 2;
                piece.next = scan.cursor as u32 + 1;
            }
            scan.cursor = piece.next as usize;
            scan.at = scan.at.max(stop);
            if piece.kind != PieceKind::Empty {
                scan.at = (piece.end as usize).max(scan.at);
                return Some(Seen::Piece(piece));
            }
        }
    }

    /// The next byte of a set, with pieces passed over.
    pub(super) fn find(&mut self, scan: &mut Scan, set: &SignSet) -> Option<(usize, u8)> {
        loop {
            if let Seen::Byte(at, byte) = self.look(scan, set)? {
                return Some((at, byte));
            }
        }
    }

    /// Makes text of the brackets of a link that a look ahead found last, and goes on behind the opening ones.
    pub(super) fn enter(&mut self, scan: Scan, link: Piece) -> Scan {
        let after = self.pieces.partition_point(|piece| piece.start <= link.start);
        if let Some(piece) = after.checked_sub(1).and_then(|index| self.pieces.get_mut(index)) {
            *piece = link.broken();
        }
        Scan { at: link.start as usize + 2, cursor: after, ..scan }
    }

    /// Whether a piece stands for a `|`.
    pub(super) fn is_bang(&self, piece: Piece) -> bool {
        piece.kind == PieceKind::Template && self.source(piece.start as usize, piece.end as usize) == BANG
    }

    /// The length of the separator that stands at a place: `|`, or the template that gives one.
    pub(super) fn bar_at(&self, at: usize) -> usize {
        if at >= self.cx.limit as usize {
            return 0;
        }
        match self.bytes.get(at) {
            Some(b'|') => 1,
            Some(b'{') if self.bytes.get(at..).is_some_and(|rest| rest.starts_with(BANG)) => {
                let after = self.pieces.partition_point(|piece| piece.start as usize <= at);
                let last = after.checked_sub(1).and_then(|index| self.pieces.get(index));
                if last.is_some_and(|&piece| piece.start as usize == at && self.is_bang(piece)) {
                    BANG.len()
                } else {
                    0
                }
            }
            _ => 0,
        }
    }

    /// The bytes between two places.
    pub(super) fn source(&self, start: usize, end: usize) -> &[u8] {
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Where the line ends at the range's own level, and where what stands in it ends, without the white space
    /// and comments after it.
    pub(super) fn line_end(&mut self, from: usize) -> (usize, usize) {
        static NEWLINE: [bool; 256] = byte_set(b"\n");
        let mut scan = self.scan(from, self.cx.limit as usize);
        let mut segment = from;
        let mut content = from;
        loop {
            let seen = self.look(&mut scan, &NEWLINE);
            let end = match seen {
                Some(Seen::Byte(at, _)) => at,
                Some(Seen::Piece(piece)) => piece.start as usize,
                None => scan.at,
            };
            let trimmed = self.source(segment, end).trim_ascii_end().len();
            if trimmed > 0 {
                content = segment + trimmed;
            }
            match seen {
                Some(Seen::Piece(piece)) => {
                    segment = piece.end as usize;
                    if piece.kind != PieceKind::Comment {
                        content = segment;
                    }
                }
                _ => return (end, content),
            }
        }
    }
}

//! `[[target|label]]`, files with their options, lines of galleries.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::{Seen, byte_set};
use crate::syntax::kind::Kind;
use crate::syntax::pair::{Piece, PieceKind};

/// MediaWiki's numbers of the namespaces whose links do something else than link.
const FILE: i32 = 6;
const CATEGORY: i32 = 14;

/// Extensions of files that MediaWiki shows in place. They tell a file where the wiki's own word for the namespace is
/// not known.
const MEDIA: [&str; 22] = [
    "apng", "djvu", "flac", "gif", "jpeg", "jpg", "mid", "mp3", "mpeg", "mpg", "oga", "ogg", "ogv", "opus",
    "pdf", "png", "svg", "tif", "tiff", "wav", "webm", "webp",
];

fn names_media(target: &str) -> bool {
    let extension = target.rsplit('.').next().unwrap_or_default();
    MEDIA.iter().any(|media| media.eq_ignore_ascii_case(extension))
}

impl Reader<'_> {
    /// Reads the link piece that starts here, or passes over its brackets where it is none.
    pub(super) fn link(&mut self, index: usize) {
        let piece = self.pieces[index];
        let (start, close) = (piece.start as usize, piece.end as usize - 2);
        let Some((kind, target_end)) = self.link_target(piece) else {
            self.cursor += 1;
            self.at = start + 1;
            return;
        };
        if piece.holds_link && kind != Kind::File {
            let node = self.open(Kind::Unclosed, start);
            self.leaf(Kind::Mark, start, start + 2);
            self.nodes.close(node);
            return;
        }
        let node = self.open(kind, start);
        self.leaf(Kind::Mark, start, start + 2);
        let part = self.open(Kind::Target, start + 2);
        let options = kind == Kind::File;
        let what = What::Link { node, part, close: close as u32, options, brackets: 2 };
        self.push_range(what, part, target_end, Mode::Plain);
    }

    /// What a link is and where its target ends; none where MediaWiki sees no link.
    fn link_target(&mut self, piece: Piece) -> Option<(Kind, usize)> {
        static SIGNS: [bool; 256] = byte_set(b"|[]{}<>\n");
        let (start, close) = (piece.start as usize + 2, piece.end as usize - 2);
        let mut scan = self.scan(start, close);
        let mut dynamic = false;
        let end = loop {
            match self.look(&mut scan, &SIGNS) {
                None => break close,
                Some(Seen::Byte(at, b'|')) => break at,
                Some(Seen::Piece(inner)) if self.is_bang(inner) => break inner.start as usize,
                Some(Seen::Piece(inner)) => match inner.kind {
                    PieceKind::Template | PieceKind::Parameter => dynamic = true,
                    PieceKind::Comment => {}
                    _ => return None,
                },
                Some(Seen::Byte(..)) => return None,
            }
        };
        let target = self.text.get(start..end)?.trim();
        let prefix = target.split_once(':').map(|(prefix, _)| prefix);
        let may_be_url = !dynamic && (prefix.is_some() || target.starts_with("//"));
        if target.is_empty() || may_be_url && self.protocol_at(start, end).is_some() {
            return None;
        }
        let kind = match prefix {
            None | Some("") => Kind::Wikilink,
            Some(prefix) => match self.site.namespace(prefix) {
                Some(FILE) => Kind::File,
                Some(CATEGORY) => Kind::Category,
                None if self.site.is_interlanguage(prefix) => Kind::Interlanguage,
                None if !self.site.is_interwiki(prefix) && names_media(target) => Kind::File,
                _ => Kind::Wikilink,
            },
        };
        Some((kind, end))
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

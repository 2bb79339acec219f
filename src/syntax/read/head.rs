//! What the pieces in braces and in double brackets are. It is decided before anything is read, and for inner pieces
//! first: what calls or links nothing is plain text for all that stands around it or looks ahead over it.

use super::Reader;
use super::scan::{Seen, byte_set};
use crate::syntax::kind::Kind;
use crate::syntax::pair::{HOLDS_LINK, Piece, PieceKind};
use crate::syntax::sign::SignSet;
use crate::syntax::token;

/// MediaWiki's numbers of the namespaces whose links do something else than link.
const FILE: i32 = 6;
const CATEGORY: i32 = 14;

/// Extensions of files that MediaWiki shows in place. They tell a file where the wiki's own word for the namespace is
/// not known.
const MEDIA: [&str; 22] = [
    "apng", "djvu", "flac", "gif", "jpeg", "jpg", "mid", "mp3", "mpeg", "mpg", "oga", "ogg", "ogv", "opus",
    "pdf", "png", "svg", "tif", "tiff", "wav", "webm", "webp",
];

/// Whether a name ends with the extension of a file that MediaWiki shows.
pub(crate) fn names_media(target: &str) -> bool {
    let extension = target.rsplit('.').next().unwrap_or_default();
    MEDIA.iter().any(|media| media.eq_ignore_ascii_case(extension))
}

/// How many bytes the name of a page has at most.
const MAX_TITLE: usize = 255;

/// Whether MediaWiki takes a link's target, without the colon that may come first, for a title: what it stands for
/// after escapes and character references are undone may have no sign that means markup.
fn is_title(target: &[u8]) -> bool {
    let mut name = target;
    for at in memchr::memchr3_iter(b'%', b'&', b'#', target) {
        let (before, rest) = target.split_at(at);
        // What follows the name is the fragment, where all signs are allowed.
        if rest.starts_with(b"#") && !before.ends_with(b"&") {
            name = before;
            break;
        }
        match token::title_escape(rest) {
            Some('#') => {
                name = before;
                break;
            }
            None if token::escaped_entity(rest) => return false,
            Some('<' | '>' | '[' | ']' | '{' | '|' | '}') => return false,
            _ => {}
        }
    }
    !target.starts_with(b":") && (name.is_empty() || is_name_of_page(name))
}

/// Whether a name is more than white space, makes no step between folders (`a/../b`) but those to a page above at its
/// start, and has no sign that is refused.
fn is_name_of_page(name: &[u8]) -> bool {
    let mut below = name;
    while let Some(rest) = below.strip_prefix(b"../") {
        below = rest;
    }
    let makes_step = || below.split(|&byte| byte == b'/').any(|step| matches!(step, b"." | b".."));
    let is_refused = |byte: &u8| matches!(byte, 0..=0x1f | 0x7f);
    !name.iter().all(|byte| matches!(byte, b'_' | b' '))
        && !name.iter().any(is_refused)
        && !makes_step()
        && memchr::memmem::find(name, b"~~~").is_none()
        && memchr::memmem::find(name, "\u{fffd}".as_bytes()).is_none()
}

impl Reader<'_> {
    /// Gives each piece in braces or double brackets its node and the end of its head, or makes text of it.
    pub(super) fn decide_heads(&mut self) {
        let variants = self.site.has_variants();
        for index in (0..self.pieces.len()).rev() {
            let piece = self.pieces[index];
            self.cursor = index;
            let head = match piece.kind {
                PieceKind::Template | PieceKind::Parameter => self.template_head(piece),
                PieceKind::Link => self.link_head(piece),
                PieceKind::Variant if !variants => None,
                PieceKind::Unclosed if !variants && self.bytes.get(piece.start as usize) == Some(&b'-') => {
                    None
                }
                _ => continue,
            };
            // Links other than files hold no links.
            let holds_link =
                |node| piece.kind == PieceKind::Link && piece.holds & HOLDS_LINK != 0 && node != Kind::File;
            let read = &mut self.pieces[index];
            match head {
                None => read.kind = PieceKind::Broken,
                Some((node, _)) if holds_link(node) => *read = piece.broken(),
                Some((node, end)) => {
                    read.node = node;
                    read.head_end = end as u32;
                }
            }
        }
        self.cursor = 0;
    }

    /// What braces are and where the name in them ends: at a `|`, at a function's `:`, or at the closing mark. None
    /// where MediaWiki calls nothing.
    fn template_head(&mut self, piece: Piece) -> Option<(Kind, usize)> {
        static SIGNS: [bool; 256] = byte_set(b"|:[]{}<>\n");
        let braces = if piece.kind == PieceKind::Parameter { 3 } else { 2 };
        let (start, close) = (piece.start as usize + braces, piece.end as usize - braces);
        let last = self.bars.get(piece.bar as usize).map_or(close, |bar| bar.at as usize);
        if piece.kind == PieceKind::Parameter {
            return Some((Kind::Parameter, last));
        }
        if last < close && self.is_name(start, last) && self.first_sign(start, last, &SIGNS) == last {
            return Some((Kind::Template, last));
        }
        let mut scan = self.scan(start, last);
        let (mut dynamic, mut named, mut broken, mut colons) = (false, false, false, 0);
        let mut segment = start;
        let end = loop {
            let seen = self.look(&mut scan, &SIGNS);
            let to = match seen {
                Some(Seen::Byte(at, _)) => at,
                Some(Seen::Piece(inner)) => inner.start as usize,
                None => last,
            };
            if !self.source(segment, to).trim_ascii().is_empty() {
                if broken {
                    return None;
                }
                named = true;
            }
            match seen {
                None => break last,
                Some(Seen::Byte(_, b'\n')) => broken = named,
                Some(Seen::Byte(at, b':')) => {
                    // Behind a prefix, such as one that may substitute, only a `#` tells a function for sure.
                    let name = self.text.get(segment..at).unwrap_or_default().trim();
                    let is_first = colons == 0 && !dynamic;
                    if name.starts_with('#') || is_first && self.site.is_parser_function(name) {
                        return Some((Kind::ParserFunction, at));
                    }
                    colons += 1;
                }
                Some(Seen::Byte(..)) => return None,
                Some(Seen::Piece(inner)) => match inner.kind {
                    PieceKind::Template | PieceKind::Parameter => dynamic = true,
                    PieceKind::Comment | PieceKind::Transclusion => {}
                    _ => return None,
                },
            }
            segment = scan.at;
        };
        let name = self.text.get(start..end).unwrap_or_default().trim();
        if !named && !dynamic {
            return None;
        }
        let variable = end == close && !dynamic && self.site.is_variable(name);
        Some((if variable { Kind::ParserFunction } else { Kind::Template }, end))
    }

    /// The first sign of a set between two places, or the second place.
    fn first_sign(&mut self, start: usize, end: usize, signs: &SignSet) -> usize {
        let (found, work) = self.signs.find(start, end, signs);
        self.work += work;
        found.unwrap_or(end)
    }

    /// Whether what stands between two places in the piece that is looked at, where no sign does, is the name of a page
    /// for certain: it holds no piece, and starts neither with white space nor with a slash.
    fn is_name(&self, start: usize, end: usize) -> bool {
        let first = self.source(start, end).first();
        let inner = self.pieces.get(self.cursor + 1).map_or(usize::MAX, |piece| piece.start as usize);
        inner >= end && first.is_some_and(|&first| !first.is_ascii_whitespace() && first != b'/')
    }

    /// Whether a name between two places that has no markup is the title of a page for certain.
    fn is_plain_title(&self, start: usize, end: usize) -> bool {
        let name = self.source(start, end);
        name.len() <= MAX_TITLE
            && !matches!(name.first(), Some(b'.' | b'_'))
            && memchr::memchr3(b'/', b'\t', 0x7f, name).is_none()
    }

    /// What a link is and where its target ends; none where MediaWiki sees no link.
    fn link_head(&mut self, piece: Piece) -> Option<(Kind, usize)> {
        static SIGNS: [bool; 256] = byte_set(b":|[]{}<>\n");
        static PLAIN: [bool; 256] = byte_set(b":|[]{}<>\n#%&~");
        let (start, close) = (piece.start as usize + 2, piece.end as usize - 2);
        let first = self.first_sign(start, close, &PLAIN);
        if (first == close || self.bytes[first] == b'|')
            && self.is_name(start, first)
            && self.is_plain_title(start, first)
        {
            return Some((Kind::Wikilink, first));
        }
        let mut scan = self.scan(start, close);
        let (mut dynamic, mut commented, mut colon) = (false, false, None);
        let end = loop {
            match self.look(&mut scan, &SIGNS) {
                None => break close,
                Some(Seen::Byte(at, b'|')) => break at,
                Some(Seen::Byte(at, b':')) => colon = colon.or(Some(at)),
                Some(Seen::Piece(inner)) if self.is_bang(inner) => break inner.start as usize,
                Some(Seen::Piece(inner)) => match inner.kind {
                    PieceKind::Template | PieceKind::Parameter => dynamic = true,
                    PieceKind::Comment => commented = true,
                    _ => return None,
                },
                Some(Seen::Byte(..)) => return None,
            }
        };
        self.work += (end - start) as u64;
        let target = self.source(start, end).trim_ascii();
        let may_be_url = !dynamic && (colon.is_some() || target.starts_with(b"//"));
        if target.is_empty() || may_be_url && self.protocol_at(start, end).is_some() {
            return None;
        }
        if !dynamic && !commented && !is_title(target.strip_prefix(b":").unwrap_or(target)) {
            return None;
        }
        if !dynamic
            && colon.is_none()
            && target.len() > MAX_TITLE
            && memchr::memchr3(b'#', b'%', b'&', target).is_none()
        {
            return None;
        }
        let rest = self.source(colon.map_or(end, |colon| colon + 1), end).trim_ascii_start();
        let has_name = dynamic || !rest.is_empty() && !rest.starts_with(b"#");
        let kind = match colon.map(|colon| self.text.get(start..colon).unwrap_or_default().trim()) {
            None | Some("") => Kind::Wikilink,
            Some(prefix) => match self.site.namespace(prefix) {
                Some(_) if !has_name => return None,
                Some(FILE) => Kind::File,
                Some(CATEGORY) => Kind::Category,
                None if self.site.is_interlanguage(prefix) => Kind::Interlanguage,
                // A colon within the fragment is none of a namespace.
                None if !prefix.contains('#')
                    && !self.site.is_interwiki(prefix)
                    && names_media(self.text.get(start..end).unwrap_or_default().trim()) =>
                {
                    Kind::File
                }
                _ => Kind::Wikilink,
            },
        };
        Some((kind, end))
    }
}

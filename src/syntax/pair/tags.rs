//! Comments and extension tags, whose ends are searched for ahead; what a search found or did not find is kept.

use super::{Closer, Open, OpenKind, Pairer, PieceKind, State};
use crate::profile::TagContent;
use crate::source::Span;
use crate::syntax::sign::{SignSet, byte_set};
use crate::syntax::{html, token};

static LT: SignSet = byte_set(b"<");
static GT: SignSet = byte_set(b">");

impl<'t> Pairer<'t> {
    /// A comment, an extension tag, or nothing of the preprocessor's.
    pub(super) fn angle(&mut self) {
        let bytes: &'t [u8] = self.bytes;
        let rest = bytes.get(self.at..self.limit).unwrap_or_default();
        if rest.starts_with(b"<!--") {
            let end = memchr::memmem::find(rest.get(4..).unwrap_or_default(), b"-->")
                .map_or(rest.len(), |end| end + 7);
            self.work += end as u64;
            self.leaf(PieceKind::Comment, self.at, self.at + end);
            self.at += end;
            return;
        }
        let Some((name, content)) =
            rest.get(1).filter(|byte| byte.is_ascii_alphabetic()).and_then(|_| self.extension(rest))
        else {
            if !self.transclusion_tag(rest) {
                self.html_tag(rest);
                self.at += 1;
            }
            return;
        };
        let Some(head_end) = self.find_gt(self.at).map(|gt| gt + 1).filter(|&end| end <= self.limit) else {
            self.at += 1;
            return;
        };
        if self.bytes.get(head_end.saturating_sub(2)) == Some(&b'/') {
            self.leaf(PieceKind::Extension, self.at, head_end);
            self.at = head_end;
            return;
        }
        match self.find_closer(name, head_end) {
            None => {
                self.leaf(PieceKind::UnclosedTag, self.at, head_end);
                self.at = head_end;
            }
            Some((closer, length)) => {
                let piece = self.pieces.len() as u32;
                self.leaf(PieceKind::Extension, self.at, closer + length);
                self.pieces[piece as usize].head_end = closer as u32;
                let is_opaque = match content {
                    TagContent::Opaque => true,
                    TagContent::Preformatted => {
                        !token::holds_wikitext(rest.get(..head_end - self.at).unwrap_or_default())
                    }
                    TagContent::Wikitext | TagContent::Gallery => false,
                };
                if is_opaque {
                    self.at = closer + length;
                    return;
                }
                self.stack.push(Open {
                    kind: OpenKind::Extension,
                    start: self.transclusion_from as u32,
                    count: (closer + length) as u32,
                    first: piece,
                    free: self.limit as u32,
                    state: State::NEW,
                });
                self.transclusion_from = self.transclusion.len();
                self.at = head_end;
                self.limit = closer;
            }
        }
    }

    /// Reads the tag that says what is transcluded, if one is here. The first closing tag of a name closes the first
    /// opening one that is open.
    fn transclusion_tag(&mut self, rest: &[u8]) -> bool {
        let closing = rest.get(1) == Some(&b'/');
        let first = rest.get(1 + usize::from(closing)).map(u8::to_ascii_lowercase);
        if !matches!(first, Some(b'i' | b'n' | b'o')) {
            return false;
        }
        let Some(tag) = token::tag_name(rest) else { return false };
        if !std::str::from_utf8(tag.name).is_ok_and(html::is_transclusion_tag) {
            return false;
        }
        let end = if closing {
            token::closing_tag(tag.name, rest).map(|length| self.at + length)
        } else {
            self.find_gt(self.at).map(|gt| gt + 1).filter(|&end| end <= self.limit)
        };
        let Some(end) = end else { return false };
        let piece = self.pieces.len() as u32;
        self.leaf(PieceKind::Transclusion, self.at, end);
        let open = self.open_transclusion(tag.name);
        if let Some(open) = open.filter(|_| closing) {
            let opener = self.transclusion.swap_remove(open);
            self.pieces[opener as usize].paired = true;
            self.pieces[piece as usize].paired = true;
        } else if open.is_none() && !closing && self.bytes.get(end - 2) != Some(&b'/') {
            self.transclusion.push(piece);
        }
        self.at = end;
        true
    }

    /// The open transclusion tag of a name.
    fn open_transclusion(&self, name: &[u8]) -> Option<usize> {
        let is_open = |&piece: &u32| {
            let start = self.pieces.get(piece as usize).map_or(0, |piece| piece.start as usize);
            let tag = self.bytes.get(start + 1..start + 1 + name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
        };
        let here = self.transclusion.get(self.transclusion_from..)?;
        here.iter().position(is_open).map(|at| self.transclusion_from + at)
    }

    /// Notes where the HTML tag ends that opens in double brackets here.
    fn html_tag(&mut self, rest: &[u8]) {
        let is_tag = |tag: token::TagName<'_>| html::element(tag.name).is_some();
        if self.top_is(OpenKind::Bracket)
            && token::tag_name(rest).is_some_and(is_tag)
            && let Some(end) = self.find_gt(self.at)
        {
            self.tag = Span::of(self.at..end + 1);
        }
    }

    /// The name and the content of the extension tag that opens here.
    fn extension<'i>(&self, rest: &'i [u8]) -> Option<(&'i [u8], TagContent)> {
        let tag = token::tag_name(rest).filter(|tag| !tag.closing)?;
        let content = self.site.tag_content(tag.name)?;
        Some((tag.name, content))
    }

    fn find_gt(&mut self, from: usize) -> Option<usize> {
        if self.next_gt? < from || self.bytes.get(self.next_gt?) != Some(&b'>') {
            let (found, work) = self.signs.find(from, self.bytes.len(), &GT);
            self.work += work;
            self.next_gt = found;
        }
        self.next_gt
    }

    /// The first closing tag of a name at or after `from`, in the range.
    fn find_closer(&mut self, name: &'t [u8], from: usize) -> Option<(usize, usize)> {
        let known = self.closers.iter().position(|closer| closer.name.eq_ignore_ascii_case(name));
        let next = match known.map(|index| self.closers[index].next) {
            Some(None) => None,
            Some(Some((at, length))) if at >= from => Some((at, length)),
            _ => self.search_closer(name, from),
        };
        match known {
            Some(index) => self.closers[index].next = next,
            None => self.closers.push(Closer { name, next }),
        }
        next.filter(|(at, length)| at + length <= self.limit)
    }

    fn search_closer(&mut self, name: &[u8], from: usize) -> Option<(usize, usize)> {
        let mut from = from;
        loop {
            let (found, work) = self.signs.find(from, self.bytes.len(), &LT);
            self.work += work;
            let at = found?;
            if self.bytes.get(at + 1) == Some(&b'/') {
                let rest = self.bytes.get(at..).unwrap_or_default();
                if let Some(length) = token::closing_tag(name, rest) {
                    return Some((at, length));
                }
            }
            from = at + 1;
        }
    }
}

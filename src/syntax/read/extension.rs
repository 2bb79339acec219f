//! Extension tags, which the first stage paired.

use super::Reader;
use super::frame::{Mode, What};
use crate::profile::TagContent;
use crate::syntax::kind::Kind;
use crate::syntax::pair::Piece;
use crate::syntax::tree::SELF_CLOSING;
use crate::syntax::{html, token};

impl Reader<'_> {
    /// Reads the extension tag that starts here.
    pub(super) fn extension(&mut self, piece: Piece) {
        let (start, end, close) = (piece.start as usize, piece.end as usize, piece.head_end as usize);
        let head_end = self.head_end(start, end);
        let Some(tag) = token::tag_name(self.source(start, head_end)) else { return self.go_to(end) };
        let reference = tag.name.eq_ignore_ascii_case(b"ref");
        let content = self.site.tag_content(tag.name);
        let node = self.open(if reference { Kind::Reference } else { Kind::Tag }, start);
        self.head(start, head_end);
        if head_end == end {
            self.nodes.flag(node, SELF_CLOSING);
            self.nodes.close(node, self.at);
            return;
        }
        match content {
            Some(TagContent::Wikitext) => {
                self.push_range(What::Extension { node, end: end as u32 }, node, close, Mode::Block);
                self.line_start();
            }
            Some(TagContent::Gallery) => {
                self.push_range(What::Gallery { node, end: end as u32 }, node, close, Mode::Block);
                self.line_start();
            }
            Some(TagContent::Preformatted) if token::holds_wikitext(self.source(start, head_end)) => {
                self.push_range(What::Extension { node, end: end as u32 }, node, close, Mode::Block);
                self.cx.lists = false;
                self.line_start();
            }
            Some(TagContent::Opaque | TagContent::Preformatted) | None => {
                self.leaf(Kind::Raw, head_end, close);
                self.leaf(Kind::Mark, close, end);
                self.nodes.close(node, self.at);
            }
        }
    }

    /// Reads the head of an extension tag that nothing closes. Where its name is that of an HTML element too, it opens
    /// that, in which no line is an item of a list or preformatted.
    pub(super) fn unclosed_extension(&mut self, start: usize, end: usize) {
        let node = self.open(Kind::Unclosed, start);
        self.head(start, end);
        self.nodes.close(node, self.at);
        let name = token::tag_name(self.source(start, end)).map(|tag| tag.name);
        self.cx.lists &= name.and_then(html::element).is_none();
    }

    /// Reads `<name`, the attributes and `>` or `/>`.
    pub(super) fn head(&mut self, start: usize, end: usize) {
        let name = token::tag_name(self.source(start, end)).map_or(1, |tag| tag.len);
        let (attributes, _) = token::tag_tail(self.source(start + name, end - 1));
        self.leaf(Kind::Mark, start, start + name);
        if attributes > 0 {
            let node = self.open(Kind::Attributes, start + name);
            self.leaf(Kind::Text, start + name, start + name + attributes);
            self.nodes.close(node, self.at);
        }
        self.leaf(Kind::Mark, start + name + attributes, end);
    }

    fn head_end(&mut self, start: usize, end: usize) -> usize {
        let length = memchr::memchr(b'>', self.source(start, end)).map_or(end - start, |at| at + 1);
        self.work += length as u64;
        start + length
    }
}

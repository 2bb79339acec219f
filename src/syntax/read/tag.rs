//! HTML tags. A closing tag closes the nearest open one of its name in the same range; what is open above it and
//! needs an end tag is unclosed.

use super::Reader;
use super::frame::{Frame, Mode, What};
use super::scan::{Scan, byte_set};
use crate::syntax::html::{self, ELEMENTS, End};
use crate::syntax::kind::Kind;
use crate::syntax::token;
use crate::syntax::tree::SELF_CLOSING;

/// What ends a tag, or says that there is none.
static ENDS: [bool; 256] = byte_set(b"<>");

impl Reader<'_> {
    /// Reads the tag that starts here, or passes over the `<`.
    pub(super) fn tag(&mut self) {
        let (at, limit) = (self.at, self.cx.limit as usize);
        self.at += 1;
        if !self.bytes.get(at + 1).is_some_and(|&next| next == b'/' || next.is_ascii_alphabetic()) {
            return;
        }
        let Some(tag) = token::tag_name(self.bytes.get(at..limit).unwrap_or_default()) else { return };
        let (closing, name, len) = (tag.closing, tag.name, tag.len);
        let Some(element) = html::element(name) else {
            let extension = if closing { self.site.tag_content(name) } else { None };
            let stray = extension.and_then(|_| token::closing_tag(name, self.source(at, limit)));
            if let Some(len) = stray {
                self.leaf(Kind::Stray, at, at + len);
            }
            return;
        };
        let mut scan = self.scan(at + 1, limit);
        let Some((end, b'>')) = self.find(&mut scan, &ENDS) else { return };
        let required = ELEMENTS[element as usize].required_attribute();
        if required.is_some_and(|name| token::attribute_value(self.source(at + len, end), name).is_none()) {
            return;
        }
        self.at = at;
        if closing && ELEMENTS[element as usize].end != End::Void {
            self.closing_tag(element, end + 1);
            return;
        }
        self.opening_tag(element, at + len, end);
    }

    /// A look ahead that goes on behind the HTML tag whose `<` it found at a place, if one stands there.
    pub(super) fn behind_tag(&mut self, mut scan: Scan, at: usize, limit: usize) -> Option<Scan> {
        let tag = token::tag_name(self.source(at, limit))?;
        html::element(tag.name)?;
        let found = self.find(&mut scan, &ENDS);
        matches!(found, Some((_, b'>'))).then_some(scan)
    }

    fn closing_tag(&mut self, element: u8, end: usize) {
        let open = self.tags[element as usize];
        if html::ends_list_items(element) {
            self.end_item_within(open);
        }
        if open <= self.cx.range {
            let start = self.at;
            return self.leaf(Kind::Stray, start, end);
        }
        self.flush(self.at);
        while self.frames.len() as u32 > open + 1 {
            self.give_up_tag();
        }
        if let Some((node, _, _)) = self.pop_tag() {
            let start = self.at;
            self.leaf(Kind::Mark, start, end);
            self.nodes.close(node, self.at);
        }
    }

    /// Ends the list item that is being read if the open tag of a frame stands directly around it.
    pub(super) fn end_item_within(&mut self, open: u32) {
        let mut outside = self.cx.range;
        while let Some(Frame { what: What::Term { .. } | What::Item { .. }, outer }) =
            self.frames.get(outside as usize)
        {
            outside = outer.range;
        }
        if open <= outside || self.cx.range < open {
            return;
        }
        while let What::Term { node, .. } | What::Item { node } = self.range() {
            self.end_part();
            self.close_range(node);
        }
    }

    fn opening_tag(&mut self, element: u8, name_end: usize, end: usize) {
        let start = self.at;
        self.flush(start);
        self.end_implied(ELEMENTS[element as usize].name);
        if ELEMENTS[element as usize].block {
            self.end_paragraph();
        }
        let tag = self.open(Kind::Tag, start);
        self.leaf(Kind::Mark, start, name_end);
        let (attributes, _) = token::tag_tail(self.source(name_end, end));
        if attributes == 0 || self.plain_attributes(name_end + attributes) {
            self.end_head(tag, element);
            return;
        }
        let node = self.open(Kind::Attributes, name_end);
        self.push_range(What::TagHead { node, tag, element }, node, name_end + attributes, Mode::Plain);
    }

    /// Reads attributes up to a place if they are nothing but text; whether they were.
    pub(super) fn plain_attributes(&mut self, end: usize) -> bool {
        let is_plain = self.next_piece() >= end;
        if is_plain {
            let node = self.open(Kind::Attributes, self.at);
            self.leaf(Kind::Text, self.at, end);
            self.nodes.close(node, end);
        }
        is_plain
    }

    /// Ends the open tags that an opening tag of a name ends by itself.
    fn end_implied(&mut self, name: &str) {
        let (ended, shields) = html::implied(name);
        let innermost = |tags: &[u32], names: &[&str]| {
            let elements = names.iter().filter_map(|name| html::element(name.as_bytes()));
            elements.map(|element| tags[element as usize]).max().unwrap_or(0)
        };
        let shield = innermost(&self.tags, shields).max(self.cx.range);
        loop {
            let open = innermost(&self.tags, ended);
            if open <= shield {
                return;
            }
            while self.frames.len() as u32 > open {
                self.give_up_tag();
            }
        }
    }

    /// Goes on after a tag's attributes.
    pub(super) fn tag_head_part(&mut self) {
        let What::TagHead { node, tag, element } = self.range() else { return };
        self.close_range(node);
        self.end_head(tag, element);
    }

    /// Reads the rest of a tag's head: white space, `/` and `>`.
    fn end_head(&mut self, tag: u32, element: u8) {
        let rest = self.source(self.at, self.cx.limit as usize);
        let space = rest.iter().take_while(|&&byte| token::is_space(byte)).count();
        let slash = rest.get(space) == Some(&b'/');
        let len = space + usize::from(slash) + 1;
        self.leaf(Kind::Mark, self.at, self.at + len);
        if slash {
            self.nodes.flag(tag, SELF_CLOSING);
        }
        let known = &ELEMENTS[element as usize];
        if known.is_void() || slash && known.closes_itself() {
            self.nodes.close(tag, self.at);
        } else {
            self.push_tag(tag, element);
        }
    }
}

//! Tags that say what of a page is transcluded. The first stage paired them, since to MediaWiki they are marks of the
//! preprocessor, and no elements: whatever they cross stays whole, and they are nodes of their own then.

use super::Reader;
use super::frame::{Mode, What};
use crate::syntax::html::{self, ELEMENTS};
use crate::syntax::kind::Kind;
use crate::syntax::pair::Piece;
use crate::syntax::token;
use crate::syntax::tree::{PAIRED, SELF_CLOSING};

impl Reader<'_> {
    /// Reads the tag that starts here. In a name it is part of the text.
    pub(super) fn transclusion(&mut self, piece: Piece) {
        let (start, end) = (piece.start as usize, piece.end as usize);
        let source = self.source(start, end);
        let is_self_closing = source.ends_with(b"/>");
        let tag = token::tag_name(source).map(|tag| (html::element(tag.name), tag.closing));
        let Some((Some(element), closing)) = tag.filter(|_| self.nodes.kind(self.cx.node) != Kind::Name)
        else {
            self.cursor += 1;
            return;
        };
        let starts_line = start == self.line_from;
        if closing {
            let opener = self.close_transclusion(element, piece);
            let hides = opener.is_some_and(|opener| {
                ELEMENTS[element as usize].name == "includeonly" && self.starts_line(opener)
            });
            return self.restart_line(starts_line || hides);
        }
        let node = self.open(Kind::Tag, start);
        self.head(start, end);
        if is_self_closing {
            self.nodes.flag(node, SELF_CLOSING);
            self.nodes.close(node, self.at);
        } else if piece.paired && self.cx.mode != Mode::Plain {
            self.push_tag(node, element);
        } else {
            self.nodes.set_kind(node, Kind::Unclosed);
            self.nodes.flag(node, if piece.paired { PAIRED } else { 0 });
            self.nodes.close(node, self.at);
        }
        self.restart_line(starts_line);
    }

    /// Reads a closing tag; where the opening one starts if both stand in the same element.
    fn close_transclusion(&mut self, element: u8, piece: Piece) -> Option<usize> {
        let (start, end) = (piece.start as usize, piece.end as usize);
        let mut open = self.tags[element as usize];
        if piece.paired && self.ends_line(end) {
            self.end_item_within(open);
            open = self.tags[element as usize];
        }
        if piece.paired && open > self.cx.range && open as usize + 1 == self.frames.len() {
            self.flush(start);
            let (node, _, _) = self.pop_tag()?;
            self.leaf(Kind::Mark, start, end);
            self.nodes.close(node, self.at);
            return Some(self.nodes.start(node));
        }
        if open > self.cx.range {
            self.pass(open);
        }
        self.flush(start);
        let stray = self.nodes.push(Kind::Stray, start);
        self.nodes.flag(stray, if piece.paired { PAIRED } else { 0 });
        self.text_from = end;
        self.go_to(end);
        None
    }

    /// Takes back the tag of a frame below others, which stay open.
    fn pass(&mut self, frame: u32) {
        let Some(open) = self.frames.get_mut(frame as usize) else { return };
        let What::Tag { node, head_end, below, element } = open.what else { return };
        open.what = What::Passed { node };
        self.tags[element as usize] = below;
        self.nodes.set_kind(node, Kind::Unclosed);
        self.nodes.flag(node, PAIRED);
        self.nodes.close_before(node, head_end);
        self.nodes.unsettle();
    }

    /// Behind a mark that starts a line, or ends what is hidden since a line's start, the line starts anew.
    fn restart_line(&mut self, starts_line: bool) {
        // A line of a gallery that names no file names none behind its tags.
        let starts = self.cx.mode == Mode::Block && !matches!(self.range(), What::Gallery { .. });
        if starts_line && starts {
            self.line_start();
        }
    }

    /// Whether nothing stands before a place in its line.
    fn starts_line(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| self.bytes.get(before) == Some(&b'\n'))
    }

    /// Whether nothing but white space stands behind a place in its line.
    fn ends_line(&mut self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        self.work += spaces as u64;
        matches!(rest.get(spaces), None | Some(b'\n'))
    }
}

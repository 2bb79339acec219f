//! `{{name|argument|name=argument}}`, parser functions and `{{{parameter|default}}}`.

use super::Reader;
use super::frame::{Mode, What};
use super::inline::SIGNS;
use crate::syntax::kind::Kind;
use crate::syntax::pair::{Piece, PieceKind};

/// Braces that are being read.
#[derive(Clone, Copy)]
pub(super) struct Call {
    node: u32,
    /// The name or the argument that is being read.
    part: u32,
    /// Where the argument ends whose name is being read, else 0.
    part_end: u32,
    /// Where the closing mark starts.
    close: u32,
    /// The bar that the next argument starts with.
    bar: u32,
    /// Whether arguments have names.
    named: bool,
    braces: u8,
}

/// Where the name of an argument ends, if it has one, and where the argument does.
type ArgumentEnds = (Option<usize>, usize);

impl Reader<'_> {
    /// Reads the braces that start here.
    pub(super) fn template(&mut self, piece: Piece) {
        let braces = if piece.kind == PieceKind::Parameter { 3 } else { 2 };
        let (start, head_end) = (piece.start as usize, piece.head_end as usize);
        let node = self.open(piece.node, start);
        let mut call = Call {
            node,
            part: 0,
            part_end: 0,
            close: piece.end - braces,
            bar: piece.bar,
            named: piece.node == Kind::Template,
            braces: braces as u8,
        };
        let name = start + braces as usize;
        self.leaf(Kind::Mark, start, name);
        if self.next_piece() < head_end {
            call.part = self.open(Kind::Name, name);
            return self.push_range(What::Template(call), call.part, head_end, Mode::Plain);
        }
        if name < head_end {
            self.nodes.add([(Kind::Name, name, 0, 2), (Kind::Text, name, 1, 1)]);
        }
        self.at = head_end;
        self.text_from = head_end;
        if let Some(ends) = self.plain_arguments(&mut call) {
            self.push_range(What::Template(call), node, call.close as usize, Mode::Block);
            self.argument(call, ends);
        } else {
            self.leaf(Kind::Mark, self.at, piece.end as usize);
            self.nodes.close(node, self.at);
        }
    }

    /// Goes on after a name or a value.
    pub(super) fn template_part(&mut self) {
        let What::Template(mut call) = self.range() else { return };
        let argument = self.nodes.parent(call.part);
        self.close(call.part);
        if call.part_end != 0 {
            self.leaf(Kind::Mark, self.at, self.at + 1);
            let end = std::mem::take(&mut call.part_end);
            call.part = argument;
            self.next_part(What::Template(call), argument, end as usize, Mode::Block);
        } else if let Some(ends) = self.plain_arguments(&mut call) {
            self.argument(call, ends);
        } else {
            self.leaf(Kind::Mark, self.at, self.at + call.braces as usize);
            self.close_range(call.node);
        }
    }

    /// Reads arguments up to one that is more than text, if there is one.
    fn plain_arguments(&mut self, call: &mut Call) -> Option<ArgumentEnds> {
        while self.at < call.close as usize {
            // What a function's colon starts has no bar.
            let here = self.bars.get(call.bar as usize).copied().filter(|bar| bar.at as usize == self.at);
            let name_end = here.filter(|bar| call.named && bar.equals != 0).map(|bar| bar.equals as usize);
            call.bar = here.map_or(call.bar, |bar| bar.next);
            let end = self.bars.get(call.bar as usize).map_or(call.close, |bar| bar.at) as usize;
            if !self.plain_argument(name_end, end) {
                return Some((name_end, end));
            }
        }
        None
    }

    /// Reads an argument whose name and value are nothing but text; whether it was one.
    fn plain_argument(&mut self, name_end: Option<usize>, end: usize) -> bool {
        let start = self.at;
        let value = name_end.map_or(start, |name_end| name_end) + 1;
        if self.next_piece() < end || !self.is_plain(value, end, &SIGNS) {
            return false;
        }
        let text = u32::from(value < end);
        let before = match name_end {
            None => self.nodes.add([(Kind::Argument, start, 0, 2 + text), (Kind::Mark, start, 1, 1)]),
            Some(name_end) if start + 1 == name_end => self.nodes.add([
                (Kind::Argument, start, 0, 3 + text),
                (Kind::Mark, start, 1, 1),
                (Kind::Mark, name_end, 2, 1),
            ]),
            Some(name_end) => self.nodes.add([
                (Kind::Argument, start, 0, 5 + text),
                (Kind::Mark, start, 1, 1),
                (Kind::Name, start + 1, 2, 2),
                (Kind::Text, start + 1, 1, 1),
                (Kind::Mark, name_end, 4, 1),
            ]),
        };
        if value < end {
            self.nodes.add([(Kind::Text, value, before, 1)]);
        }
        self.at = end;
        self.text_from = end;
        true
    }

    /// Reads the separator of an argument, and opens its name, or its value where it has no name.
    fn argument(&mut self, mut call: Call, (name_end, end): ArgumentEnds) {
        let argument = self.open(Kind::Argument, self.at);
        self.leaf(Kind::Mark, self.at, self.at + 1);
        if let Some(name_end) = name_end {
            let name = self.open(Kind::Name, self.at);
            if self.next_piece() < name_end {
                call.part = name;
                call.part_end = end as u32;
                return self.next_part(What::Template(call), name, name_end, Mode::Plain);
            }
            self.leaf(Kind::Text, self.at, name_end);
            self.close(name);
            self.leaf(Kind::Mark, name_end, name_end + 1);
        }
        call.part = argument;
        self.next_part(What::Template(call), argument, end, Mode::Block);
    }
}

//! `{{name|argument|name=argument}}`, parser functions and `{{{parameter|default}}}`.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::byte_set;
use crate::syntax::kind::Kind;
use crate::syntax::pair::{Piece, PieceKind};

impl Reader<'_> {
    /// Reads the braces that start here.
    pub(super) fn template(&mut self, piece: Piece) {
        let braces = if piece.kind == PieceKind::Parameter { 3 } else { 2 };
        let (start, close) = (piece.start as usize, piece.end as usize - braces);
        let node = self.open(piece.node, start);
        self.leaf(Kind::Mark, start, start + braces);
        let part = self.open(Kind::Name, start + braces);
        let head_end = piece.head_end as usize;
        let what = What::Template {
            node,
            part,
            part_end: 0,
            close: close as u32,
            named: piece.node == Kind::Template,
            braces: braces as u8,
        };
        self.push_range(what, part, head_end, Mode::Plain);
        if self.next_piece() >= head_end {
            self.leaf(Kind::Text, start + braces, head_end);
            self.template_part();
        }
    }

    /// Goes on after a name or a value.
    pub(super) fn template_part(&mut self) {
        let What::Template { node, part, part_end, close, named, braces } = self.range() else { return };
        let argument = self.nodes.parent(part);
        self.close(part);
        if part_end != 0 {
            self.leaf(Kind::Mark, self.at, self.at + 1);
            let what = What::Template { node, part: argument, part_end: 0, close, named, braces };
            self.next_part(what, argument, part_end as usize, Mode::Block);
        } else {
            while self.at < close as usize {
                if !self.argument() {
                    return;
                }
            }
            self.leaf(Kind::Mark, self.at, self.at + braces as usize);
            self.close_range(node);
        }
    }

    /// Reads the separator and the name of an argument, and its value if that is nothing but text; whether it was.
    fn argument(&mut self) -> bool {
        let What::Template { node, close, named, braces, .. } = self.range() else { return false };
        let argument = self.open(Kind::Argument, self.at);
        let first = self.bytes.get(self.at) == Some(&b':');
        self.leaf(Kind::Mark, self.at, self.at + 1);
        let (name_end, end) = self.split_argument(close as usize);
        let what = |part, part_end| What::Template { node, part, part_end, close, named, braces };
        if let Some(name_end) = name_end.filter(|_| named && !first) {
            let name = self.open(Kind::Name, self.at);
            if self.next_piece() < name_end {
                self.next_part(what(name, end as u32), name, name_end, Mode::Plain);
                return false;
            }
            self.leaf(Kind::Text, self.at, name_end);
            self.close(name);
            self.leaf(Kind::Mark, name_end, name_end + 1);
        }
        self.cx.limit = end as u32;
        if self.plain_text(end) {
            self.close(argument);
            return true;
        }
        self.next_part(what(argument, 0), argument, end, Mode::Block);
        false
    }

    /// Where the name of the argument that starts here ends, and where the argument does. A line that starts with
    /// `=` may be a heading: nothing in it separates.
    fn split_argument(&mut self, close: usize) -> (Option<usize>, usize) {
        static SIGNS: [bool; 256] = byte_set(b"|=\n");
        let mut scan = self.scan(self.at, close);
        scan.enters_broken = false;
        let mut name_end = None;
        let mut heading = false;
        while let Some((at, byte)) = self.find(&mut scan, &SIGNS) {
            match byte {
                b'\n' => {
                    let signs = self
                        .source(at + 1, close.min(at + 3))
                        .iter()
                        .take_while(|&&sign| sign == b'=')
                        .count();
                    heading = signs > 1 || signs == 1 && name_end.is_some();
                }
                _ if heading => {}
                b'|' => return (name_end, at),
                _ => name_end = name_end.or(Some(at)),
            }
        }
        (name_end, close)
    }
}

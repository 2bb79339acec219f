//! `{| … |}`: rows, cells and captions start at the start of a line; cells also after `||`, and after `!!` in a
//! line of header cells.

use super::Reader;
use super::frame::{Mode, What};
use super::scan::{Seen, byte_set};
use crate::syntax::html;
use crate::syntax::kind::Kind;
use crate::syntax::pair::{HOLDS_BARS, HOLDS_CELL, Piece, PieceKind};
use crate::syntax::token;
use crate::syntax::tree::IMPLICIT_END;

impl Reader<'_> {
    /// Reads the table mark that stands at a place after the line's indent; false where there is none.
    pub(super) fn table_line(&mut self, at: usize) -> bool {
        if self.cx.mode == Mode::Block && self.opens_table(at) {
            self.open_table(at);
            return true;
        }
        let What::Table { node, .. } = self.range() else { return false };
        let bar = self.bar_at(at);
        if bar == 0 {
            if self.bytes.get(at) != Some(&b'!') || at >= self.cx.limit as usize {
                return false;
            }
            self.go_to(at);
            self.end_cell();
            self.open_cell(at, 1, true);
            return true;
        }
        self.go_to(at);
        match self.bytes.get(at + bar).filter(|_| at + bar < self.cx.limit as usize) {
            Some(b'}') => {
                self.end_row();
                self.leaf(Kind::Mark, at, at + bar + 1);
                self.close_range(node);
            }
            Some(b'-') => self.open_row(at, bar),
            Some(b'+') => {
                self.end_row();
                let caption = self.open(Kind::Caption, at);
                self.leaf(Kind::Mark, at, at + bar + 1);
                self.next_part(
                    What::Table { node, row: 0, cell: caption },
                    caption,
                    self.outer_limit(),
                    Mode::Block,
                );
                let (head, _) = self.segment(false, false);
                self.cell_head(head, self.cx.limit as usize);
            }
            _ => {
                self.end_cell();
                self.open_cell(at, bar, false);
            }
        }
        true
    }

    /// Whether `{|` stands at a place.
    pub(super) fn opens_table(&self, at: usize) -> bool {
        self.bytes.get(at) == Some(&b'{') && at < self.cx.limit as usize && self.bar_at(at + 1) > 0
    }

    fn open_table(&mut self, at: usize) {
        self.end_paragraph();
        let mark = at + 1 + self.bar_at(at + 1);
        let node = self.open(Kind::Table, at);
        self.leaf(Kind::Mark, at, mark);
        let limit = self.cx.limit as usize;
        self.push_range(What::Table { node, row: 0, cell: 0 }, node, limit, Mode::Block);
        self.line_attributes();
    }

    /// Where the table ends at the latest: where the range around it does.
    pub(super) fn outer_limit(&self) -> usize {
        self.frames.get(self.cx.range as usize).map_or(0, |frame| frame.outer.limit as usize)
    }

    fn open_row(&mut self, at: usize, bar: usize) {
        self.end_row();
        let What::Table { node, .. } = self.range() else { return };
        let limit = self.outer_limit();
        let dashes = self.source(at + bar, limit).iter().take_while(|&&byte| byte == b'-').count();
        self.work += dashes as u64;
        let row = self.open(Kind::Row, at);
        self.leaf(Kind::Mark, at, at + bar + dashes);
        self.next_part(What::Table { node, row, cell: 0 }, row, limit, Mode::Block);
        self.line_attributes();
    }

    /// The rest of the line after `{|` or `|-` is attributes.
    fn line_attributes(&mut self) {
        let (_, end) = self.line_end(self.at);
        if self.source(self.at, end).iter().all(u8::is_ascii_whitespace) {
            return;
        }
        if self.plain_attributes(end) {
            return;
        }
        let node = self.open(Kind::Attributes, self.at);
        self.push_range(What::Plain { node }, node, end, Mode::Plain);
    }

    fn open_cell(&mut self, at: usize, mark: usize, header: bool) {
        let What::Table { node, row, .. } = self.range() else { return };
        let row = if row == 0 { self.open(Kind::Row, at) } else { row };
        let cell = self.open(Kind::Cell, at);
        self.nodes.set_detail(cell, u16::from(header));
        self.leaf(Kind::Mark, at, at + mark);
        self.next_part(What::Table { node, row, cell }, cell, self.outer_limit(), Mode::Block);
        let (head, segment) = self.segment(header, true);
        self.cell_head(head, segment);
    }

    /// Looks along the line for the bar after the cell's attributes, and for where the line's next cell starts.
    fn segment(&mut self, header: bool, cells: bool) -> (Option<(usize, usize)>, usize) {
        static SIGNS: [bool; 256] = byte_set(b"|!<\n");
        static ANGLES: [bool; 256] = byte_set(b"<>\n");
        let limit = self.cx.limit as usize;
        let mut scan = self.scan(self.at, limit);
        let mut head = None;
        let mut linked = false;
        let mut double = 0;
        while let Some(seen) = self.look(&mut scan, &SIGNS) {
            let (at, len) = match seen {
                Seen::Byte(_, b'\n') => break,
                Seen::Byte(at, b'<') => {
                    // The attributes of a tag hide what would separate.
                    let tag = token::tag_name(self.source(at, limit));
                    if tag.is_some_and(|tag| html::element(tag.name).is_some()) {
                        let mut ahead = scan;
                        if let Some((_, b'>')) = self.find(&mut ahead, &ANGLES) {
                            scan = ahead;
                        }
                    }
                    continue;
                }
                Seen::Byte(at, b'!') => {
                    if header && cells && self.bytes.get(at + 1) == Some(&b'!') && at + 1 < limit {
                        return (head, at);
                    }
                    continue;
                }
                Seen::Byte(at, _) => (at, 1),
                Seen::Piece(piece) if self.is_bang(piece) => {
                    (piece.start as usize, scan.at - piece.start as usize)
                }
                Seen::Piece(piece) if cells && self.holds_separator(piece, header, &mut double) => {
                    scan = self.enter(scan, piece);
                    linked = true;
                    continue;
                }
                Seen::Piece(piece) => {
                    linked |= hides_bar(self.source(piece.start as usize, limit));
                    continue;
                }
            };
            let second = self.bar_at(at + len);
            if second > 0 {
                if cells {
                    return (head, at);
                }
                scan.skip(second);
            } else if head.is_none() && !linked {
                head = Some((at, len));
                linked = true;
            }
        }
        (head, limit)
    }

    /// Whether a piece in a line of cells is a link within whose brackets cells are separated. `double` is the first
    /// `!!` at or behind the place that was asked for last, or where it was not found up to.
    fn holds_separator(&mut self, piece: Piece, header: bool, double: &mut usize) -> bool {
        if piece.kind != PieceKind::Link {
            return false;
        }
        let (start, end) = (piece.start as usize, piece.end as usize);
        if header && *double <= start {
            let source = self.source(start, end);
            let line =
                source.get(..memchr::memchr(b'\n', source).unwrap_or(source.len())).unwrap_or_default();
            *double = memchr::memmem::find(line, b"!!").map_or(end, |at| start + at);
            self.work += line.len() as u64;
        }
        piece.holds & (HOLDS_BARS | HOLDS_CELL) != 0 || header && *double < end
    }

    /// Reads a cell's attributes, if it has some, up to the bar after them.
    fn cell_head(&mut self, head: Option<(usize, usize)>, segment: usize) {
        let Some((bar, len)) = head else {
            self.cx.limit = segment as u32;
            return;
        };
        if bar == self.at {
            self.leaf(Kind::Mark, bar, bar + len);
            self.cx.limit = segment as u32;
            return;
        }
        if self.plain_attributes(bar) {
            self.leaf(Kind::Mark, bar, bar + len);
            self.cx.limit = segment as u32;
            return;
        }
        let node = self.open(Kind::Attributes, self.at);
        self.push_range(
            What::CellHead { node, bar: len as u8, segment: segment as u32 },
            node,
            bar,
            Mode::Plain,
        );
    }

    /// Goes on after a cell's attributes.
    pub(super) fn cell_head_part(&mut self) {
        let What::CellHead { node, bar, segment } = self.range() else { return };
        self.close_range(node);
        self.leaf(Kind::Mark, self.at, self.at + bar as usize);
        self.cx.limit = segment;
    }

    /// Goes on with the line's next cell, or ends the table with the range around it.
    pub(super) fn table_part(&mut self) {
        let What::Table { node, cell, .. } = self.range() else { return };
        if self.at < self.outer_limit() {
            let header = cell != 0 && self.nodes.detail(cell) == 1;
            self.cx.limit = self.outer_limit() as u32;
            let first = self.bar_at(self.at).max(1);
            let second = self.bar_at(self.at + first).max(1);
            self.end_cell();
            self.open_cell(self.at, first + second, header);
            return;
        }
        self.end_row();
        self.close(node);
        self.nodes.flag(node, IMPLICIT_END);
        self.pop_range();
    }

    fn end_cell(&mut self) {
        self.end_part();
        let What::Table { node, row, cell } = self.range() else { return };
        if cell != 0 {
            self.close(cell);
        }
        self.next_part(
            What::Table { node, row, cell: 0 },
            if row == 0 { node } else { row },
            self.outer_limit(),
            Mode::Block,
        );
    }

    fn end_row(&mut self) {
        self.end_cell();
        let What::Table { node, row, .. } = self.range() else { return };
        if row != 0 {
            self.close(row);
        }
        self.next_part(What::Table { node, row: 0, cell: 0 }, node, self.outer_limit(), Mode::Block);
    }
}

/// Whether a piece keeps the bars behind it from ending a cell's attributes: MediaWiki looks for `[[` and `-{` only.
fn hides_bar(piece: &[u8]) -> bool {
    piece.starts_with(b"[[") || piece.starts_with(b"-{")
}

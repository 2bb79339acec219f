//! What is open, and how it ends.

use super::Reader;
use super::template::Call;
use crate::syntax::html::{self, ELEMENTS, End};
use crate::syntax::kind::Kind;
use crate::syntax::tree::{IMPLICIT_END, PAIRED};

/// How the text of a range is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Lines may be headings, lists, tables.
    Block,
    /// Text with markup, but no lines of their own.
    Inline,
    /// Text, comments and templates only: names, targets, attributes.
    Plain,
}

/// What holds for the text that is being read.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// The frame of the innermost range.
    pub(super) range: u32,
    /// The node that the next one goes into, the range's or an open tag's.
    pub(super) node: u32,
    /// Where the range, or the part of it that is being read, ends.
    pub(super) limit: u32,
    /// The first run of apostrophes that belongs to the range.
    pub(super) runs: u32,
    /// The next `]` or line end at the range's own level, as far as it was looked for.
    pub(super) bracket: u32,
    /// Where the last line ends at the range's own level that ends unlike a heading.
    pub(super) no_heading: u32,
    pub(super) mode: Mode,
    /// Whether it stands in a link's label, where URLs and numbers of books do not link by themselves.
    pub(super) label: bool,
    /// Whether it stands in a table's cell, or in a line there, so that lines may start cells.
    pub(super) cells: bool,
    /// Whether lines may be items of lists, or preformatted.
    pub(super) lists: bool,
}

/// One thing that is open, and the context outside of it.
pub(super) struct Frame {
    pub(super) what: What,
    pub(super) outer: Context,
}

/// Everything but a tag, also one that was passed, is a range.
#[derive(Clone, Copy)]
pub(super) enum What {
    Document,
    /// An HTML tag; `head_end` is the number of the first node after its head, `below` the frame of the next
    /// open tag of the same name.
    Tag {
        node: u32,
        head_end: u32,
        below: u32,
        element: u8,
    },
    /// A transclusion tag that was taken back while tags that were opened in it go on.
    Passed {
        node: u32,
    },
    /// The content of an extension tag; `end` is the end of its closing mark.
    Extension {
        node: u32,
        end: u32,
    },
    /// `{{…}}` or `{{{…}}}`.
    Template(Call),
    /// A link or a line of a gallery: the part being read, where its closing mark starts, and the last bracket or
    /// line end that was found ahead.
    Link {
        node: u32,
        part: u32,
        close: u32,
        bracket: u32,
        options: bool,
        brackets: u8,
    },
    /// `[url label]`; the target is being read while `target` is not 0.
    External {
        node: u32,
        target: u32,
        close: u32,
    },
    /// `-{ … }-`.
    Variant {
        node: u32,
    },
    /// `== … ==`; `line_end` is 0 once the closing mark was read.
    Heading {
        node: u32,
        line_end: u32,
    },
    /// One line of a list.
    Item {
        node: u32,
    },
    /// The part of a definition line before its colon.
    Term {
        node: u32,
        /// How many colons end terms in the line, this one's and those after it.
        terms: u32,
    },
    /// A line that starts with a space.
    Preformatted {
        node: u32,
    },
    Gallery {
        node: u32,
        end: u32,
    },
    /// The row and the cell being read, 0 for none.
    Table {
        node: u32,
        row: u32,
        cell: u32,
    },
    /// A node of plain content that ends with its range.
    Plain {
        node: u32,
    },
    /// The attributes of a tag, and the tag.
    TagHead {
        node: u32,
        tag: u32,
        element: u8,
    },
    /// The attributes of a cell or caption; the mark after them.
    CellHead {
        node: u32,
        bar: u8,
        segment: u32,
    },
}

impl Reader<'_> {
    /// Opens a range in a node that was pushed.
    pub(super) fn push_range(&mut self, what: What, node: u32, limit: usize, mode: Mode) {
        self.push_frame(what);
        let cells = match what {
            What::Table { .. } => true,
            What::Item { .. }
            | What::Term { .. }
            | What::Preformatted { .. }
            | What::Heading { .. }
            | What::External { .. } => self.cx.cells,
            _ => false,
        };
        self.cx = Context {
            range: self.frames.len() as u32 - 1,
            node,
            limit: limit as u32,
            runs: self.runs.len() as u32,
            bracket: 0,
            no_heading: 0,
            mode,
            label: self.cx.label && !matches!(what, What::Extension { .. } | What::Template(_)),
            cells,
            lists: self.cx.lists,
        };
    }

    /// Goes on to the next part of the innermost range.
    pub(super) fn next_part(&mut self, what: What, node: u32, limit: usize, mode: Mode) {
        if let Some(frame) = self.frames.get_mut(self.cx.range as usize) {
            frame.what = what;
        }
        self.cx.node = node;
        self.cx.limit = limit as u32;
        self.cx.bracket = 0;
        self.cx.mode = mode;
    }

    fn push_frame(&mut self, what: What) {
        if self.frames.len() == self.frames.capacity() {
            self.frames.reserve_exact(self.frames.len() / 4 + 64);
        }
        self.frames.push(Frame { what, outer: self.cx });
    }

    /// Opens an HTML tag whose head was read.
    pub(super) fn push_tag(&mut self, node: u32, element: u8) {
        let index = element as usize;
        let below = self.tags[index];
        self.push_frame(What::Tag { node, head_end: self.nodes.next(), below, element });
        self.tags[index] = self.frames.len() as u32 - 1;
        self.cx.node = node;
    }

    /// The innermost range.
    pub(super) fn range(&self) -> What {
        self.frames.get(self.cx.range as usize).map_or(What::Document, |frame| frame.what)
    }

    /// Whether a tag is open in the innermost range.
    pub(super) fn in_tag(&self) -> bool {
        self.frames.len() as u32 > self.cx.range + 1
    }

    /// Takes the innermost open tag from the stack without ending its node.
    pub(super) fn pop_tag(&mut self) -> Option<(u32, u32, u8)> {
        if !self.in_tag() {
            return None;
        }
        let frame = self.frames.pop()?;
        if let What::Passed { node } = frame.what {
            self.nodes.leave(node);
        }
        self.cx.node = frame.outer.node;
        self.work += 1;
        let What::Tag { node, head_end, below, element } = frame.what else { return None };
        self.tags[element as usize] = below;
        Some((node, head_end, element))
    }

    /// Ends the innermost open tag, which nothing closes.
    pub(super) fn give_up_tag(&mut self) {
        let Some((node, head_end, element)) = self.pop_tag() else { return };
        if ELEMENTS[element as usize].end == End::Optional {
            self.close(node);
            self.nodes.flag(node, IMPLICIT_END);
        } else {
            self.nodes.set_kind(node, Kind::Unclosed);
            self.nodes.take_back(node, head_end);
            if html::is_transclusion_tag(ELEMENTS[element as usize].name) {
                self.nodes.flag(node, PAIRED);
            }
        }
    }

    /// Ends all that is open within the part of the range that was read, and the line.
    pub(super) fn end_part(&mut self) {
        self.flush(self.at);
        while self.in_tag() {
            self.give_up_tag();
        }
        // Apostrophes in the label of an external link are balanced with those of the line around it.
        if !matches!(self.range(), What::External { target: 0, .. }) {
            self.end_line();
        }
    }

    /// Leaves the innermost range, whose parts were ended.
    pub(super) fn pop_range(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.cx = frame.outer;
        }
        self.work += 1;
    }

    /// Ends the innermost range and its node here.
    pub(super) fn close_range(&mut self, node: u32) {
        self.close(node);
        self.pop_range();
    }

    /// Goes on where a range or a part of it ends; false at the end of the document.
    pub(super) fn end_of_range(&mut self) -> bool {
        self.end_part();
        match self.range() {
            What::Document => {
                self.nodes.close(0, self.at);
                return false;
            }
            What::Tag { .. } | What::Passed { .. } => {}
            What::Extension { node, end } | What::Gallery { node, end } => {
                self.leaf(Kind::Mark, self.at, end as usize);
                self.close_range(node);
            }
            What::Template(_) => self.template_part(),
            What::Link { .. } => self.link_part(),
            What::External { .. } => self.external_part(),
            What::Variant { node } => {
                self.leaf(Kind::Mark, self.at, self.at + 2);
                self.close_range(node);
            }
            What::Heading { .. } => self.heading_part(),
            What::Term { node, .. }
            | What::Item { node }
            | What::Preformatted { node }
            | What::Plain { node } => {
                self.close_range(node);
            }
            What::Table { .. } => self.table_part(),
            What::TagHead { .. } => self.tag_head_part(),
            What::CellHead { .. } => self.cell_head_part(),
        }
        true
    }
}

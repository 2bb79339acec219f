//! Nodes while they are being read: pushed in document order, closed, taken back, and put right where what was read
//! later changed what they are.

use super::kind::Kind;
use super::tree::Node;

/// A place in the vector that nothing was put into.
const EMPTY: u8 = 0x80;

/// Collects nodes in document order.
///
/// A node is pushed when its first byte is reached; one that holds others is open until its last byte is. Two things
/// are known only later: which tags nothing closes, and what the apostrophes of a line are. Where a line's places for
/// apostrophes were filled, its nodes are put right at once, and after a tag was taken back all are, at the end.
pub(super) struct Builder {
    nodes: Vec<Node>,
    /// The innermost open node.
    current: u32,
    /// Whether the parents of some nodes are wrong, or free places are left among them.
    unsettled: bool,
    /// How many nodes were looked at to put some right, several times over where lines nest.
    settled: usize,
}

impl Builder {
    /// A builder with the document's node.
    pub(super) fn new(text_len: usize) -> Self {
        let nodes = Vec::with_capacity(text_len / 6 + 2);
        let mut builder = Builder { nodes, current: 0, unsettled: false, settled: 0 };
        builder.push(Kind::Document, 0);
        builder
    }

    /// The number that the next node gets.
    pub(super) fn next(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Adds a leaf that starts at a byte.
    #[inline]
    pub(super) fn push(&mut self, kind: Kind, start: usize) -> u32 {
        let (id, parent) = (self.next(), self.current);
        if self.nodes.len() == self.nodes.capacity() {
            self.grow();
        }
        self.nodes.push(Node { start: start as u32, parent, end: id + 1, kind, flags: 0, detail: 0 });
        id
    }

    /// Adds a node that starts at a byte and holds what is pushed until it is closed.
    #[inline]
    pub(super) fn open(&mut self, kind: Kind, start: usize) -> u32 {
        let id = self.push(kind, start);
        self.current = id;
        id
    }

    /// Adds text, unless it goes on where text of the same node ended. Parents that are not settled say nothing about
    /// that: all text is added then, and merged in the end.
    #[inline]
    pub(super) fn text(&mut self, start: usize) {
        let goes_on = self
            .nodes
            .last()
            .is_some_and(|last| last.kind == Kind::Text && last.parent == self.current && last.flags == 0);
        if !goes_on || self.unsettled {
            self.push(Kind::Text, start);
        }
    }

    /// Keeps places free for nodes that are decided on later.
    pub(super) fn slots(&mut self, count: u32, start: usize) -> u32 {
        let first = self.next();
        for _ in 0..count {
            let id = self.push(Kind::Text, start);
            self.nodes[id as usize].flags = EMPTY;
        }
        first
    }

    /// Puts a node into a free place.
    pub(super) fn fill(&mut self, slot: u32, kind: Kind, start: usize) {
        let node = &mut self.nodes[slot as usize];
        *node = Node { start: start as u32, kind, flags: 0, ..*node };
    }

    /// Frees the place of a node.
    pub(super) fn drop(&mut self, id: u32) {
        self.nodes[id as usize].flags = EMPTY;
    }

    /// Adds nodes that are known as a whole: the kind of each, the byte where it starts, how many places before it its
    /// parent stands (0 for the innermost open node), and how many nodes it is with those in it. Returns how many were added.
    #[inline]
    pub(super) fn add<const N: usize>(&mut self, shape: [(Kind, usize, u32, u32); N]) -> u32 {
        if self.nodes.capacity() - self.nodes.len() < N {
            self.grow();
        }
        let (first, current) = (self.next(), self.current);
        for (place, (kind, start, up, count)) in shape.into_iter().enumerate() {
            let id = first + place as u32;
            let parent = if up == 0 { current } else { id - up };
            self.nodes.push(Node { start: start as u32, parent, end: id + count, kind, flags: 0, detail: 0 });
        }
        N as u32
    }

    /// Ends the innermost open node at a byte, after all that was pushed so far. One without a byte is dropped.
    #[inline]
    pub(super) fn close(&mut self, id: u32, at: usize) {
        let next = self.next();
        let node = &mut self.nodes[id as usize];
        debug_assert!(id == self.current || id == 0, "what was opened last is closed first");
        self.current = node.parent;
        node.end = next;
        if next == id + 1 && node.start as usize == at && id != 0 {
            self.nodes.pop();
        }
    }

    /// Ends an open node before the node of a number: what follows stands beside it.
    pub(super) fn take_back(&mut self, id: u32, end: u32) {
        self.leave(id);
        self.close_before(id, end);
        let mut child = end;
        while child < self.next() && !self.unsettled {
            self.unsettled = self.has_settled_enough(1);
            self.settled += 1;
            let node = &mut self.nodes[child as usize];
            node.parent = self.current;
            child = node.end;
        }
    }

    /// Whether so many nodes more would be put right over and over: that is left for the end then.
    fn has_settled_enough(&self, count: usize) -> bool {
        self.settled + count > 2 * self.nodes.len() + 64
    }

    /// Goes on beside an open node that was ended before: what is pushed next stands in its parent.
    pub(super) fn leave(&mut self, id: u32) {
        self.current = self.nodes[id as usize].parent;
    }

    /// Notes that it will be known at the end only where some nodes end.
    pub(super) fn unsettle(&mut self) {
        self.unsettled = true;
    }

    /// Ends a node before the node of a number.
    pub(super) fn close_before(&mut self, id: u32, end: u32) {
        self.nodes[id as usize].end = end;
    }

    /// The first byte of a node.
    pub(super) fn start(&self, id: u32) -> usize {
        self.nodes[id as usize].start as usize
    }

    /// What kind a node is so far.
    pub(super) fn kind(&self, id: u32) -> Kind {
        self.nodes[id as usize].kind
    }

    /// Makes a node one of another kind.
    pub(super) fn set_kind(&mut self, id: u32, kind: Kind) {
        self.nodes[id as usize].kind = kind;
    }

    /// Adds a flag.
    pub(super) fn flag(&mut self, id: u32, flag: u8) {
        self.nodes[id as usize].flags |= flag;
    }

    /// Sets the detail.
    pub(super) fn set_detail(&mut self, id: u32, detail: u16) {
        self.nodes[id as usize].detail = detail;
    }

    /// The detail that was set.
    pub(super) fn detail(&self, id: u32) -> u16 {
        self.nodes[id as usize].detail
    }

    /// Finds the parents as the ends stand now.
    pub(super) fn find_parents(&mut self) {
        let mut open = 0;
        for id in 1..self.nodes.len() {
            while open != 0 && self.nodes[open].end as usize <= id {
                open = self.nodes[open].parent as usize;
            }
            self.nodes[id].parent = open as u32;
            if self.nodes[id].end as usize > id + 1 {
                open = id;
            }
        }
    }

    /// The parent, as far as it is known.
    pub(super) fn parent(&self, id: u32) -> u32 {
        self.nodes[id as usize].parent
    }

    /// Puts the nodes right that were pushed since the first place of a line was kept, up to a byte.
    ///
    /// Ranges nest and each settles its own lines: what was put right twice over is left for the end.
    pub(super) fn settle(&mut self, place: u32, at: usize) {
        if self.unsettled {
            return;
        }
        let mut from = place;
        while from > self.current && self.nodes[from as usize].parent != self.current {
            from = self.nodes[from as usize].parent;
            self.settled += 1;
        }
        let count = self.nodes.len() - from as usize;
        if from <= self.current || self.has_settled_enough(count) {
            self.unsettled = true;
        } else {
            self.compact(from, at);
        }
    }

    /// How many nodes were looked at to put some right.
    pub(super) fn settled(&self) -> usize {
        self.settled
    }

    /// The nodes with their parents, without free places, empty nodes, and text that follows text.
    pub(super) fn finish(mut self, text_len: usize) -> Vec<Node> {
        self.current = 0;
        if self.unsettled {
            self.compact(1, text_len);
        }
        self.nodes[0].end = self.next();
        self.nodes
    }

    /// Finds the parents of the nodes from one that stands directly in the innermost open node, with their ends as
    /// they stand now, and drops what is empty. The nodes reach up to a byte.
    fn compact(&mut self, from: u32, at: usize) {
        let len = self.next();
        self.settled += (len - from) as usize;
        self.push(Kind::Text, at);
        let base = self.current;
        let nodes = self.nodes.as_mut_slice();
        let (mut out, mut open, mut open_end) = (from, base, u32::MAX);
        // The parent of the last node, if that is text.
        let before = nodes[from as usize - 1];
        let mut text_in =
            if before.kind == Kind::Text && before.flags == 0 { before.parent } else { u32::MAX };
        for at in from..len {
            while open_end <= at {
                nodes[open as usize].end = out;
                open = nodes[open as usize].parent;
                open_end = if open == base { u32::MAX } else { nodes[open as usize].end };
            }
            let Node { start, end, kind, flags, .. } = nodes[at as usize];
            if flags & EMPTY != 0 || start >= nodes[end as usize].start {
                continue;
            }
            let leaf = end == at + 1;
            if leaf && kind == Kind::Text {
                if text_in == open {
                    continue;
                }
                text_in = open;
            } else {
                text_in = u32::MAX;
            }
            nodes[out as usize] = Node { parent: open, ..nodes[at as usize] };
            if leaf {
                nodes[out as usize].end = out + 1;
            } else {
                open = out;
                open_end = end;
            }
            out += 1;
        }
        while open != base {
            nodes[open as usize].end = out;
            open = nodes[open as usize].parent;
        }
        self.nodes.truncate(out as usize);
    }

    /// Grows by a quarter instead of by half: the parser's peak of memory is the nodes.
    #[cold]
    fn grow(&mut self) {
        self.nodes.reserve_exact(self.nodes.len() / 4 + 64);
    }
}

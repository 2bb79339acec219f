//! Nodes while they are being read: pushed in document order, closed or taken back later, and put right in one
//! last pass.

use super::kind::Kind;
use super::tree::Node;

/// A place in the vector that nothing was put into.
const EMPTY: u8 = 0x80;

/// Collects nodes in document order.
///
/// A node is pushed when its first byte is reached and closed when its last one is. A node whose end never comes
/// is taken back by giving it a nearer end: what follows are its siblings then, since parents are only found in
/// [`Builder::finish`].
pub(super) struct Builder {
    nodes: Vec<Node>,
}

impl Builder {
    /// A builder with the document's node.
    pub(super) fn new(text_len: usize) -> Self {
        let mut builder = Builder { nodes: Vec::with_capacity(text_len / 6 + 2) };
        builder.push(Kind::Document, 0);
        builder
    }

    /// The number that the next node gets.
    pub(super) fn next(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Adds a node that starts at a byte; it is a leaf until it is closed.
    #[inline]
    pub(super) fn push(&mut self, kind: Kind, start: usize) -> u32 {
        if self.nodes.len() == self.nodes.capacity() {
            self.grow();
        }
        let id = self.next();
        self.nodes.push(Node { start: start as u32, parent: 0, end: id + 1, kind, flags: 0, detail: 0 });
        id
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

    /// Ends a node after all that was pushed so far.
    pub(super) fn close(&mut self, id: u32) {
        self.nodes[id as usize].end = self.next();
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

    /// Notes the parent of a node that is open.
    pub(super) fn set_parent(&mut self, id: u32, parent: u32) {
        self.nodes[id as usize].parent = parent;
    }

    /// The parent that was noted, or that [`Builder::find_parents`] found.
    pub(super) fn parent(&self, id: u32) -> u32 {
        self.nodes[id as usize].parent
    }

    /// The nodes with their parents, without free places, empty nodes, and text that follows text.
    pub(super) fn finish(mut self, text_len: usize) -> Vec<Node> {
        let len = self.nodes.len();
        self.push(Kind::Text, text_len);
        let nodes = self.nodes.as_mut_slice();
        nodes[0].end = u32::MAX;
        let (mut out, mut open, mut open_end) = (1, 0, u32::MAX);
        // The parent of the last node, if that is text.
        let mut text_in = u32::MAX;
        for at in 1..len as u32 {
            while open_end <= at {
                let closed = &mut nodes[open as usize];
                closed.end = out;
                open = closed.parent;
                open_end = nodes[open as usize].end;
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
            if out != at {
                nodes[out as usize] = nodes[at as usize];
            }
            let node = &mut nodes[out as usize];
            node.parent = open;
            if leaf {
                node.end = out + 1;
            } else {
                open = out;
                open_end = end;
            }
            out += 1;
        }
        while open != 0 {
            nodes[open as usize].end = out;
            open = nodes[open as usize].parent;
        }
        nodes[0].end = out;
        self.nodes.truncate(out as usize);
        self.nodes
    }

    /// Grows by a quarter instead of by half: the parser's peak of memory is the nodes.
    #[cold]
    fn grow(&mut self) {
        self.nodes.reserve_exact(self.nodes.len() / 4 + 64);
    }
}

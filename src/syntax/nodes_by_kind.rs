use super::kind::{Kind, KindSet};
use super::tree::{Node, TEXT_AND_MARKS};
use crate::value::by_number::ByNumber;

/// The numbers of the nodes of each kind but text and marks, which are two thirds of all: a list of them is made once,
/// and whoever asks for some kinds does not look through all nodes.
#[derive(Debug)]
pub(super) struct NodesByKind(ByNumber<u32, { Kind::ALL.len() }>);

impl NodesByKind {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let inner = (0..).zip(nodes).filter(|(_, node)| !TEXT_AND_MARKS.contains(node.kind));
        NodesByKind(ByNumber::new(inner.map(|(number, node)| (node.kind as usize, number))))
    }

    /// Those of one kind, in document order.
    pub(super) fn of_kind(&self, kind: Kind) -> &[u32] {
        self.0.of(kind as usize)
    }

    /// Those of several kinds, in document order.
    pub(super) fn of_kinds(&self, kinds: KindSet) -> Vec<u32> {
        let mut numbers: Vec<u32> = kinds.iter().flat_map(|kind| self.of_kind(kind)).copied().collect();
        // Finds the lists that are sorted already, and joins them.
        numbers.sort();
        numbers
    }

    /// How many nodes are of some kinds.
    pub(super) fn count(&self, kinds: KindSet) -> usize {
        kinds.iter().map(|kind| self.of_kind(kind).len()).sum()
    }
}

use super::kind::{Kind, KindSet};
use super::tree::{Node, TEXT_AND_MARKS};

/// The numbers of the nodes of each kind but text and marks, which are two thirds of all: a list of them is made once,
/// and whoever asks for some kinds does not look through all nodes.
#[derive(Debug)]
pub(super) struct NodesByKind {
    /// Those of each kind together, in document order.
    numbers: Vec<u32>,
    /// Where those of each kind end.
    ends: [usize; Kind::ALL.len()],
}

impl NodesByKind {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut ends = [0; Kind::ALL.len()];
        let inner = || (0..).zip(nodes).filter(|(_, node)| !TEXT_AND_MARKS.contains(node.kind));
        inner().for_each(|(_, node)| ends[node.kind as usize] += 1);
        let mut sum = 0;
        for end in &mut ends {
            // Until the kind's numbers are filled in, its end is where they start.
            sum += std::mem::replace(end, sum);
        }
        let mut numbers = vec![0; sum];
        for (number, node) in inner() {
            let end = &mut ends[node.kind as usize];
            numbers[*end] = number;
            *end += 1;
        }
        NodesByKind { numbers, ends }
    }

    /// Those of one kind, in document order.
    pub(super) fn of_kind(&self, kind: Kind) -> &[u32] {
        let start = (kind as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        self.numbers.get(start..self.ends[kind as usize]).unwrap_or_default()
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

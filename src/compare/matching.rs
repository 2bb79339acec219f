//! What of one document is what of the other.

use std::collections::VecDeque;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::outline::Outline;

/// What became of a leaf in the other document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// It is not there.
    Lost,
    /// It is this leaf, with the same words or similar ones.
    As(usize),
    /// Its words are part of other text.
    Within,
}

/// One document's side of a matching.
#[derive(Debug)]
pub(super) struct Half<'o> {
    pub(super) outline: &'o Outline,
    /// What became of each leaf.
    pub(super) leaves: Vec<Found>,
    /// The node that each node is in the other document.
    pub(super) nodes: Vec<Option<usize>>,
}

/// Two documents and what of one is what of the other.
#[derive(Debug)]
pub(super) struct Matching<'o> {
    pub(super) a: Half<'o>,
    pub(super) b: Half<'o>,
}

impl<'o> Half<'o> {
    fn new(outline: &'o Outline) -> Self {
        Half {
            outline,
            leaves: vec![Found::Lost; outline.leaves.len()],
            nodes: vec![None; outline.nodes.len()],
        }
    }

    pub(super) fn found(&self, leaf: usize) -> Found {
        self.leaves.get(leaf).copied().unwrap_or(Found::Lost)
    }

    pub(super) fn is_lost(&self, leaf: usize) -> bool {
        self.found(leaf) == Found::Lost
    }

    /// The node that a node is in the other document.
    pub(super) fn partner(&self, node: usize) -> Option<usize> {
        self.nodes.get(node).copied().flatten()
    }

    /// The leaves of which nothing is known yet.
    pub(super) fn lost(&self) -> impl Iterator<Item = usize> {
        (0..self.leaves.len()).filter(|leaf| self.is_lost(*leaf))
    }
}

impl<'o> Matching<'o> {
    pub(super) fn new(a: &'o Outline, b: &'o Outline) -> Self {
        Matching { a: Half::new(a), b: Half::new(b) }
    }

    pub(super) fn join_leaves(&mut self, a: usize, b: usize) {
        if let (Some(one), Some(other)) = (self.a.leaves.get_mut(a), self.b.leaves.get_mut(b)) {
            (*one, *other) = (Found::As(b), Found::As(a));
        }
    }

    pub(super) fn join_nodes(&mut self, a: usize, b: usize) {
        if let (Some(one), Some(other)) = (self.a.nodes.get_mut(a), self.b.nodes.get_mut(b)) {
            (*one, *other) = (Some(b), Some(a));
        }
    }

    /// Joins nodes of equal keys that have no partner yet, in the order of the text.
    pub(super) fn join_nodes_by<K: Hash + Eq>(
        &mut self,
        of_a: impl Fn(&Half<'o>, usize) -> Option<K>,
        of_b: impl Fn(&Half<'o>, usize) -> Option<K>,
    ) {
        let keys = |half: &Half<'o>, of: &dyn Fn(&Half<'o>, usize) -> Option<K>| {
            let free = (0..half.nodes.len()).filter(|node| half.partner(*node).is_none());
            free.filter_map(|node| Some((of(half, node)?, node))).collect::<Vec<_>>()
        };
        for (a, b) in pairs(keys(&self.a, &of_a), keys(&self.b, &of_b)) {
            self.join_nodes(a, b);
        }
    }

    /// Joins lost leaves of equal keys, in the order of the text.
    pub(super) fn join_leaves_by<K: Hash + Eq>(
        &mut self,
        of_a: impl Fn(&Half<'o>, usize) -> Option<K>,
        of_b: impl Fn(&Half<'o>, usize) -> Option<K>,
    ) {
        let keys = |half: &Half<'o>, of: &dyn Fn(&Half<'o>, usize) -> Option<K>| {
            half.lost().filter_map(|leaf| Some((of(half, leaf)?, leaf))).collect::<Vec<_>>()
        };
        for (a, b) in pairs(keys(&self.a, &of_a), keys(&self.b, &of_b)) {
            self.join_leaves(a, b);
        }
    }
}

/// Pairs what has equal keys: the first with the first, the second with the second.
fn pairs<K: Hash + Eq>(a: Vec<(K, usize)>, b: Vec<(K, usize)>) -> Vec<(usize, usize)> {
    let mut waiting: FxHashMap<K, VecDeque<usize>> = FxHashMap::default();
    for (key, at) in b {
        waiting.entry(key).or_default().push_back(at);
    }
    a.into_iter().filter_map(|(key, at)| Some((at, waiting.get_mut(&key)?.pop_front()?))).collect()
}

/// Makes pairs of the candidates with the highest scores, each part of at most one.
pub(super) fn best(mut candidates: Vec<(u32, usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by_key(|&(score, a, b)| (std::cmp::Reverse(score), a, b));
    let (mut of_a, mut of_b) = (rustc_hash::FxHashSet::default(), rustc_hash::FxHashSet::default());
    let mut is_free = |&(_, a, b): &(u32, usize, usize)| {
        let free = !of_a.contains(&a) && !of_b.contains(&b);
        if free {
            of_a.insert(a);
            of_b.insert(b);
        }
        free
    };
    candidates.into_iter().filter(|one| is_free(one)).map(|(_, a, b)| (a, b)).collect()
}

//! What one document has and the other does not.

use rustc_hash::{FxHashMap, FxHashSet};

use super::difference::Kind;
use super::matching::{Found, Half};
use super::outline::{Node, NodeKind};
use super::raw::{Raw, Spot, place};
use super::values::{Meaning, Value, ValueKind};

/// A part is lost if so much of its words is, in hundredths: a few are found again by chance.
const LOST: usize = 90;

/// What the half has and the other, in another language, does not, as differences on side `a`.
pub(super) fn lost(half: &Half<'_>, other: &Half<'_>) -> Vec<Raw> {
    let mut reader = Reader::new(half, other);
    reader.has_names = false;
    reader.nodes();
    reader.leaves();
    reader.raws
}

/// As [`lost`] in one language, and the values that text which is part of other text there has and that does not.
pub(super) fn lost_with_values(half: &Half<'_>, other: &Half<'_>) -> Vec<Raw> {
    let mut reader = Reader::new(half, other);
    reader.nodes();
    reader.leaves();
    reader.within();
    reader.raws
}

/// The nodes that are counted in what holds them.
const COUNTED: [(NodeKind, Kind); 7] = [
    (NodeKind::Section, Kind::Sections),
    (NodeKind::Table, Kind::Tables),
    (NodeKind::Row, Kind::Rows),
    (NodeKind::List, Kind::Lists),
    (NodeKind::Item, Kind::Items),
    (NodeKind::Box, Kind::Boxes),
    (NodeKind::Field, Kind::Fields),
];

/// What some leaves are. Headings do not count.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Their words.
    words: usize,
    /// Those of them that are lost.
    lost: usize,
    /// The leaves that are sentences of paragraphs.
    sentences: usize,
}

struct Reader<'h, 'o> {
    half: &'h Half<'o>,
    /// Whether both documents call the fields of a box by the same names.
    has_names: bool,
    raws: Vec<Raw>,
    /// The difference that each node is or is in.
    holders: Vec<Option<usize>>,
    /// What the leaves before each leaf are.
    lost: Vec<Sums>,
    /// How many nodes of each counted kind stand before each node.
    nodes: Vec<[u32; COUNTED.len()]>,
    /// Values of lost leaves of the other document, by section.
    spare: FxHashMap<(usize, Meaning), usize>,
    /// What stands anywhere in the other document.
    known: FxHashSet<Meaning>,
}

impl<'h, 'o> Reader<'h, 'o> {
    fn new(half: &'h Half<'o>, other: &Half<'_>) -> Self {
        let outline = half.outline;
        let mut sums = vec![Sums::default()];
        for (at, leaf) in outline.leaves.iter().enumerate() {
            let mut sum = sums.last().copied().unwrap_or_default();
            if !leaf.is_heading {
                let words = outline.words_of(at).len().max(1);
                let holder = outline.nodes.get(leaf.node).map(|node| node.kind);
                sum.words += words;
                sum.lost += if half.is_lost(at) { words } else { 0 };
                sum.sentences += usize::from(holder == Some(NodeKind::Paragraph));
            }
            sums.push(sum);
        }
        let mut nodes = vec![[0; COUNTED.len()]];
        for node in &outline.nodes {
            let mut counts = nodes.last().copied().unwrap_or_default();
            for (count, _) in counts.iter_mut().zip(COUNTED).filter(|(_, (kind, _))| *kind == node.kind) {
                *count += 1;
            }
            nodes.push(counts);
        }
        let mut spare: FxHashMap<(usize, Meaning), usize> = FxHashMap::default();
        for leaf in other.lost() {
            for value in other.outline.values_of(leaf) {
                *spare.entry((other.outline.section_of(leaf), value.meaning.clone())).or_default() += 1;
            }
        }
        let known = other.outline.values.iter().map(|value| value.meaning.clone()).collect();
        Reader {
            half,
            has_names: true,
            raws: Vec::new(),
            holders: vec![None; half.nodes.len()],
            lost: sums,
            nodes,
            spare,
            known,
        }
    }

    fn nodes(&mut self) {
        for (at, node) in self.half.outline.nodes.iter().enumerate() {
            let around = node.parent.and_then(|parent| self.holders.get(parent).copied().flatten());
            let own = self.kind(at, node).and_then(|kind| {
                let mut raw = Raw::new(kind, Some(Spot::of_node(self.half.outline, at)?), None);
                raw.within = around;
                raw.holds = self.holds(at, node);
                self.raws.push(raw);
                Some(self.raws.len() - 1)
            });
            if let Some(holder) = self.holders.get_mut(at) {
                *holder = own.or(around);
            }
        }
    }

    /// What a node is a loss of; none if it is not lost, or has one leaf that says the same.
    fn kind(&self, at: usize, node: &Node) -> Option<Kind> {
        let sum = |leaf: usize| self.lost.get(leaf).copied().unwrap_or_default();
        let (before, until) = (sum(node.leaves.start), sum(node.leaves.end));
        let (lost, all) = (until.lost - before.lost, until.words - before.words);
        let has_partner = self.half.partner(at).is_some();
        let is_lost = all > 0 && lost * 100 >= all * LOST;
        let is_bound = node.parent.is_some_and(|parent| self.half.partner(parent).is_some());
        Some(match node.kind {
            NodeKind::Section if is_lost && at > 0 => Kind::Sections,
            NodeKind::Table if is_lost && !has_partner => Kind::Tables,
            NodeKind::Box if is_lost && !has_partner => Kind::Boxes,
            NodeKind::Row if !has_partner && (is_lost || is_bound) => Kind::Rows,
            NodeKind::Field if !has_partner && (is_lost || is_bound && self.has_names) => Kind::Fields,
            NodeKind::List if is_lost => Kind::Lists,
            NodeKind::Item if is_lost => Kind::Items,
            NodeKind::Paragraph if is_lost && node.leaves.len() > 1 => Kind::Paragraphs,
            _ => return None,
        })
    }

    fn holds(&self, at: usize, node: &Node) -> Vec<(Kind, usize)> {
        let outline = self.half.outline;
        let sum = |at: usize| self.nodes.get(at).copied().unwrap_or_default();
        let (before, until) = (sum(at + 1), sum(node.end));
        let nodes = COUNTED.iter().enumerate().map(|(index, (_, kind))| {
            let count = |sums: [u32; COUNTED.len()]| sums.get(index).copied().unwrap_or(0) as usize;
            (*kind, count(until) - count(before))
        });
        let sentences = |leaf: usize| self.lost.get(leaf).map_or(0, |sums| sums.sentences);
        let n_sentences = match node.kind {
            NodeKind::Row | NodeKind::Item | NodeKind::Field => 0,
            _ => sentences(node.leaves.end) - sentences(node.leaves.start),
        };
        let values = [ValueKind::Number, ValueKind::Date, ValueKind::Name];
        let values = values.map(|kind| (kind.into(), outline.count_values(&node.leaves, kind)));
        let counts = nodes.chain([(Kind::Sentences, n_sentences)]).chain(values);
        counts.filter(|(_, count)| *count > 0).collect()
    }

    fn leaves(&mut self) {
        let outline = self.half.outline;
        for leaf in self.half.lost() {
            let Some(node) = outline.leaves.get(leaf).map(|leaf| leaf.node) else { continue };
            let around = self.holders.get(node).copied().flatten();
            let own_kind = around.and_then(|around| self.raws.get(around)).map(|raw| raw.kind);
            let is_heading = outline.leaves.get(leaf).is_some_and(|leaf| leaf.is_heading);
            let kind = match outline.nodes.get(node).map(|node| node.kind) {
                _ if is_heading => Kind::Headings,
                Some(NodeKind::Row | NodeKind::Table) => Kind::Cells,
                Some(NodeKind::Field | NodeKind::Box) => Kind::Fields,
                _ => Kind::Sentences,
            };
            // Of these, the text is the whole of what is lost.
            let is_said = matches!(own_kind, Some(Kind::Rows | Kind::Items | Kind::Fields)) && !is_heading;
            let mut holder = around;
            if !is_said && let Some(spot) = Spot::of_leaf(outline, leaf) {
                let mut raw = Raw::new(kind, Some(spot), None);
                raw.within = around;
                raw.place = place(outline, leaf);
                holder = Some(self.raws.len());
                self.raws.push(raw);
            }
            self.values(leaf, holder);
        }
    }

    fn values(&mut self, leaf: usize, within: Option<usize>) {
        let outline = self.half.outline;
        let partner = self.half.partner(outline.section_of(leaf));
        for value in outline.values_of(leaf) {
            let is_spare = partner
                .and_then(|section| self.spare.get_mut(&(section, value.meaning.clone())))
                .is_some_and(|count| {
                    let is_left = *count > 0;
                    *count = count.saturating_sub(1);
                    is_left
                });
            // Words for numbers are words like others, and a number elsewhere is equal by chance.
            let is_elsewhere = value.kind() != ValueKind::Number && self.known.contains(&value.meaning);
            if value.is_exact && !is_spare && !is_elsewhere {
                self.value(leaf, value, within);
            }
        }
    }

    /// Values of text that is part of other text there: most of its words are, and some may differ.
    fn within(&mut self) {
        let outline = self.half.outline;
        for leaf in (0..self.half.leaves.len()).filter(|leaf| self.half.found(*leaf) == Found::Within) {
            for value in outline.values_of(leaf) {
                if value.is_exact && value.kind() != ValueKind::Name && !self.known.contains(&value.meaning) {
                    self.value(leaf, value, None);
                }
            }
        }
    }

    fn value(&mut self, leaf: usize, value: &Value, within: Option<usize>) {
        let outline = self.half.outline;
        let mut raw = Raw::new(value.kind().into(), Some(Spot::of_value(outline, leaf, value)), None);
        raw.within = within;
        raw.place = place(outline, leaf);
        self.raws.push(raw);
    }
}

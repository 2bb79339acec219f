//! A document as what is compared: sections, tables, lists and boxes down to sentences and cells.

use std::ops::Range;

use super::values::{Value, ValueKind};
use super::words::Key;
use crate::source::Span;

/// How many nodes around a leaf are looked at: a paragraph or an item with its list, in a row of a table.
const STEPS: usize = 4;

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum NodeKind {
    Section,
    Table,
    Row,
    List,
    Item,
    /// A template with named arguments: an infobox.
    Box,
    Field,
    Paragraph,
}

/// A part of a document that holds others, or leaves.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// The node that holds it; none for the section before the first heading, and for those of the highest rank.
    pub(super) parent: Option<usize>,
    /// The section that it is in, or is.
    pub(super) section: usize,
    /// What it is called: a heading, a caption, the first cell of a row, a parameter.
    pub(super) title: String,
    /// What it is found again by; none for what has no name of its own.
    pub(super) key: Option<Key>,
    pub(super) span: Span,
    /// Its leaves, those of the nodes in it included.
    pub(super) leaves: Range<usize>,
    /// The node after the last one that stands in it.
    pub(super) end: usize,
    /// The rank of a section's heading; 0 before the first one.
    pub(super) level: u8,
}

/// A piece of text that is found again as a whole: a sentence, a heading, a value.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) node: usize,
    /// Its text as read, in [`Outline::text`].
    pub(super) text: Range<usize>,
    /// Its place in the document.
    pub(super) span: Span,
    /// Its words, in [`Outline::words`].
    pub(super) words: Range<usize>,
    /// Its values, in [`Outline::values`].
    pub(super) values: Range<usize>,
    /// All its words.
    pub(super) key: Key,
    /// The column of the cell that it is in.
    pub(super) column: Option<u32>,
    pub(super) is_heading: bool,
}

/// A word of a leaf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) key: Key,
    /// Where it stands in [`Outline::text`], from and to.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where it stands in the document.
    pub(super) span: Span,
    /// Whether it starts with a capital.
    pub(super) is_capital: bool,
    /// Whether a template stands there, or the word is one of its arguments: what a reader sees there is not known.
    pub(super) is_gap: bool,
}

/// A document as what is compared.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The text of all leaves, one line each.
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    pub(super) leaves: Vec<Leaf>,
    /// Each node before those in it. The first is the section before the first heading.
    pub(super) nodes: Vec<Node>,
    pub(super) values: Vec<Value>,
    /// The heads of the columns of tables, by node.
    pub(super) heads: Vec<(usize, Vec<String>)>,
}

impl Outline {
    pub(super) fn words_of(&self, leaf: usize) -> &[Word] {
        self.leaves.get(leaf).and_then(|leaf| self.words.get(leaf.words.clone())).unwrap_or_default()
    }

    pub(super) fn values_of(&self, leaf: usize) -> &[Value] {
        self.leaves.get(leaf).and_then(|leaf| self.values.get(leaf.values.clone())).unwrap_or_default()
    }

    pub(super) fn text_of(&self, leaf: usize) -> &str {
        self.leaves.get(leaf).and_then(|leaf| self.text.get(leaf.text.clone())).unwrap_or_default()
    }

    /// The section that a leaf is in.
    pub(super) fn section_of(&self, leaf: usize) -> usize {
        let node = self.leaves.get(leaf).map_or(0, |leaf| leaf.node);
        self.nodes.get(node).map_or(0, |node| node.section)
    }

    /// The nodes of a kind, with their numbers.
    pub(super) fn nodes_of(&self, kind: NodeKind) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.kind == kind)
    }

    /// The nearest of a node and those around it that is of a kind, up to the section.
    pub(super) fn holder(&self, node: usize, kind: NodeKind) -> Option<usize> {
        let mut at = node;
        for _ in 0..STEPS {
            let here = self.nodes.get(at)?;
            if here.kind == kind {
                return Some(at);
            }
            at = here.parent.filter(|_| here.kind != NodeKind::Section)?;
        }
        None
    }

    /// How many values of a kind the leaves of a range hold.
    pub(super) fn count_values(&self, leaves: &Range<usize>, kind: ValueKind) -> usize {
        let first = self.leaves.get(leaves.start).map_or(0, |leaf| leaf.values.start);
        let last = leaves
            .end
            .checked_sub(1)
            .and_then(|at| self.leaves.get(at))
            .map_or(first, |leaf| leaf.values.end);
        let values = self.values.get(first..last.max(first)).unwrap_or_default();
        values.iter().filter(|value| value.kind() == kind).count()
    }
}

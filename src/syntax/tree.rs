use std::sync::OnceLock;

use super::kind::{Kind, KindSet};
use super::nodes_by_kind::NodesByKind;
use crate::source::Span;

/// The number of a node: its place in document order, parents before children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// The place of the node in [`Tree::nodes`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One node, 16 bytes: neither text nor its end is stored, since the next node after the subtree begins there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) start: u32,
    pub(crate) parent: u32,
    /// The number of the first node after this one's descendants.
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    pub(crate) flags: u8,
    /// Heading: level. Cell: 1 for a header cell. Other kinds: 0.
    pub(crate) detail: u16,
}

/// The node has no closing delimiter of its own: MediaWiki closes it at the end of its range.
pub(crate) const IMPLICIT_END: u8 = 1;
/// The tag is written `<x/>`.
pub(crate) const SELF_CLOSING: u8 = 2;
/// The transclusion tag has its partner elsewhere in the tree.
pub(crate) const PAIRED: u8 = 4;

/// The flat, lossless syntax tree of one document.
///
/// Nodes stand in document order, parents before children, so that "all descendants" is a slice and dropping
/// a tree of any depth frees one buffer. The leaves tile the text exactly, and each span lies on character
/// boundaries.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Kind, parse}};
/// // The headings that stand in no template.
/// let tree = parse("== a ==\n{{b|\n== c ==\n}}\n== d ==", &Profile::neutral().site);
/// let mut found = Vec::new();
/// let mut next = tree.root().id();
/// for node in tree.nodes() {
///     match node.kind() {
///         _ if node.id() < next => {}
///         Kind::Template => next = node.subtree_end(),
///         Kind::Heading => found.push(node.source()),
///         _ => {}
///     }
/// }
/// assert_eq!(found, ["== a ==", "== d =="]);
/// ```
#[derive(Debug)]
pub struct Tree<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    kinds: KindSet,
    by_kind: OnceLock<NodesByKind>,
    unlinked_isbns: Vec<u32>,
}

pub(super) const TEXT_AND_MARKS: KindSet = KindSet::of(&[Kind::Text, Kind::Mark]);

/// If one node of so many or more is asked for, all are looked through.
const MANY: usize = 16;

impl<'t> Tree<'t> {
    pub(crate) fn from_nodes(text: &'t str, nodes: Vec<Node>) -> Self {
        let mut kinds = KindSet::EMPTY;
        for node in &nodes {
            kinds.insert(node.kind);
        }
        Tree { text, nodes, kinds, by_kind: OnceLock::new(), unlinked_isbns: Vec::new() }
    }

    pub(super) fn with_unlinked_isbns(self, unlinked_isbns: Vec<u32>) -> Self {
        Tree { unlinked_isbns, ..self }
    }

    /// The text that the spans point into.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where `ISBN` stands as a word of text, outside of labels, before nothing that MediaWiki links, in the order of the
    /// text: byte offsets.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::parse};
    /// let text = "ISBN 0-306-40615-2, ISBN: 0-306-40615-2, XISBN 1 [[A|ISBN: 1]] <nowiki>ISBN</nowiki>";
    /// assert_eq!(parse(text, &Profile::neutral().site).unlinked_isbns(), [20]);
    /// ```
    pub fn unlinked_isbns(&self) -> &[u32] {
        &self.unlinked_isbns
    }

    /// The document node.
    pub fn root(&self) -> NodeRef<'_> {
        self.node(NodeId(0))
    }

    /// The node of a number that this tree gave out.
    pub fn node(&self, id: NodeId) -> NodeRef<'_> {
        NodeRef { nodes: &self.nodes, text: self.text, id }
    }

    /// All nodes in document order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeRef<'_>> + ExactSizeIterator {
        (0..self.nodes.len() as u32).map(|id| self.node(NodeId(id)))
    }

    /// The leaf that holds the byte at an offset of the text; the last leaf for the text's end and behind it.
    /// A binary search.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Kind, parse}};
    /// let tree = parse("a [[b]]", &Profile::neutral().site);
    /// assert_eq!(tree.leaf_at(4).source(), "b");
    /// assert_eq!(tree.leaf_at(5).kind(), Kind::Mark);
    /// ```
    pub fn leaf_at(&self, offset: u32) -> NodeRef<'_> {
        // Of the nodes that start at one place the last is the leaf.
        let after = self.nodes.partition_point(|node| node.start <= offset);
        self.node(NodeId(after.saturating_sub(1) as u32))
    }

    /// The nodes of some kinds in document order. Quicker than to look through all of them, unless texts or marks are
    /// asked for.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Kind, KindSet, parse}};
    /// let tree = parse("== a ==\n[[b]] {{c}} [[d]]", &Profile::neutral().site);
    /// let found: Vec<&str> =
    ///     tree.nodes_of(KindSet::of(&[Kind::Wikilink, Kind::Heading])).map(|node| node.source()).collect();
    /// assert_eq!(found, ["== a ==", "[[b]]", "[[d]]"]);
    /// ```
    pub fn nodes_of(&self, kinds: KindSet) -> impl DoubleEndedIterator<Item = NodeRef<'_>> {
        let kinds = kinds.intersection(self.kinds);
        let (mut one, mut several, mut all) = (&[] as &[u32], Vec::new(), 0..0);
        let by_kind = || self.by_kind.get_or_init(|| NodesByKind::of(&self.nodes));
        match kinds.iter().next() {
            None => {}
            Some(_) if kinds.intersects(TEXT_AND_MARKS) => all = 0..self.nodes.len() as u32,
            Some(kind) if kinds == KindSet::of(&[kind]) => one = by_kind().of_kind(kind),
            Some(_) if by_kind().count(kinds) < self.nodes.len() / MANY => {
                several = by_kind().of_kinds(kinds);
            }
            Some(_) => all = 0..self.nodes.len() as u32,
        }
        let numbers = one.iter().copied().chain(several).chain(all);
        numbers.map(|id| self.node(NodeId(id))).filter(move |node| kinds.contains(node.kind()))
    }

    /// The kinds that occur.
    pub fn kinds(&self) -> KindSet {
        self.kinds
    }

    /// The number of nodes.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: there is always the document node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// A node of a tree: a handle to copy around.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Kind, parse}};
/// let tree = parse("a [[b]] c", &Profile::neutral().site);
/// let link = tree.root().child(Kind::Wikilink).unwrap();
/// assert_eq!((link.source(), link.span().range()), ("[[b]]", 2..7));
/// let kinds: Vec<Kind> = link.children().map(|child| child.kind()).collect();
/// assert_eq!(kinds, [Kind::Mark, Kind::Target, Kind::Mark]);
/// assert_eq!(link.next_sibling().unwrap().source(), " c");
/// ```
#[derive(Clone, Copy)]
pub struct NodeRef<'t> {
    nodes: &'t [Node],
    text: &'t str,
    id: NodeId,
}

impl<'t> NodeRef<'t> {
    fn node(self) -> &'t Node {
        &self.nodes[self.id.index()]
    }

    fn at(self, id: u32) -> NodeRef<'t> {
        NodeRef { id: NodeId(id), ..self }
    }

    /// The node's number.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// What the node is.
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Where the node stands, in bytes of the document's text.
    pub fn span(self) -> Span {
        let node = self.node();
        let end = self.nodes.get(node.end as usize).map_or(self.text.len(), |next| next.start as usize);
        Span::of(node.start as usize..end)
    }

    /// The source text that the node covers.
    pub fn source(self) -> &'t str {
        self.text.get(self.span().range()).unwrap_or_default()
    }

    /// The whole document's text.
    pub fn document_text(self) -> &'t str {
        self.text
    }

    /// The level of a heading (1–6), else 0.
    pub fn level(self) -> u8 {
        if self.kind() == Kind::Heading { self.node().detail as u8 } else { 0 }
    }

    /// Whether this is a header cell.
    pub fn is_header(self) -> bool {
        self.kind() == Kind::Cell && self.node().detail == 1
    }

    /// Whether nothing in the source closes the node: MediaWiki ends it where its range ends.
    pub fn has_implicit_end(self) -> bool {
        self.node().flags & IMPLICIT_END != 0
    }

    /// Whether the tag is written `<x/>`.
    pub fn is_self_closing(self) -> bool {
        self.node().flags & SELF_CLOSING != 0
    }

    /// Whether it is one end of a pair of transclusion tags that crosses something else: MediaWiki takes such tags out
    /// before it looks at what they cross.
    pub fn is_paired(self) -> bool {
        self.node().flags & PAIRED != 0
    }

    /// The node that holds this one; none for the document.
    pub fn parent(self) -> Option<NodeRef<'t>> {
        (self.id.0 != 0).then(|| self.at(self.node().parent))
    }

    /// The nodes that hold this one, the nearest first. Its cost is the depth: rules that run on every node
    /// ask a fact instead.
    pub fn ancestors(self) -> impl Iterator<Item = NodeRef<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The nodes directly below.
    pub fn children(self) -> impl Iterator<Item = NodeRef<'t>> {
        let last = self.node().end;
        let first = self.id.0 + 1;
        std::iter::successors((first < last).then(|| self.at(first)), move |node| {
            let next = node.node().end;
            (next < last).then(|| node.at(next))
        })
    }

    /// The children of one kind.
    pub fn children_of(self, kind: Kind) -> impl Iterator<Item = NodeRef<'t>> {
        self.children().filter(move |node| node.kind() == kind)
    }

    /// The first child of one kind.
    pub fn child(self, kind: Kind) -> Option<NodeRef<'t>> {
        self.children_of(kind).next()
    }

    /// All nodes below, in document order, without this one.
    pub fn descendants(self) -> impl Iterator<Item = NodeRef<'t>> {
        (self.id.0 + 1..self.node().end).map(move |id| self.at(id))
    }

    /// A walk over all nodes below that may pass over what is in some of them.
    pub fn walk(self) -> Walk<'t> {
        Walk { root: self, next: self.id.0 + 1 }
    }

    /// The number of the first node after this one's descendants: walks skip a subtree by going on there.
    pub fn subtree_end(self) -> NodeId {
        NodeId(self.node().end)
    }

    /// The next node with the same parent.
    pub fn next_sibling(self) -> Option<NodeRef<'t>> {
        let parent = self.parent()?;
        let next = self.node().end;
        (next < parent.node().end).then(|| self.at(next))
    }

    /// Whether there is nothing below.
    pub fn is_leaf(self) -> bool {
        self.node().end == self.id.0 + 1
    }
}

/// A walk over the nodes below a node, in document order.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Kind, parse}};
/// let tree = parse("a {{b|c}} [[d]]", &Profile::neutral().site);
/// let mut walk = tree.root().walk();
/// let mut kinds = Vec::new();
/// while let Some(node) = walk.next() {
///     kinds.push(node.kind());
///     if node.kind() == Kind::Template {
///         walk.pass_over(node);
///     }
/// }
/// use Kind::{Mark, Target, Template, Text, Wikilink};
/// assert_eq!(kinds, [Text, Template, Text, Wikilink, Mark, Target, Text, Mark]);
/// ```
pub struct Walk<'t> {
    root: NodeRef<'t>,
    next: u32,
}

impl Walk<'_> {
    /// Goes on after what is in `node`, at no cost.
    pub fn pass_over(&mut self, node: NodeRef<'_>) {
        self.next = self.next.max(node.node().end);
    }
}

impl<'t> Iterator for Walk<'t> {
    type Item = NodeRef<'t>;

    fn next(&mut self) -> Option<NodeRef<'t>> {
        let node = (self.next < self.root.node().end).then(|| self.root.at(self.next))?;
        self.next += 1;
        Some(node)
    }
}

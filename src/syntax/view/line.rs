use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// A heading.
#[derive(Clone, Copy)]
pub struct Heading<'t>(NodeRef<'t>);

impl<'t> Heading<'t> {
    /// The view of a heading.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        (node.kind() == Kind::Heading).then_some(Heading(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// 1–6.
    pub fn level(self) -> u8 {
        self.0.level()
    }

    /// The nodes of the title.
    pub fn title_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1).take_while(|node| node.kind() != Kind::Mark)
    }

    /// Where the title stands, with the white space around it.
    pub fn title_span(self) -> Span {
        super::span_of(self.title_nodes(), self.0.span().start)
    }
}

/// One line of a list.
#[derive(Clone, Copy)]
pub struct ListItem<'t>(NodeRef<'t>);

impl<'t> ListItem<'t> {
    /// The view of a list item.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        (node.kind() == Kind::ListItem).then_some(ListItem(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The signs the line starts with: `**`. After a term it is the `:` alone.
    pub fn marker(self) -> &'t str {
        self.0.child(Kind::Mark).map(NodeRef::source).unwrap_or_default()
    }

    /// The nodes after the marker.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1)
    }
}

//! An address as the nodes of a text write it.

use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeId, NodeRef};

/// Where an address stands, and what stands with it.
pub(super) struct Written {
    /// The address alone.
    pub(super) url: Span,
    /// Whether it stands there as a whole.
    pub(super) is_whole: bool,
    /// The mark of a dead link right behind it.
    pub(super) mark: Option<NodeId>,
}

/// What a node is made of, if it is a URL in the text, which may hold the mark behind the address; else the node itself.
pub(super) fn parts<'t>(node: NodeRef<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    let is_apart = node.kind() == Kind::BareUrl && !node.is_leaf();
    let itself = (!is_apart).then_some(node);
    itself.into_iter().chain(node.children().take_while(move |_| is_apart))
}

/// Whether nothing but text and character references makes up a URL.
pub(super) fn is_literal(node: NodeRef<'_>) -> bool {
    const LITERAL: KindSet = KindSet::of(&[Kind::Text, Kind::Entity, Kind::BareUrl, Kind::Target]);
    std::iter::once(node).chain(node.descendants()).all(|node| LITERAL.contains(node.kind()))
}

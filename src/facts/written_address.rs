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

/// What nodes write as an address; `all` is where it stands if none of them shows anything.
pub(super) fn written<'t>(
    all: Span,
    text: &str,
    nodes: impl Iterator<Item = NodeRef<'t>>,
    is_mark: impl Fn(NodeRef<'t>) -> bool,
) -> Written {
    let (mut url, mut is_whole, mut is_over, mut mark) = (None::<Span>, true, false, None);
    for node in nodes.flat_map(parts) {
        // MediaWiki takes comments away; around the address they are no part of it.
        if node.kind() == Kind::Comment {
            is_over |= url.is_some();
        } else if url.is_some() && mark.is_none() && is_mark(node) {
            (is_over, mark) = (true, Some(node.id()));
        } else if !node.source().trim().is_empty() {
            is_whole &= !is_over && is_literal(node);
            url = Some(Span::new(url.map_or(node.span().start, |url| url.start), node.span().end));
        }
    }
    Written { url: url.unwrap_or(all).trim(text), is_whole, mark }
}

/// Whether nothing but text and character references makes up a URL.
pub(super) fn is_literal(node: NodeRef<'_>) -> bool {
    const LITERAL: KindSet = KindSet::of(&[Kind::Text, Kind::Entity, Kind::BareUrl, Kind::Target]);
    std::iter::once(node).chain(node.descendants()).all(|node| LITERAL.contains(node.kind()))
}

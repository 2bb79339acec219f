//! From text to the flat, lossless syntax tree, as MediaWiki reads it: linear in the input, without recursion,
//! never failing.

mod kind;
mod tree;
mod view;

pub use kind::{Kind, KindSet};
pub use tree::{NodeId, NodeRef, Tree};
pub use view::{Argument, Template, clean};

use crate::profile::Site;
use crate::source::Span;

/// Reads wikitext, with what the grammar needs to know of the site.
pub fn parse<'t>(text: &'t str, _site: &Site) -> Tree<'t> {
    plain(text)
}

/// The tree of a text that is not wikitext: one text node.
pub fn plain(text: &str) -> Tree<'_> {
    let span = Span::of(0..text.len());
    let node = |kind, end| tree::Node { span, parent: 0, end, kind, flags: 0, detail: 0 };
    let nodes = if text.is_empty() {
        vec![node(Kind::Document, 1)]
    } else {
        vec![node(Kind::Document, 2), node(Kind::Text, 2)]
    };
    Tree::from_nodes(text, nodes)
}

//! Typed views: handles on a node that know what its children mean.
//!
//! A view is a copy of a [`NodeRef`]: making one costs a look at the node's kind, and each accessor reads the tree anew.
//! Accessors give `None`, or an empty span where the part would stand, for a part that is missing.
//! Spans are bytes of the document's text, and cover white space and comments as they are written; only nodes of their
//! own, such as the attributes of a cell, are left out. Names, targets and URLs are given without comments and trimmed,
//! values trimmed and with their comments.

/// Defines a view of nodes of one or several kinds.
macro_rules! view {
    ($(#[$doc:meta])* $name:ident of $($kind:ident)|+) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name<'t>(NodeRef<'t>);

        impl<'t> $name<'t> {
            /// The view of a node, if it is of a kind that this is a view of.
            pub fn cast(node: NodeRef<'t>) -> Option<Self> {
                matches!(node.kind(), $(Kind::$kind)|+).then_some($name(node))
            }

            /// The node.
            pub fn node(self) -> NodeRef<'t> {
                self.0
            }
        }
    };
}

mod attribute;
mod leaf;
mod line;
mod link;
mod media;
mod note;
mod style;
mod table;
mod tag;
mod template;

pub use attribute::{Attribute, attribute, attributes, attributes_node};
pub use leaf::{BehaviourSwitch, Comment, Entity, MagicLink, Signature};
pub use line::{Heading, ListItem, Preformatted, Redirect};
pub use link::{ExternalLink, Link};
pub use media::{Category, File, FileOption};
pub use note::{Note, Outcome, notes};
pub use style::{Emphasis, LanguageVariant};
pub use table::{Caption, Cell, Row, Table};
pub use tag::{Gallery, Reference, Tag};
pub use template::{Argument, Parameter, ParserFunction, Template, argument_name};
pub(crate) use template::{position_name, split_argument};

use std::borrow::Cow;

use super::kind::Kind;
use super::tree::NodeRef;
use crate::source::Span;

/// No name or target of MediaWiki's is longer, by far: longer ones are given as empty, so that names nested in
/// names are not read again and again.
pub(crate) const MAX_NAME: u32 = 2000;

/// The source of a node without its comments and marks of transclusion tags, trimmed.
fn clean<'t>(node: NodeRef<'t>) -> Cow<'t, str> {
    let is_shown = |below: NodeRef<'_>| below.kind() != Kind::Comment && !below.is_paired();
    if node.descendants().all(is_shown) {
        return Cow::Borrowed(trimmed(node.source()));
    }
    let is_left = |below: &NodeRef<'_>| {
        below.is_leaf() && is_shown(*below) && !below.parent().is_some_and(NodeRef::is_paired)
    };
    let leaves = node.descendants().filter(is_left);
    Cow::Owned(leaves.map(NodeRef::source).collect::<String>().trim().to_owned())
}

/// The text without white space at its ends, of which most names have none.
fn trimmed(text: &str) -> &str {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_sign(bytes.first()) && is_sign(bytes.last()) { text } else { text.trim() }
}

/// The same for a name or target.
pub(crate) fn short(node: NodeRef<'_>) -> Cow<'_, str> {
    if node.span().len() > MAX_NAME { Cow::Borrowed("") } else { clean(node) }
}

/// The span of nodes that stand side by side; empty at `at` where there are none.
fn span_of<'t>(nodes: impl Iterator<Item = NodeRef<'t>>, at: u32) -> Span {
    nodes.map(NodeRef::span).reduce(Span::cover).unwrap_or(Span::empty(at))
}

/// The children after the first `skipped`, without the closing mark.
fn content<'t>(node: NodeRef<'t>, skipped: usize) -> impl Iterator<Item = NodeRef<'t>> {
    let last = node.subtree_end();
    node.children()
        .skip(skipped)
        .filter(move |child| child.kind() != Kind::Mark || child.subtree_end() != last)
}

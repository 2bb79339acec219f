//! Typed views: handles on a node that know what its children mean. Accessors give `None` where a part is missing.

mod attribute;
mod line;
mod link;
mod table;
mod tag;
mod template;

pub use attribute::{Attribute, attribute, attributes};
pub use line::{Heading, ListItem};
pub use link::{ExternalLink, Link};
pub use table::{Cell, Row, Table};
pub use tag::Tag;
pub use template::{Argument, Template, argument_name};

use std::borrow::Cow;

use super::kind::Kind;
use super::tree::NodeRef;
use crate::source::Span;

/// No name or target of MediaWiki's is longer, by far: longer ones are given as empty, so that names nested in
/// names are not read again and again.
pub(crate) const MAX_NAME: u32 = 2000;

/// The source of a node without its comments, trimmed.
fn clean<'t>(node: NodeRef<'t>) -> Cow<'t, str> {
    if node.descendants().all(|below| below.kind() != Kind::Comment) {
        return Cow::Borrowed(node.source().trim());
    }
    let leaves = node.descendants().filter(|below| below.is_leaf() && below.kind() != Kind::Comment);
    Cow::Owned(leaves.map(NodeRef::source).collect::<String>().trim().to_owned())
}

/// The same for a name or target.
fn short(node: NodeRef<'_>) -> Cow<'_, str> {
    if node.span().len() > MAX_NAME { Cow::Borrowed("") } else { clean(node) }
}

/// The span of nodes that stand side by side; empty at `at` where there are none.
fn span_of<'t>(nodes: impl Iterator<Item = NodeRef<'t>>, at: u32) -> Span {
    nodes.map(NodeRef::span).reduce(Span::cover).unwrap_or(Span::empty(at))
}

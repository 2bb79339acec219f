//! HTML tags in wikitext.

pub mod obsolete_tag;
pub mod unclosed_html_tag;

use super::MAX_DEPTH;
use crate::syntax::NodeRef;

/// The nearest node that ends what is open in it: a cell, a caption, a reference, a link, a file or an argument.
fn range_of(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    node.ancestors().take(MAX_DEPTH).find(|node| node.kind().ends_what_is_open())
}

//! HTML tags in wikitext.

pub mod obsolete_tag;
pub mod unclosed_html_tag;

use super::MAX_DEPTH;
use crate::syntax::{Kind, NodeRef};

/// The nearest node that ends what is open in it: a cell, a caption, a reference, a link, a file or an argument.
fn range_of(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    node.ancestors().take(MAX_DEPTH).find(|node| {
        matches!(
            node.kind(),
            Kind::Cell
                | Kind::Caption
                | Kind::Reference
                | Kind::Wikilink
                | Kind::ExternalLink
                | Kind::FileOption
                | Kind::GalleryLine
                | Kind::Argument
        )
    })
}

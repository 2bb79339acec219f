//! The headings and categories that are the page's own: none that stand in what a template gets, or in what is there
//! for pages that include this one.

use crate::syntax::{Kind, KindSet, NodeId, Tag, Tree, is_transclusion_tag};

/// The headings and categories of the page itself, in the order of the text.
#[derive(Debug, Default)]
pub struct Own {
    /// The nodes of headings.
    pub headings: Vec<NodeId>,
    /// The nodes of categories.
    pub categories: Vec<NodeId>,
}

impl Own {
    /// Reads them in one walk that does not enter templates.
    pub(super) fn read(tree: &Tree<'_>) -> Own {
        let mut own = Own::default();
        if !tree.kinds().intersects(KindSet::of(&[Kind::Heading, Kind::Category])) {
            return own;
        }
        let mut walk = tree.root().walk();
        while let Some(node) = walk.next() {
            match node.kind() {
                Kind::Template | Kind::ParserFunction | Kind::Parameter => walk.pass_over(node),
                Kind::Tag if Tag::cast(node).is_some_and(|tag| is_transclusion_tag(&tag.name())) => {
                    walk.pass_over(node);
                }
                Kind::Heading => own.headings.push(node.id()),
                Kind::Category => own.categories.push(node.id()),
                _ => {}
            }
        }
        own
    }
}

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
        const WANTED: KindSet = KindSet::of(&[Kind::Heading, Kind::Category]);
        const OTHERS: KindSet =
            KindSet::of(&[Kind::Template, Kind::ParserFunction, Kind::Parameter, Kind::Tag]);
        let mut own = Own::default();
        if !tree.kinds().intersects(WANTED) {
            return own;
        }
        let mut next = tree.root().id();
        for node in tree.nodes_of(WANTED.union(OTHERS)) {
            if node.id() < next {
                continue;
            }
            match node.kind() {
                Kind::Template | Kind::ParserFunction | Kind::Parameter => next = node.subtree_end(),
                Kind::Tag if Tag::cast(node).is_some_and(|tag| is_transclusion_tag(&tag.name())) => {
                    next = node.subtree_end();
                }
                Kind::Heading => own.headings.push(node.id()),
                Kind::Category => own.categories.push(node.id()),
                _ => {}
            }
        }
        own
    }
}

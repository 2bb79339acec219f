//! `rules/link/magic-link-isbn.md`

use super::magic_link::report;
use crate::engine::{Context, Interest, Rule};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds ISBNs that become a link by themselves.
pub struct MagicLinkIsbn;

impl Rule for MagicLinkIsbn {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::MagicLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        report(node, "ISBN", cx);
    }
}

//! `rules/link/magic-link-pmid.md`

use super::magic_link::report;
use crate::engine::{Context, Interest, Rule};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds PMIDs that become a link by themselves.
pub struct MagicLinkPmid;

impl Rule for MagicLinkPmid {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::MagicLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        report(node, "PMID", cx);
    }
}

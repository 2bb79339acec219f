//! `rules/link/magic-link-rfc.md`

use super::magic_link::report;
use crate::engine::{Context, Interest, Rule};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds RFCs that become a link by themselves.
pub struct MagicLinkRfc;

impl Rule for MagicLinkRfc {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::MagicLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        report(node, "RFC", cx);
    }
}

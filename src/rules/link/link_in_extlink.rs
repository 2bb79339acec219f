//! `rules/link/link-in-extlink.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{ExternalLink, Kind, KindSet, Link, NodeRef};

/// Finds internal links within the text of external ones.
pub struct LinkInExtlink;

impl Rule for LinkInExtlink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(external) = ExternalLink::cast(node) else { return };
        let is_link = |inner: &NodeRef<'_>| inner.kind() == Kind::Wikilink;
        let Some(inner) = external.label_nodes().flat_map(with_all_below).find(is_link) else { return };
        let message = "the internal link ends the external one around it: no link can be in another";
        let finding = Finding::new(inner.span(), message)
            .label(external.url_span(), "the external link")
            .help("leave out one of the two links, or put one behind the other");
        cx.report(match Link::cast(inner).map(|link| shown_text(link, cx)) {
            Some(text) => {
                let title = format!("leave out the internal link to show `{text}` alone");
                finding.fix(Fix::replace(title, inner.span(), text, Safety::Suggested))
            }
            None => finding,
        });
    }
}

/// A node and what is below it.
pub(super) fn with_all_below<'t>(node: NodeRef<'t>) -> impl Iterator<Item = NodeRef<'t>> {
    std::iter::once(node).chain(node.descendants())
}

/// What a link shows, as it is written.
fn shown_text(link: Link<'_>, cx: &Context<'_>) -> String {
    let label = if link.has_label() { link.label_span() } else { link.target_span() };
    format!("{}{}", cx.doc.slice(label).trim(), link.trail())
}

//! `rules/link/link-in-extlink.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{ExternalLink, Kind, KindSet, Link, NodeRef};
use crate::value::plain::plain;

/// Finds internal links within the text of external ones.
pub struct LinkInExtlink;

/// How many nodes an internal link may stand in within an external one's text.
const MAX_MARKUP: usize = 6;

impl Rule for LinkInExtlink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Wikilink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some((external, link)) = around(node).zip(Link::cast(node)) else { return };
        let text = shown_text(link, cx);
        let message = "the internal link ends the external one around it: no link can be in another";
        let finding = Finding::new(node.span(), message)
            .label(external.url_span(), "the external link")
            .help("leave out one of the two links, or put one behind the other");
        if text.is_empty() {
            cx.report(finding);
            return;
        }
        let title = format!("leave out the internal link to show `{text}` alone");
        cx.report(finding.fix(Fix::replace(title, node.span(), text, Safety::Suggested)));
    }
}

/// The external link with brackets in whose text a node stands.
pub(super) fn around(node: NodeRef<'_>) -> Option<ExternalLink<'_>> {
    const INLINE: KindSet = KindSet::of(&[Kind::Bold, Kind::Italic, Kind::Tag]);
    let mut above = node.ancestors().take(MAX_MARKUP);
    let holder = above.find(|above| !INLINE.contains(above.kind()))?;
    ExternalLink::cast(holder).filter(|external| !external.is_bare())
}

/// What a link shows, as it is written; nothing where the wiki makes it from the target (`[[Help (x)|]]`).
fn shown_text(link: Link<'_>, cx: &Context<'_>) -> String {
    let shown = match link.has_label() {
        true => cx.doc.slice(link.label_span()).trim(),
        false => cx.doc.slice(link.target_span()).trim().trim_start_matches(':'),
    };
    let is_blank = plain(shown).is_some_and(|text| text.trim().is_empty());
    if is_blank { String::new() } else { format!("{shown}{}", link.trail()) }
}

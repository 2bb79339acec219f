//! `rules/link/extlink-no-title.md`

use super::{is_in_any, short};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef};
use crate::value::plain::plain;

/// Finds external links without a text.
pub struct ExtlinkNoTitle;

impl Rule for ExtlinkNoTitle {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ExternalLink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(link) = ExternalLink::cast(node) else { return };
        // What a template makes of a link in its argument is not known.
        const ELSEWHERE: KindSet = KindSet::of(&[Kind::Template, Kind::Reference, Kind::ParserFunction]);
        let label = cx.doc.slice(link.label_span());
        let is_blank = plain(label).is_some_and(|text| text.trim().is_empty());
        let address = cx.doc.slice(link.url_span());
        // What stands behind a `|` was meant as the text, which another rule finds.
        if !is_blank || address.contains('|') || is_in_any(node, ELSEWHERE) {
            return;
        }
        // MediaWiki numbers a link where nothing is left once comments are gone.
        let shows_nothing = link.label_nodes().any(|part| !is_void(part));
        let seen = if shows_nothing { "nothing of it" } else { "a number for it" };
        let message = format!("`{}` has no text, so that readers see {seen}", short(address));
        cx.report(
            Finding::new(node.span(), message)
                .help("write what is there behind the address, or give the page as a source in a footnote"),
        );
    }
}

/// Whether nothing of a node reaches the page.
fn is_void(node: NodeRef<'_>) -> bool {
    node.kind() == Kind::Comment || node.source().trim().is_empty()
}

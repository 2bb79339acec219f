//! `rules/link/extlink-no-title.md`

use super::{is_in_any, short};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::syntax::{ExternalLink, Kind, KindSet, NodeRef};

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
        let is_blank = link.label_nodes().all(|part| part.source().trim().is_empty());
        let address = cx.doc.slice(link.url_span());
        // What stands behind a `|` was meant as the text, which another rule finds.
        if !is_blank || address.contains('|') || is_in_any(node, ELSEWHERE) {
            return;
        }
        let message = format!("`{}` has no text, so that readers see a number for it", short(address));
        cx.report(Finding::new(node.span(), message).help("write what is there behind the address"));
    }
}

//! `rules/text/rendered-page-residue.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::profile::MarkKind;
use crate::rules::residue::{Words, read_marks};
use crate::rules::shown;
use crate::source::Span;

/// Finds pieces of a page as MediaWiki shows it, where its source is to be.
pub struct RenderedPageResidue;

impl Rule for RenderedPageResidue {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut words = Words::of(cx);
        for found in read_marks(MarkKind::Rendered, cx) {
            if is_link(found.span, cx) || words.origin(found.span.start) == Origin::Quotation {
                continue;
            }
            let source = shown(cx.doc.slice(found.span));
            cx.report(
                Finding::new(found.span, format!("`{source}` was copied from {}", found.mark.tool))
                    .help("copy the source of the page instead, or write what this stands for in wikitext")
                    .cluster(found.mark.tool.clone()),
            );
        }
    }
}

/// Whether brackets belong to a link.
fn is_link(place: Span, cx: &Context<'_>) -> bool {
    let (text, source) = (cx.doc.text(), cx.doc.slice(place));
    source.starts_with('[')
        && !source.starts_with("[[")
        && (text.get(..place.start as usize).is_some_and(|before| before.ends_with('['))
            || text.get(place.end as usize..).is_some_and(|after| after.starts_with([']', '('])))
}

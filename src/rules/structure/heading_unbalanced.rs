//! `rules/structure/heading-unbalanced.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Heading, Kind, KindSet, NodeRef};

/// Finds headings with more `=` on one side than MediaWiki takes.
pub struct HeadingUnbalanced;

impl Rule for HeadingUnbalanced {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Heading]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(heading) = Heading::cast(node) else { return };
        let title = heading.title_span();
        let source = cx.doc.slice(title);
        let before = source.len() - source.trim_start_matches('=').len();
        let after = source.len() - source.trim_end_matches('=').len();
        // A title of signs alone is an empty one.
        if before + after == 0 || before == source.len() {
            return;
        }
        let level = usize::from(heading.level());
        let surplus = [
            Span::new(title.start, title.start + before as u32),
            Span::new(title.end - after as u32, title.end),
        ];
        let edits = surplus.into_iter().filter(|span| !span.is_empty()).map(Edit::delete).collect();
        let message = format!(
            "the heading has {} `=` before and {} after its title, so readers see `=`",
            level + before,
            level + after
        );
        let help = "write the same number on both sides, 6 at most";
        cx.report(Finding::new(title.trim(cx.doc.text()), message).help(help).fix(Fix::new(
            "take the `=` that readers see out",
            edits,
            Safety::Suggested,
        )));
    }
}

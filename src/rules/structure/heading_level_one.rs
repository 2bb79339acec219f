//! `rules/structure/heading-level-one.md`

use super::{LEVELS, headings, relevel};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::Kind;

/// Finds headings of the rank that the page title has.
pub struct HeadingLevelOne;

impl Rule for HeadingLevelOne {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let headings = headings(cx);
        for (index, heading) in headings.iter().enumerate().filter(|(_, heading)| heading.level() == 1) {
            let title = cx.doc.slice(heading.title_span()).trim();
            // `====` and the like have no title.
            if title.trim_matches('=').is_empty() {
                continue;
            }
            let place = heading.node().child(Kind::Mark).map_or(heading.node().span(), |mark| mark.span());
            let finding = Finding::new(place, "a heading of level 1 ranks with the page's title")
                .help("write `==`, and one `=` more on each side of the headings below it");
            let next = headings.get(index + 1).map(|next| next.level());
            cx.report(if next == Some(2) {
                finding
            } else {
                let fix = Fix::new("write `==` on both sides", relevel(*heading, 2), Safety::Suggested);
                finding.fix(fix.group(LEVELS))
            });
        }
    }
}

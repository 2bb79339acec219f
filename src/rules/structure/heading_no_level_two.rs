//! `rules/structure/heading-no-level-two.md`

use super::{LEVELS, headings, relevel};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{Heading, Kind};

/// Finds pages whose headings all have level 3 or lower.
pub struct HeadingNoLevelTwo;

impl Rule for HeadingNoLevelTwo {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let headings = headings(cx);
        let Some(highest) = headings.iter().map(|heading| heading.level()).min().filter(|&level| level > 2)
        else {
            return;
        };
        let Some(first) = headings.first().map(|heading| heading.node()) else { return };
        // A page that begins with a heading may be a part of another one.
        if cx.doc.text().get(..first.span().range().start).is_none_or(|before| before.trim().is_empty()) {
            return;
        }
        let place = first.child(Kind::Mark).map_or(first.span(), |mark| mark.span());
        let raised = |heading: &Heading<'_>| relevel(*heading, heading.level() - (highest - 2));
        let edits = headings.iter().flat_map(raised).collect();
        cx.report(
            Finding::new(place, format!("no heading of the page is above level {highest}"))
                .help("begin with level 2: `==`")
                .fix(Fix::new("raise all headings", edits, Safety::Suggested).group(LEVELS)),
        );
    }
}

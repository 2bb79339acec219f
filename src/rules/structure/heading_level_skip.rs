//! `rules/structure/heading-level-skip.md`

use super::{LEVELS, headings, relevel};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Heading, Kind};

/// Finds headings that are more than one level below the one before.
pub struct HeadingLevelSkip;

impl Rule for HeadingLevelSkip {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let headings = headings(cx);
        for (index, pair) in headings.windows(2).enumerate() {
            let [before, heading] = pair else { continue };
            let (above, level) = (before.level(), heading.level());
            if level <= above + 1 {
                continue;
            }
            let place = heading.node().child(Kind::Mark).map_or(heading.node().span(), |mark| mark.span());
            let surplus = level - above - 1;
            let edits = raised(&headings[index + 1..], level, surplus);
            let title = format!("write `{}`", "=".repeat((level - surplus).into()));
            cx.report(
                Finding::new(place, format!("a heading of level {level} comes after one of level {above}"))
                    .label(before.node().span().trim(cx.doc.text()), format!("this one has level {above}"))
                    .help("leave no level out: tables of contents and screen readers go by them")
                    .fix(Fix::new(title, edits, Safety::Suggested).group(LEVELS)),
            );
        }
    }
}

/// Raises a heading with those of its own level or below that follow it. Levels nest six deep at most, so that no
/// heading is raised by more than three findings.
fn raised(headings: &[Heading<'_>], level: u8, by: u8) -> Vec<Edit> {
    let section = headings.iter().take_while(|heading| heading.level() >= level);
    section.flat_map(|heading| relevel(*heading, heading.level() - by)).collect()
}

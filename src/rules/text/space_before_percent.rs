//! `rules/text/space-before-percent.md`

use super::places::{Place, own_places};
use crate::engine::{Context, Interest, Rule};
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;

/// Finds spaces before percent signs in languages that write none.
pub struct SpaceBeforePercent;

impl Rule for SpaceBeforePercent {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.language.and_then(|language| language.typography.percent_spaced) != Some(false) {
            return;
        }
        for place in own_places(cx, Family::Percent, is_fault) {
            let gap = place.before.len() - place.before.trim_end_matches(' ').len();
            let Some(span) = place.span(gap, 0) else { continue };
            let spaces = Span::new(span.start, span.end - place.sign.len_utf8() as u32);
            let sign = place.sign;
            cx.report(
                Finding::new(span, format!("a space stands between the number and `{sign}`"))
                    .help("write the sign right behind the number")
                    .cluster(sign)
                    .fix(Fix::replace("remove the space", spaces, "", Safety::Suggested)),
            );
        }
    }
}

fn is_fault(place: &Place<'_>) -> bool {
    place.before.ends_with(' ') && place.before.trim_end_matches(' ').ends_with(char::is_numeric)
}

//! `rules/text/space-inside-brackets.md`

use super::places::{Place, own_places};
use crate::engine::{Context, Interest, Rule};
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;

/// Finds spaces behind an opening round bracket and before a closing one.
pub struct SpaceInsideBrackets;

impl Rule for SpaceInsideBrackets {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for place in own_places(cx, Family::Spaced, is_fault) {
            let opens = place.sign == '(';
            let (n_before, n_after) = if opens { (0, 1) } else { (1, 0) };
            let Some(span) = place.span(n_before, n_after) else { continue };
            let gap =
                if opens { Span::new(span.end - 1, span.end) } else { Span::new(span.start, span.start + 1) };
            let message = if opens { "a space follows `(`" } else { "a space stands before `)`" };
            cx.report(
                Finding::new(span, message)
                    .help("write the bracket right beside the word")
                    .cluster(place.sign)
                    .fix(Fix::replace("remove the space", gap, "", Safety::Suggested)),
            );
        }
    }
}

fn is_fault(place: &Place<'_>) -> bool {
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    match place.sign {
        '(' => {
            let inside = place.after.strip_prefix(' ').and_then(|rest| rest.chars().next());
            is_word(inside) && place.before.chars().next_back().is_none_or(|sign| !sign.is_alphanumeric())
        }
        ')' => is_word(place.before.strip_suffix(' ').and_then(|head| head.chars().next_back())),
        _ => false,
    }
}

//! `rules/text/ascii-arrow.md`

use super::places::{Place, own_places};
use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::LEFT_OUT;
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};

/// Finds arrows that are drawn with hyphens or equals signs.
pub struct AsciiArrow;

impl Rule for AsciiArrow {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for place in own_places(cx, Family::Arrow, |_| true) {
            let Some((length, arrow)) = shaft(&place) else { continue };
            let span = if place.sign == '>' { place.span(length, 0) } else { place.span(0, length) };
            let Some(span) = span else { continue };
            let title = format!("write `{arrow}`");
            cx.report(
                Finding::new(span, format!("`{}` is an arrow of ASCII signs", cx.doc.slice(span)))
                    .help(title.clone())
                    .cluster(arrow)
                    .fix(Fix::replace(title, span, arrow, Safety::Suggested)),
            );
        }
    }
}

/// The length of an arrow's shaft and the arrow that is meant; none where the signs compare numbers, or point both ways.
fn shaft(place: &Place<'_>) -> Option<(usize, char)> {
    // An arrow leads from something to something; `-->` may end a comment that nothing starts.
    let has_text =
        |text: &str| !text.trim_matches(|sign: char| sign.is_whitespace() || sign == LEFT_OUT).is_empty();
    if !has_text(place.after) || !has_text(place.before.trim_end_matches(['-', '='])) {
        return None;
    }
    let is_right = place.sign == '>';
    let side = if is_right { place.before } else { place.after };
    let is_of = |kind: char| {
        let rest = if is_right { side.trim_end_matches(kind) } else { side.trim_start_matches(kind) };
        (side.len() - rest.len(), rest)
    };
    let (n_hyphens, beyond) = is_of('-');
    let (n_equals, beyond_equals) = is_of('=');
    let (length, beyond) = if n_hyphens > 0 { (n_hyphens, beyond) } else { (n_equals, beyond_equals) };
    let (head, next) = if is_right {
        (place.after.chars().next(), beyond.chars().next_back())
    } else {
        (place.before.chars().next_back(), beyond.chars().next())
    };
    let is_other = |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, '<' | '>' | '-' | '=' | '!'));
    // An arrow in quotation marks names the signs.
    let is_named = head == next && head.is_some_and(|sign| matches!(sign, '`' | '"' | '\''));
    if is_other(head) || is_other(next) || is_named || !is_right && length < 2 {
        return None;
    }
    let arrow = match (is_right, n_hyphens > 0) {
        (true, true) => '→',
        (true, false) => '⇒',
        (false, true) => '←',
        (false, false) => '⇐',
    };
    Some((length, arrow))
}

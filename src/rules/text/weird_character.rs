//! `rules/text/weird-character.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::residue::FoundMark;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkKind;
use crate::rules::residue::{Words, read_marks};
use crate::source::Span;

/// Finds characters that slips of editors wrote into words.
pub struct WeirdCharacter;

/// A figure of chess or a snowman is no slip beside these: the other figures, and other signs of weather.
fn is_company(sign: char) -> bool {
    matches!(sign, '♔'..='♘' | '♚'..='♟' | '☀'..='☂' | '☄' | '⛄')
}

impl Rule for WeirdCharacter {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let found = read_marks(MarkKind::Slip, cx);
        if found.is_empty() || cx.doc.text().chars().any(is_company) {
            return;
        }
        let mut words = Words::of(cx);
        for FoundMark { span, .. } in found {
            if !is_beside_letter(span, cx) || !words.is_own(span, cx) {
                continue;
            }
            let signs = cx.doc.slice(span);
            let fix = Fix::new(format!("remove `{signs}`"), vec![Edit::delete(span)], Safety::Suggested);
            cx.report(
                Finding::new(span, format!("`{signs}` is what a slip of the visual editor wrote"))
                    .help("remove it, and see whether text is lost or doubled beside it")
                    .fix(fix),
            );
        }
    }
}

fn is_beside_letter(place: Span, cx: &Context<'_>) -> bool {
    let text = cx.doc.text();
    let before = text.get(..place.start as usize).and_then(|text| text.chars().next_back());
    let after = text.get(place.end as usize..).and_then(|text| text.chars().next());
    [before, after].into_iter().flatten().any(|sign| sign.is_alphabetic() || ".,;".contains(sign))
}

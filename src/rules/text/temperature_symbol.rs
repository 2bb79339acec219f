//! `rules/text/temperature-symbol.md`

use super::places::{Place, own_places};
use crate::engine::{Context, Interest, Rule};
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};

/// The degree sign.
const DEGREE: char = '°';
/// The letter that looks like the one of Celsius.
const CYRILLIC_ES: char = '\u{421}';

/// Finds units of temperature with another sign than that of degrees, or with a space in them.
pub struct TemperatureSymbol;

impl Rule for TemperatureSymbol {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for place in own_places(cx, Family::Degree, is_of_temperature) {
            let gap = gap(place.after);
            let letter = place.after.get(gap..).and_then(|rest| rest.chars().next());
            let Some(letter) = letter else { continue };
            let Some(span) = place.span(0, gap + letter.len_utf8()) else { continue };
            let meant = if letter == CYRILLIC_ES { 'C' } else { letter };
            let why = if place.sign != DEGREE {
                format!("`{}` is not the sign of degrees", place.sign)
            } else if gap > 0 {
                format!("a space stands between `{DEGREE}` and `{letter}`")
            } else if letter != meant {
                format!("`{letter}` is a Cyrillic letter in the unit `{DEGREE}{meant}`")
            } else {
                continue;
            };
            let title = format!("write `{DEGREE}{meant}`");
            cx.report(Finding::new(span, why).help(title.clone()).cluster(place.sign).fix(Fix::replace(
                title,
                span,
                format!("{DEGREE}{meant}"),
                Safety::Suggested,
            )));
        }
    }
}

/// Whether a number stands before the sign, and the letter of a scale of temperature after it.
fn is_of_temperature(place: &Place<'_>) -> bool {
    let head = place.before.trim_end_matches([' ', '\u{A0}', '\u{202F}']);
    let rest = place.after.get(gap(place.after)..).unwrap_or_default();
    let mut rest = rest.chars();
    let is_scale = rest.next().is_some_and(|sign| matches!(sign, 'C' | 'F' | CYRILLIC_ES));
    let is_alone = rest.next().is_none_or(|sign| !sign.is_alphanumeric());
    let is_sign = !matches!(place.sign, '℃' | '℉');
    is_sign && is_scale && is_alone && head.ends_with(char::is_numeric)
}

/// How many bytes of space a text starts with.
fn gap(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len()
}

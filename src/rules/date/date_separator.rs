//! `rules/date/date-separator.md`

use super::fields::report_flaws;
use super::month_first::{self, of_field};
use crate::engine::{Context, Interest, Rule};
use crate::value::date::FlawKind;

/// Finds dates in citations whose parts are divided by signs that the citation module does not read.
pub struct DateSeparator;

impl Rule for DateSeparator {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let has_day_first = month_first::has_day_first(cx);
        report_flaws(
            cx,
            |date, flaw| {
                use FlawKind::{MissingZero, NumericMonth, Separator, Stamp};
                let is_clear = date.date().is_some_and(|value| value.other.is_none());
                // Of `12.13.2020` nobody knows whether a number is mistyped, where months never come first.
                is_clear
                    && (!has_day_first || of_field(date).is_none())
                    && flaw.written.is_some()
                    && matches!(flaw.kind, Separator | MissingZero | NumericMonth | Stamp)
            },
            |date, flaw| format!("`{}` {}", date.text, reason(flaw.kind)),
        );
    }
}

fn reason(kind: FlawKind) -> &'static str {
    match kind {
        FlawKind::MissingZero => "lacks a zero: the citation module reads two digits of month and day",
        FlawKind::NumericMonth => "is a month in numbers, which the citation module does not read",
        FlawKind::Stamp => "has nothing between its numbers, which the citation module does not read",
        _ => "has other signs between its numbers than the citation module reads",
    }
}

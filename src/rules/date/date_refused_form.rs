//! `rules/date/date-refused-form.md`

use super::fields::report_flaws;
use crate::engine::{Context, Interest, Rule};
use crate::value::date::FlawKind;

/// Finds dates in citations that are clear and yet refused by the citation module.
pub struct DateRefusedForm;

impl Rule for DateRefusedForm {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_flaws(
            cx,
            |date, flaw| {
                // The module writes an en dash for a hyphen by itself.
                let is_hyphen = || date.text.get(flaw.span.range()).is_some_and(|sign| sign.trim() == "-");
                reason(flaw.kind).is_some() && !(flaw.kind == FlawKind::Dash && is_hyphen())
            },
            |date, flaw| format!("`{}` {}", date.text, reason(flaw.kind).unwrap_or_default()),
        );
    }
}

/// What the module does not take about a date; none for what other rules say.
fn reason(kind: FlawKind) -> Option<&'static str> {
    Some(match kind {
        FlawKind::Abbreviation => "has a short form of the month that the citation module does not read",
        FlawKind::Capitals => {
            "has small and capital letters in the month otherwise than the citation module reads"
        }
        FlawKind::TwoDigitYear => "has two digits of the year only",
        FlawKind::ShortEnd => "has an end of the range that the citation module does not read as a year",
        FlawKind::Dash => "has another sign between the ends of the range than a dash",
        FlawKind::DashSpacing => "has white space at the dash otherwise than the citation module reads",
        FlawKind::NumericRange => "is a range of dates in numbers, which the citation module does not read",
        FlawKind::RangeStart => "has a word before the range",
        FlawKind::Open => "is a range without an end, which the citation module does not read",
        FlawKind::Order => "has its parts in an order that the citation module does not read",
        FlawKind::Circa => "is an estimate that the citation module does not read",
        FlawKind::Doubt => "has a question mark, which the citation module does not read",
        FlawKind::Brackets => "has brackets",
        FlawKind::Trailing => "has a sign before or after the date",
        FlawKind::Undated => "is not the way in which the citation module is told that there is no date",
        FlawKind::NoYear => "has no year",
        _ => return None,
    })
}

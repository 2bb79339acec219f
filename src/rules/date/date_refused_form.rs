//! `rules/date/date-refused-form.md`

use super::fields::report_flaws;
use super::refused_field;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateField;
use crate::profile::DateHabit;
use crate::value::date::{Flaw, FlawKind};

/// Finds dates in citations that are clear and yet refused by the citation module.
pub struct DateRefusedForm;

impl Rule for DateRefusedForm {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.profile.dates.refused.contains(&DateHabit::Form) {
            refused_field::report(cx);
        }
        let source = cx.doc.text();
        report_flaws(
            cx,
            |date, flaw| {
                // The module writes an en dash for a hyphen by itself.
                let is_hyphen = || date.text.get(flaw.span.range()).is_some_and(|sign| sign.trim() == "-");
                let is_told = flaw.kind == FlawKind::Dash && is_hyphen()
                    // Another rule looks for signs that nobody sees, and more spaces than one are read.
                    || flaw.kind == FlawKind::Space && (date.is_verbatim() || has_markup(date, source));
                reason(flaw.kind).is_some() && !is_told
            },
            message,
        );
    }
}

fn message(date: &DateField<'_>, flaw: &Flaw) -> String {
    let sign = date.text.get(flaw.span.range()).unwrap_or_default();
    let reason = match flaw.kind {
        FlawKind::Dash if sign.contains('—') => {
            "has an em dash between the ends of the range, not an en dash"
        }
        FlawKind::DashSpacing if sign.contains('\u{a0}') => {
            "has a space that does not break at the dash, which the citation module does not read"
        }
        kind => reason(kind).unwrap_or_default(),
    };
    format!("`{}` {reason}", date.text)
}

/// Whether the value has more than text and character references.
fn has_markup(date: &DateField<'_>, source: &str) -> bool {
    source.get(date.span.range()).is_none_or(|value| value.contains(['<', '[', '{', '\'']))
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
        FlawKind::List => "names two dates, of which the citation module reads none",
        FlawKind::Repeated => "names twice what both ends of the range have in common",
        FlawKind::MixedNames => "has one month in full and the other one cut",
        FlawKind::PeriodRange => "is a range of parts of the year that the citation module does not read",
        FlawKind::OldNumeric => {
            "is a date in numbers from before 1582, which the citation module does not read"
        }
        FlawKind::Era => "names an era, which the citation module does not read",
        FlawKind::Calendar => "names a calendar, which the citation module does not read",
        FlawKind::Vague => "is a decade or a century, which the citation module does not read",
        FlawKind::Space => "has a space written as a character reference",
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

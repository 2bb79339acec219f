//! `rules/date/date-with-time.md`

use super::fields::report_flaws;
use crate::engine::{Context, Interest, Rule};
use crate::value::date::FlawKind;

/// Finds days of the week and times in the dates of citations.
pub struct DateWithTime;

impl Rule for DateWithTime {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_flaws(
            cx,
            |_, flaw| matches!(flaw.kind, FlawKind::Weekday | FlawKind::Time),
            |date, flaw| {
                let what = if flaw.kind == FlawKind::Weekday { "a day of the week" } else { "a time" };
                format!("`{}` has {what} beside the date", date.text)
            },
        );
    }
}

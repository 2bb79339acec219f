//! `rules/date/date-leading-zero.md`

use super::fields::report_flaws;
use super::own;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateFact;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::{FlawKind, Form};

/// Finds days that are written with a zero before them.
pub struct DateLeadingZero;

impl Rule for DateLeadingZero {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in own::dates(cx, DateHabit::LeadingZero) {
            let found = finding(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding.severity(Severity::Info)));
        }
        report_flaws(
            cx,
            |_, flaw| matches!(flaw.kind, FlawKind::LeadingZero),
            |date, _| format!("`{}` has a zero before the day", date.text),
        );
    }
}

fn finding(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let days = [fact.date.day, fact.date.day_until].into_iter().flatten();
    let day = days.into_iter().find(|day| cx.doc.slice(day.span).starts_with('0'))?;
    if !matches!(fact.date.form, Form::DayFirst | Form::MonthFirst) || !fact.verbatim || day.value == 0 {
        return None;
    }
    let zero = Span::new(day.span.start, day.span.start + 1);
    let (now, then) = own::edited(cx, fact.date.span, zero, "");
    Some(
        Finding::new(day.span, format!("`{now}` has a zero before the day"))
            .help(format!("write `{then}`"))
            .cluster(now)
            .fix(Fix::replace(format!("write `{then}`"), zero, "", Safety::Suggested)),
    )
}

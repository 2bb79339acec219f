//! `rules/date/date-ordinal.md`

use super::fields::report_flaws;
use super::own;
use super::surroundings::Surroundings;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateFact;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::{FlawKind, Form, Precision};

/// Finds dates whose day is an ordinal number.
pub struct DateOrdinal;

impl Rule for DateOrdinal {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in own::dates(cx, DateHabit::Ordinal) {
            let found = finding(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding.severity(Severity::Info)));
        }
        report_flaws(
            cx,
            |_, flaw| matches!(flaw.kind, FlawKind::Ordinal),
            |date, _| format!("the day of `{}` is an ordinal number", date.text),
        );
    }
}

fn finding(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let day = fact.date.day.filter(|_| fact.verbatim && !fact.date.is_range())?;
    // Without a year it may be a feast or the name of a street; `the 5th of May` is a phrase.
    if fact.date.precision() != Precision::Day || Surroundings::of(fact, cx).follow_article() {
        return None;
    }
    let after = cx.doc.text().get(day.span.end as usize..fact.date.span.end as usize)?;
    let suffixes = cx.language.map(|language| language.dates.ordinal_suffixes.as_slice()).unwrap_or_default();
    let suffix = suffixes.iter().find(|suffix| after.starts_with(suffix.as_str()))?;
    let end = day.span.end + suffix.len() as u32;
    let month = fact.date.month?;
    let between = cx.doc.text().get(end as usize..month.span.start as usize).unwrap_or_default();
    if fact.date.form == Form::DayFirst && !between.trim().is_empty() {
        return None;
    }
    let span = Span::new(day.span.end, end);
    let (now, then) = own::edited(cx, fact.date.span, span, "");
    Some(
        Finding::new(Span::new(day.span.start, end), format!("the day of `{now}` is an ordinal number"))
            .help(format!("write `{then}`"))
            .cluster(now)
            .fix(Fix::replace(format!("write `{then}`"), span, "", Safety::Suggested)),
    )
}

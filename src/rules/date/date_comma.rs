//! `rules/date/date-comma.md`

use super::fields::report_flaws;
use super::own;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateFact;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::{FlawKind, Form, Precision};

/// Finds dates with a comma too many or too few.
pub struct DateComma;

impl Rule for DateComma {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in own::dates(cx, DateHabit::Comma) {
            let found = finding(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding.severity(Severity::Info)));
        }
        report_flaws(
            cx,
            |_, flaw| matches!(flaw.kind, FlawKind::Comma | FlawKind::MissingComma),
            |date, flaw| match flaw.kind {
                FlawKind::Comma => format!("`{}` has a comma that does not belong there", date.text),
                _ => format!("`{}` has no comma between day and year", date.text),
            },
        );
    }
}

fn finding(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let date = &fact.date;
    let year = date.year.filter(|_| fact.verbatim)?;
    let last = match date.form {
        Form::MonthFirst => date.day_until.or(date.day)?,
        Form::DayFirst | Form::MonthYear => date.month.filter(|_| date.month_until.is_none())?,
        _ => return None,
    };
    let between = Span::new(last.span.end, year.span.start);
    let text = cx.doc.slice(between);
    let comma = text.find(',');
    let (edit, instead, message) = match (date.form, comma) {
        (Form::MonthFirst, None) if date.precision() == Precision::Day && text.trim().is_empty() => {
            (Span::empty(between.start), ",", "has no comma between day and year")
        }
        (Form::DayFirst | Form::MonthYear, Some(at)) => {
            let start = between.start + at as u32;
            (Span::new(start, start + 1), "", "has a comma between month and year")
        }
        _ => return None,
    };
    let (now, then) = own::edited(cx, date.span, edit, instead);
    Some(
        Finding::new(date.span, format!("`{now}` {message}"))
            .help(format!("write `{then}`"))
            .cluster(now)
            .fix(Fix::replace(format!("write `{then}`"), edit, instead, Safety::Suggested)),
    )
}

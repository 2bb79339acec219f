//! `rules/date/date-of-year.md`

use super::fields::report_flaws;
use super::own;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateFact;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::{FlawKind, Form};

/// Finds dates with a word between month and year that does not belong there.
pub struct DateOfYear;

impl Rule for DateOfYear {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in own::dates(cx, DateHabit::Of) {
            let found = finding(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding.severity(Severity::Info)));
        }
        report_flaws(
            cx,
            |_, flaw| matches!(flaw.kind, FlawKind::Joiner),
            |date, flaw| {
                let word = date.text.get(flaw.span.range()).unwrap_or_default().trim();
                format!("`{}` has the word `{word}` beside the parts of the date", date.text)
            },
        );
    }
}

fn finding(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let date = &fact.date;
    let (month, year) = (date.month?, date.year?);
    let is_named = matches!(date.form, Form::DayFirst | Form::MonthFirst | Form::MonthYear);
    if !fact.verbatim || !is_named || date.is_range() || year.span < month.span {
        return None;
    }
    let last = date.day.filter(|day| day.span > month.span).unwrap_or(month);
    let between = Span::new(last.span.end, year.span.start);
    let text = cx.doc.slice(between);
    let word = text.trim();
    if word.is_empty() || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let comma = if date.form == Form::MonthFirst { ", " } else { " " };
    let (now, then) = own::edited(cx, date.span, between, comma);
    let title = format!("write `{then}`");
    Some(
        Finding::new(date.span, format!("`{now}` has the word `{word}` before the year"))
            .help(title.clone())
            .fix(Fix::replace(title, between, comma, Safety::Suggested)),
    )
}

//! `rules/date/date-separator.md`

use super::own::{self, is_field};
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateFact;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::value::date::Form;

/// Finds dates in citations whose numbers are divided by signs that the citation module does not read.
pub struct DateSeparator;

impl Rule for DateSeparator {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in own::dates(cx, DateHabit::Separator) {
            let found = finding(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

fn finding(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let date = &fact.date;
    let (year, month, day) = (date.year?, date.month?, date.day?);
    if !is_field(fact) || date.form != Form::Numeric || !fact.verbatim || date.is_range() {
        return None;
    }
    // Day and month can be told apart where one is above 12, or where the year comes first.
    let is_certain = day.value > 12 || year.span < month.span && month.span < day.span;
    let now = cx.doc.slice(date.span);
    let finding = Finding::new(date.span, format!("`{now}` is no form of date that citations have"));
    if !is_certain {
        return Some(finding.help("look up in the source which number is the month, and write `YYYY-MM-DD`"));
    }
    let iso = format!("{:04}-{:02}-{:02}", year.value, month.value, day.value);
    let order = format!("write `{iso}`");
    Some(finding.help(order.clone()).fix(Fix::replace(order, date.span, iso, Safety::Suggested)))
}

//! `rules/date/date-access-out-of-range.md`

use chrono::{Datelike, Days, NaiveDate};

use super::fields::lacks_day;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::{Finding, Severity};
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds days of looking at a source on which nobody can have done that.
pub struct DateAccessOutOfRange;

/// Before it there was no Wikipedia to cite anything.
const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2001, 1, 15);

impl Rule for DateAccessOutOfRange {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for field in &cx.facts.date_values().in_citations {
            if let Some(finding) = finding(field, cx) {
                cx.report(finding);
            }
        }
    }
}

fn finding(field: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let is_access = matches!(field.place, FieldPlace::Citation { param: Some(CiteParam::AccessDate), .. });
    let date = field.date().filter(|_| is_access)?;
    let text = || shown(&field.text);
    let at = |message: String| Finding::new(field.span, message);
    let no_day = || {
        let is_lost = lacks_day(field) && date.fault().is_none();
        is_lost.then(|| {
            at(format!("`{}` names no day", text()))
                .severity(Severity::Info)
                .help("give the day on which the source was looked at")
        })
    };
    let Some((earliest, latest)) = date.start.days().filter(|_| date.is_certain()) else { return no_day() };
    // In some time zones it is tomorrow.
    if earliest > cx.today.checked_add_days(Days::new(1))? {
        return Some(
            at(format!("`{}` is in the future", text()))
                .help("give the day on which the source was looked at"),
        );
    }
    let year = date.start.year.and_then(|year| field.text.get(year.span.range())).unwrap_or_default();
    if let Some(digits) = few_digits(year).filter(|_| (1..1000).contains(&latest.year())) {
        return Some(
            at(format!("the year of `{}` has {digits}", text()))
                .help("write the whole year in which the source was looked at"),
        );
    }
    if latest < FIRST? {
        let message = format!("`{}` is before 15 January 2001, when Wikipedia began", text());
        return Some(
            at(message).help("give the day on which the source was looked at, not that of publication"),
        );
    }
    no_day()
}

/// How many digits a year has, if they are fewer than four.
fn few_digits(year: &str) -> Option<&'static str> {
    let count = year.chars().count();
    let named = ["one digit", "two digits", "three digits"].get(count.checked_sub(1)?)?;
    year.chars().all(char::is_numeric).then_some(*named)
}

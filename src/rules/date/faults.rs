//! What is said of dates that no calendar has.

use crate::engine::Context;
use crate::facts::dates::DateFact;
use crate::source::Span;
use crate::value::date::{Fault, Form, Part};

/// Where a fault is, and what: `name` gives the month of the longest of so many days its name.
pub(super) fn said(fault: Fault, name: impl FnOnce(Part, i32) -> String) -> (Span, String) {
    match fault {
        Fault::Month(month) => (month.span, format!("month {} is out of range 1–12", month.value)),
        Fault::Day { day, month, longest } => {
            let has = if longest == 29 { "has at most" } else { "has" };
            (day.span, format!("{} {has} {longest} days, not {}", name(month, longest), day.value))
        }
        Fault::LeapDay { day, year } => {
            (day.span, format!("{} is not a leap year, so it has no 29 February", year.value))
        }
        Fault::NoMonth(first, second) => {
            let message = format!("neither {} nor {} is a month", first.value, second.value);
            (first.span.cover(second.span), message)
        }
    }
}

/// The month as the text names it, else as the language does, else in numbers; with the year where it matters.
pub(super) fn month_name(fact: &DateFact, month: Part, longest: i32, cx: &Context<'_>) -> String {
    let source = cx.doc.slice(month.span);
    let year = fact.date.year.map(|year| year.value).filter(|year| *year > 0);
    let name = match source.chars().all(char::is_numeric) {
        false => Some(source),
        true if fact.date.form == Form::Numeric => None,
        true => cx.language.and_then(|language| language.months.name(month.value)),
    };
    match (name, year) {
        (Some(name), Some(year)) if longest == 28 => format!("{name} {year}"),
        (Some(name), _) => name.to_owned(),
        (None, Some(year)) => format!("{:02}/{year}", month.value),
        (None, None) => format!("month {}", month.value),
    }
}

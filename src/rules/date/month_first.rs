//! Dates in numbers with dots that have the month first, which is not their order: `12.13.2020`.

use std::collections::HashSet;

use super::own::is_free_text;
use super::surroundings::Surroundings;
use crate::engine::Context;
use crate::facts::dates::{DateCell, DateField};
use crate::finding::{Finding, Severity};
use crate::profile::NumericOrder;
use crate::source::Span;
use crate::value::date::{Form, Part};

/// Reports them in columns whose other dates have the day first, and in citations and the text of languages that have it
/// first.
pub(super) fn report(cx: &mut Context<'_>) {
    let facts = cx.facts;
    let mut told = HashSet::new();
    for column in facts.date_columns() {
        let has_day_first = column.days.iter().any(is_day_first);
        for cell in column.days.iter().filter(|_| has_day_first) {
            if let Some(number) = middle(numbers(cell), &cell.text, 0) {
                told.insert(cell.span.start);
                cx.report(finding(cell.span, number, cx));
            }
        }
    }
    if !has_day_first(cx) {
        return;
    }
    for field in &facts.date_values().in_citations {
        if let Some(number) = of_field(field) {
            cx.report(finding(field.span_of(number.span), number, cx));
        }
    }
    for fact in facts.dates().all.iter().filter(|fact| fact.date.form == Form::Numeric && is_free_text(fact))
    {
        let (date, place) = (&fact.date, fact.date.span);
        let number = middle([date.year, date.month, date.day], cx.doc.slice(place), place.start);
        let Some(number) = number.filter(|_| !told.contains(&place.start)) else { continue };
        if !Surroundings::of(fact, cx).may_name_something() {
            cx.report(finding(number.span, number, cx));
        }
    }
}

/// The number in the middle of a citation's date with dots that is a day, and no month.
pub(super) fn of_field(field: &DateField<'_>) -> Option<Part> {
    let value = field.date().filter(|value| value.form() == Form::Numeric && !value.is_range())?;
    let start = &value.start;
    middle([start.year, start.month, start.day], &field.text, 0)
}

/// Year, month and day of a cell in numbers.
fn numbers(cell: &DateCell) -> [Option<Part>; 3] {
    let start = &cell.date.start;
    let is_numeric = cell.date.form() == Form::Numeric;
    [start.year, start.month, start.day].map(|part| part.filter(|_| is_numeric))
}

/// The day of a date with dots, if it stands behind the month and cannot be one; `text` starts at `from`.
fn middle([year, month, day]: [Option<Part>; 3], text: &str, from: u32) -> Option<Part> {
    let (year, month, day) = (year?, month?, day?);
    (is_dotted([month, day, year], text, from)? && day.value > 12 && year.value > 999).then_some(day)
}

/// Whether a date with dots certainly has the day first.
fn is_day_first(cell: &DateCell) -> bool {
    let [Some(year), Some(month), Some(day)] = numbers(cell) else { return false };
    day.value > 12 && is_dotted([day, month, year], &cell.text, 0) == Some(true)
}

/// Whether parts stand in this order with a dot between each.
fn is_dotted(parts: [Part; 3], text: &str, from: u32) -> Option<bool> {
    let [first, second, third] = parts.map(|part| part.span);
    let is_dot = |one: Span, next: Span| {
        let (start, end) = (one.end.checked_sub(from)?, next.start.checked_sub(from)?);
        Some(text.get(start as usize..end as usize)?.trim() == ".")
    };
    Some(is_dot(first, second)? && is_dot(second, third)?)
}

/// Whether readers of the language take the first of two numbers for the day.
pub(super) fn has_day_first(cx: &Context<'_>) -> bool {
    cx.language.is_some_and(|language| language.dates.numeric == Some(NumericOrder::DayFirst))
}

fn finding(place: Span, number: Part, cx: &Context<'_>) -> Finding {
    let severity = if has_day_first(cx) { Severity::Error } else { Severity::Warning };
    let message = format!("month {} is out of range 1–12: dates with dots have the day first", number.value);
    Finding::new(place, message)
        .severity(severity)
        .help("look up the date in the source: a number is mistyped, or the month stands first")
}

//! Dates in numbers with dots that have the month first, which is not their order: `12.13.2020`.

use super::own::is_free_text;
use super::surroundings::Surroundings;
use crate::engine::Context;
use crate::facts::dates::{DateCell, DateFact, DateField, Place};
use crate::finding::{Finding, Severity};
use crate::profile::NumericOrder;
use crate::source::Span;
use crate::value::date::{Form, Part};

/// Numbers of other years are those of versions, articles of laws and the like.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2100;

/// Why a month is none.
const DAY_FIRST: &str = "dates with dots have the day first";

/// Reports them in columns whose other dates have the day first, and in citations and the text of languages that have it
/// first.
pub(super) fn report(cx: &mut Context<'_>) {
    let facts = cx.facts;
    for column in facts.date_columns() {
        let month_first = |cell: &DateCell| middle(numbers(cell), &cell.text, 0);
        let count = column.days.iter().filter(|cell| is_day_first(cell)).count();
        let is_usual = count > column.days.iter().filter_map(month_first).count();
        for cell in column.days.iter().filter(|_| is_usual) {
            if let Some(number) = month_first(cell) {
                cx.report(finding(cell.span, number, "other dates of the column have the day first", cx));
            }
        }
    }
    if !has_day_first(cx) {
        return;
    }
    for field in &facts.date_values().in_citations {
        if let Some(number) = of_field(field) {
            cx.report(finding(field.span_of(number.span), number, DAY_FIRST, cx));
        }
    }
    let is_text = |fact: &&DateFact| {
        fact.date.form == Form::Numeric
            && is_free_text(fact)
            && matches!(fact.place, Place::Prose | Place::Caption | Place::Reference)
    };
    for fact in facts.dates().all.iter().filter(is_text) {
        let (date, place) = (&fact.date, fact.date.span);
        let number = middle([date.year, date.month, date.day], cx.doc.slice(place), place.start);
        let Some(number) = number else { continue };
        let around = Surroundings::of(fact, cx);
        if around.announce_day() && !around.may_name_something() {
            cx.report(finding(number.span, number, DAY_FIRST, cx));
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
    let may_be_days = (13..=31).contains(&day.value) && YEARS.contains(&year.value);
    (may_be_days && is_dotted([month, day, year], text, from)?).then_some(day)
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

fn finding(place: Span, number: Part, why: &str, cx: &Context<'_>) -> Finding {
    let severity = if has_day_first(cx) { Severity::Error } else { Severity::Warning };
    let message = format!("month {} is out of range 1–12: {why}", number.value);
    Finding::new(place, message)
        .severity(severity)
        .help("look up the date in the source: a number is mistyped, or the month stands first")
}

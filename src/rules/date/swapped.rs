use chrono::NaiveDate;

use crate::engine::Context;
use crate::facts::dates::{DateFact, DateField, FieldPlace};
use crate::fix::Edit;
use crate::profile::CiteParam;
use crate::source::Span;
use crate::value::date::{Date, Part};

/// Whether a date of a citation would be after the day on which its source was looked at.
fn is_after_access(date: &Date, cx: &Context<'_>) -> bool {
    let part = |part: Option<Part>| u32::try_from(part?.value).ok();
    let day = |year: Part| NaiveDate::from_ymd_opt(year.value, part(date.month)?, part(date.day)?);
    let Some(day) = date.year.and_then(day) else { return false };
    let mut by_citation = cx.facts.date_values().by_citation();
    let fields = by_citation
        .find_map(|(_, fields)| fields.iter().any(|field| holds(field, date.span)).then_some(fields));
    let mut fields = fields.unwrap_or_default().iter().filter(|field| !holds(field, date.span));
    fields.any(|field| {
        let is_access =
            matches!(field.place, FieldPlace::Citation { param: Some(CiteParam::AccessDate), .. });
        let accessed = field.date().filter(|_| is_access).and_then(|value| value.start.days());
        accessed.is_some_and(|(_, latest)| latest < day)
    })
}

fn holds(field: &DateField<'_>, place: Span) -> bool {
    field.span.contains(place)
}

/// The date with day and month in each other's place, and the edits to that end; none if no calendar has that.
pub(super) fn swapped(fact: &DateFact, cx: &Context<'_>) -> Option<(String, Vec<Edit>)> {
    let (day, month) = (fact.date.day?, fact.date.month?);
    let other = Date { day: Some(month), month: Some(day), ..fact.date.clone() };
    let is_plain = |part: Part| cx.doc.slice(part.span).chars().all(char::is_numeric);
    let is_date = day.value > 0 && month.value > 0 && !other.is_range() && other.fault().is_none();
    if !is_date || !is_plain(day) || !is_plain(month) || is_after_access(&other, cx) {
        return None;
    }
    let (first, last) = if day.span < month.span { (day, month) } else { (month, day) };
    let text = |part: Part| cx.doc.slice(part.span).to_owned();
    let between = |start, end| cx.doc.slice(Span::new(start, end));
    let Span { start, end } = fact.date.span;
    let swapped = [
        between(start, first.span.start),
        &text(last),
        between(first.span.end, last.span.start),
        &text(first),
        between(last.span.end, end),
    ];
    let edits = vec![Edit::replace(first.span, text(last)), Edit::replace(last.span, text(first))];
    Some((swapped.concat(), edits))
}

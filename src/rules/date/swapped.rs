use chrono::NaiveDate;

use crate::engine::Context;
use crate::facts::dates::{DateFact, DateField, FieldPlace};
use crate::fix::Edit;
use crate::profile::CiteParam;
use crate::source::Span;
use crate::value::date::{Date, Part};

/// How many dates a citation has at most.
const MOST_DATES: usize = 8;

/// Whether a day of publication would be after that on which the source was looked at.
fn is_after_access(date: &Date, cx: &Context<'_>) -> bool {
    let part = |part: Option<Part>| u32::try_from(part?.value).ok();
    let day = |year: Part| NaiveDate::from_ymd_opt(year.value, part(date.month)?, part(date.day)?);
    let Some(day) = date.year.and_then(day) else { return false };
    let all = &cx.facts.date_values().in_citations;
    let at = all.partition_point(|field| field.span.end < date.span.end);
    let place = |field: &DateField<'_>| match field.place {
        FieldPlace::Citation { citation, param } => Some((citation, param)),
        _ => None,
    };
    let own = all.get(at).filter(|field| field.span.contains(date.span)).and_then(place);
    let Some((citation, Some(CiteParam::Date | CiteParam::PublicationDate))) = own else { return false };
    let beside = all.get(at.saturating_sub(MOST_DATES)..).unwrap_or_default().iter().take(2 * MOST_DATES);
    let accessed = beside.filter(|field| place(field) == Some((citation, Some(CiteParam::AccessDate))));
    let mut days = accessed.filter_map(|field| field.date()?.start.days());
    days.any(|(_, latest)| latest < day)
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

use crate::engine::Context;
use crate::facts::dates::DateFact;
use crate::fix::Edit;
use crate::source::Span;
use crate::value::date::{Date, Part};

/// The date with day and month in each other's place, and the edits to that end; none if no calendar has that.
pub(super) fn swapped(fact: &DateFact, cx: &Context<'_>) -> Option<(String, Vec<Edit>)> {
    let (day, month) = (fact.date.day?, fact.date.month?);
    let other = Date { day: Some(month), month: Some(day), ..fact.date.clone() };
    let is_plain = |part: Part| cx.doc.slice(part.span).chars().all(char::is_numeric);
    let is_date = day.value > 0 && month.value > 0 && !other.is_range() && other.fault().is_none();
    if !is_date || !is_plain(day) || !is_plain(month) {
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

//! `rules/date/date-future.md`

use chrono::{Datelike, Days, NaiveDate};

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::profile::{CiteParam, Event};
use crate::rules::shown;
use crate::source::Span;
use crate::value::date::DateValue;

/// Finds dates after today of what has happened.
pub struct DateFuture;

impl Rule for DateFuture {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for field in cx.facts.date_values().iter() {
            if let Some(finding) = future(field, cx) {
                cx.report(finding);
            }
        }
        for template in &cx.facts.dates().templates {
            for (group, date) in template.dates() {
                let Some((what, ahead)) = of_life(template.event(group)) else { continue };
                let first = date.year.and_then(|year| NaiveDate::from_ymd_opt(year.value, 1, 1));
                if is_future(first, ahead, cx) {
                    cx.report(finding(date.span, cx.doc.slice(date.span), what));
                }
            }
        }
    }
}

fn is_future(first: Option<NaiveDate>, ahead: u64, cx: &Context<'_>) -> bool {
    let last = cx.today.checked_add_days(Days::new(ahead));
    first > last && last.is_some()
}

fn finding(span: Span, text: &str, what: &str) -> Finding {
    let message = format!("`{}` is in the future, but it is {what}", shown(text));
    Finding::new(span, message).help("look up the date")
}

fn future(field: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let (what, ahead) = match field.place {
        // Issues and books are dated ahead.
        FieldPlace::Citation { param, .. } => match param? {
            CiteParam::ArchiveDate | CiteParam::DoiBrokenDate => ("what the field tells of", 1),
            CiteParam::Date | CiteParam::PublicationDate | CiteParam::Year => ("a source that is cited", 365),
            _ => return None,
        },
        FieldPlace::Maintenance => ("the month in which a tag was set", 31),
        FieldPlace::Archive => ("the day of a copy", 1),
        FieldPlace::Template(_) => return None,
        FieldPlace::Box(date) => of_life(date.event)?,
    };
    let is_past = |date: &&DateValue| date.start.year.is_some_and(|year| year.value < cx.today.year());
    let date = field.date().filter(|date| !is_past(date) && date.is_certain())?;
    let (earliest, _) = date.start.days()?;
    let place = || field.span_of(date.start.span);
    is_future(Some(earliest), ahead, cx).then(|| finding(place(), &field.text, what))
}

/// Nobody's birth or death is known ahead.
fn of_life(event: Option<Event>) -> Option<(&'static str, u64)> {
    match event? {
        Event::Birth => Some(("a birth", 1)),
        Event::Death => Some(("a death", 1)),
        Event::Start | Event::End => None,
    }
}

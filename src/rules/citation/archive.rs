//! The day on which an archive took its copy, as the URL says it and as the citation does.

use chrono::{Datelike, NaiveDate};

use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::profile::{Hosts, ParamType};
use crate::source::Span;
use crate::value::archive::{numbered_day, stamped_day};
use crate::value::date::{Date, DateGrammar, DateOrder, Form, Part, Precision};
use crate::value::url::url_parts;

/// The day that the URL of a copy states, and by how many days a citation may differ from it: archives that do not
/// write the day itself into the URL may show it in another time zone.
pub(super) fn day_of_copy(url: &Field<'_>) -> Option<(NaiveDate, i64)> {
    let parts = url_parts(url.value).filter(|_| url.is_literal)?;
    let host = url.value.get(parts.host)?.to_ascii_lowercase();
    let hosts = Hosts::known();
    if hosts.numbers_in_base_62(&host) {
        return Some((numbered_day(url.value)?, 1));
    }
    let path = url.value.get(parts.rest)?;
    hosts.is_archive(&host, path).then(|| stamped_day(url.value))?.map(|day| (day, 0))
}

/// A value that is one whole date.
pub(super) fn whole_date(field: &Field<'_>, grammar: &DateGrammar) -> Option<(NaiveDate, Form)> {
    let mut dates = grammar.find_all(field.value);
    let date = dates.pop().filter(|_| dates.is_empty())?;
    let is_whole = date.span.len() as usize == field.value.len() && date.precision() == Precision::Day;
    if !is_whole || date.is_range() {
        return None;
    }
    let (year, month, day) = (date.year?.value, date.month?.value, date.day?.value);
    Some((NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?, date.form))
}

/// The day in the form that the other dates of the citation have, else in the declared one, else in ISO 8601.
pub(super) fn written(day: NaiveDate, citation: &Citation<'_>, cx: &Context<'_>) -> String {
    let grammar = cx.facts.dates().grammar;
    let forms = [ParamType::ArchiveDate, ParamType::AccessDate, ParamType::Date].into_iter();
    let mut forms = forms.filter_map(|kind| Some(whole_date(citation.of_kind(kind)?, grammar)?.1));
    let declared = || {
        let declared = cx.facts.declared_order()?;
        Some(if declared.day_first { Form::DayFirst } else { Form::MonthFirst })
    };
    let order = match forms.next().or_else(declared) {
        Some(Form::DayFirst) => Some(DateOrder::DayFirst),
        Some(Form::MonthFirst) => Some(DateOrder::MonthFirst),
        Some(Form::YearFirst) => Some(DateOrder::YearFirst),
        _ => None,
    };
    let iso = || day.format("%Y-%m-%d").to_string();
    order.and_then(|order| grammar.write(&date(day), order)).unwrap_or_else(iso)
}

fn date(day: NaiveDate) -> Date {
    let part = |value: i32| Some(Part { value, span: Span::empty(0) });
    Date {
        span: Span::empty(0),
        form: Form::Iso,
        year: part(day.year()),
        month: part(day.month() as i32),
        day: part(day.day() as i32),
        day_until: None,
        month_until: None,
        proper: true,
    }
}

//! `rules/date/date-impossible.md`

use std::ops::RangeInclusive;

use super::faults::{month_name, said};
use super::month_first;
use super::own;
use super::surroundings::{Surroundings, has_word};
use super::swapped::swapped;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, DateField, Place};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Language;
use crate::value::date::{DateValue, Fault, Form, Part, Precision, longest_in};

/// Finds dates that no calendar has.
pub struct DateImpossible;

impl Rule for DateImpossible {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in &cx.facts.dates().all {
            let fault = fact.date.fault().or_else(|| zero_of_field(fact));
            if let Some(fault) = fault.filter(|fault| is_meant(fact, *fault, cx)) {
                cx.report(finding(fact, fault, cx));
            }
        }
        month_first::report(cx);
        // The citation module reads the dates of another language beside those of the wiki's.
        for field in &cx.facts.date_values().in_citations {
            let fault = field.date().and_then(DateValue::fault).filter(|_| !is_told(field, cx));
            if let Some(fault) = fault {
                let name = |month: Part| field.text.get(month.span.range()).unwrap_or_default().to_owned();
                let (span, message) = said(fault, |month, _| name(month));
                cx.report(Finding::new(field.span_of(span), message).help(LOOK_UP));
            }
        }
    }
}

/// Whether a day in the language of the article stands in a field: of `31 April 2019` that may be the month alone.
fn is_told(field: &DateField<'_>, cx: &Context<'_>) -> bool {
    let all = &cx.facts.dates().all;
    let first = all.partition_point(|fact| fact.date.span.start < field.span.start);
    let inside = all.get(first..).unwrap_or_default().iter();
    inside.take_while(|fact| fact.date.span.start < field.span.end).any(|fact| fact.date.day.is_some())
}

/// What to do about most of them.
const LOOK_UP: &str = "look up the date in the source";

/// A month or a day zero in a parameter for dates: nothing there says that it is not known.
fn zero_of_field(fact: &DateFact) -> Option<Fault> {
    if !own::is_field(fact) {
        return None;
    }
    let is_zero = |part: &Part| part.value == 0;
    let (month, day) = (fact.date.month?, fact.date.day.filter(is_zero));
    let no_month = is_zero(&month).then_some(Fault::Month(month));
    no_month
        .or_else(|| Some(Fault::Day { day: day?, month, longest: longest_in(month.value, fact.date.year)? }))
}

/// Whether the text is a date of the article's own beyond doubt, and one of a calendar whose days are known.
fn is_meant(fact: &DateFact, fault: Fault, cx: &Context<'_>) -> bool {
    let in_field = matches!(fact.place, Place::Citation(_) | Place::Template);
    if fact.origin > Origin::Label
        || is_page(fact)
        || may_be_lunar(fault) && is_of_another_calendar(fact, cx.language)
    {
        return false;
    }
    let is_small = |part: Part| part.value <= 31;
    let day_is_small = match fault {
        Fault::Day { day, .. } => is_small(day),
        _ => true,
    };
    let around = Surroundings::of(fact, cx);
    let in_years =
        |years: RangeInclusive<i32>| fact.date.year.is_some_and(|year| years.contains(&year.value));
    match fact.date.form {
        Form::Numeric if in_field => fact.whole,
        // A fault of the day, not of the month, shows that one of the numbers can be a month, and the other no day
        // of it in whatever order.
        Form::Numeric => {
            matches!(fact.place, Place::Prose | Place::Caption | Place::Cell | Place::Reference)
                && matches!(fault, Fault::Day { .. } | Fault::LeapDay { .. })
                && (day_is_small || around.announce_day())
                && in_years(1800..=2100)
                && !cx.doc.slice(fact.date.span).contains('-')
                && !around.may_name_something()
        }
        Form::Iso => in_field || in_years(1000..=2200),
        Form::Parts => day_is_small || matches!(fault, Fault::Day { day, .. } if day.value < 100),
        Form::MonthFirst if fact.date.precision() == Precision::DayOfYear => {
            day_is_small && (around.ends_clause() || around.announce_day())
        }
        // A number above 31 before a month is the number of an issue or a page: `No. 45 June 2006`.
        Form::DayFirst => {
            let is_announced = fact.date.precision() == Precision::Day
                && (around.announce_day() || has_word(fact, cx) && !around.follow_number_word());
            day_is_small || in_field || is_announced
        }
        _ => true,
    }
}

/// Whether it is a page's name: `[[February 30]]` leads to an article on that day.
fn is_page(fact: &DateFact) -> bool {
    fact.origin == Origin::Page && fact.verbatim && fact.date.precision() == Precision::DayOfYear
}

/// Whether a fault is none by a calendar of twelve months of up to thirty days.
fn may_be_lunar(fault: Fault) -> bool {
    match fault {
        Fault::Day { day, .. } => (1..=30).contains(&day.value),
        Fault::LeapDay { .. } => true,
        Fault::Month(_) | Fault::NoMonth(..) => false,
    }
}

/// In the languages of East Asia older dates, and dates without a year, may be lunisolar.
fn is_of_another_calendar(fact: &DateFact, language: Option<&Language>) -> bool {
    let since = language.and_then(|language| language.dates.gregorian_since);
    since.is_some_and(|since| fact.date.year.is_none_or(|year| year.value < since))
}

fn finding(fact: &DateFact, fault: Fault, cx: &Context<'_>) -> Finding {
    let (span, message) = said(fault, |month, longest| month_name(fact, month, longest, cx));
    // Of two numbers that are no month both are wrong, and the date is.
    let span = if matches!(fault, Fault::NoMonth(..)) { fact.date.span } else { span };
    let finding = Finding::new(span, message);
    let swapped = match fault {
        Fault::Month(_) => swapped(fact, cx),
        _ => None,
    };
    let Some((swapped, edits)) = swapped else { return finding.help(LOOK_UP) };
    let help = format!("day and month may have changed places: look at the source, then write `{swapped}`");
    let title = format!("write `{swapped}` for `{}`", cx.doc.slice(fact.date.span));
    finding.help(help).fix(Fix::new(title, edits, Safety::Suggested))
}

//! `rules/date/date-impossible.md`

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::facts::dates::{DateFact, Place};
use crate::facts::prose::Origin;
use crate::finding::Finding;
use crate::profile::Language;
use crate::value::date::{Fault, Form, Part, Precision};

/// Finds dates that no calendar has.
pub struct DateImpossible;

impl Check for DateImpossible {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        DateImpossible
    }
}

impl Rule for DateImpossible {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for fact in &cx.facts.dates().all {
            if let Some(fault) = fact.date.fault().filter(|fault| is_meant(fact, *fault, cx)) {
                cx.report(finding(fact, fault, cx));
            }
        }
    }
}

/// Whether the text is a date of the article's own beyond doubt, and one of a calendar whose days are known.
fn is_meant(fact: &DateFact, fault: Fault, cx: &Context<'_>) -> bool {
    let in_field = matches!(fact.place, Place::Citation(_) | Place::Template);
    if fact.origin > Origin::Label || is_of_another_calendar(fact, cx.language) {
        return false;
    }
    let is_small = |part: Part| part.value <= 31;
    let day_is_small = match fault {
        Fault::Day { day, .. } => is_small(day),
        _ => true,
    };
    match fact.date.form {
        Form::Numeric => in_field && fact.whole,
        Form::Iso => in_field || fact.date.year.is_some_and(|year| (1000..=2200).contains(&year.value)),
        Form::Parts => day_is_small || matches!(fault, Fault::Day { day, .. } if day.value < 100),
        Form::MonthFirst if fact.date.precision() == Precision::DayOfYear => {
            day_is_small && ends_clause(fact, cx)
        }
        // A number above 31 before a month is the number of an issue or a page: `No. 45 June 2006`.
        Form::DayFirst => day_is_small || in_field,
        _ => true,
    }
}

/// In the languages of East Asia older dates, and dates without a year, may be lunisolar.
fn is_of_another_calendar(fact: &DateFact, language: Option<&Language>) -> bool {
    let since = language.and_then(|language| language.dates.gregorian_since);
    since.is_some_and(|since| fact.date.year.is_none_or(|year| year.value < since))
}

/// Whether no further word follows: in `June 31 people` the number belongs to what comes after it.
fn ends_clause(fact: &DateFact, cx: &Context<'_>) -> bool {
    let block = fact.block.and_then(|block| cx.facts.prose().blocks.get(block));
    let rest = block.and_then(|block| block.text.get(fact.text.end as usize..)).unwrap_or_default();
    !rest.trim_start_matches(char::is_whitespace).starts_with(char::is_alphanumeric)
}

fn finding(fact: &DateFact, fault: Fault, cx: &Context<'_>) -> Finding {
    let source = |part: Part| cx.doc.slice(part.span);
    let month_name = |month: Part, year: Option<Part>| {
        let year = year.map(|year| year.value);
        match (source(month).parse::<i32>(), year) {
            (Ok(number), None) => format!("month {number}"),
            (Ok(number), Some(year)) => format!("month {number} of {year}"),
            (Err(_), None) => format!("`{}`", source(month)),
            (Err(_), Some(year)) => format!("`{}` {year}", source(month)),
        }
    };
    match fault {
        Fault::Month(month) => {
            let swapped = fact.date.day.filter(|day| day.value <= 12 && month.value <= 31);
            let help = match swapped {
                Some(_) => {
                    "day and month may have changed places: look at the source, then put the month in its place"
                }
                None => "look up the date in the source",
            };
            Finding::new(month.span, format!("month {} is out of range 1–12", month.value)).help(help)
        }
        Fault::Day { day, month, longest } => {
            let name = month_name(month, fact.date.year.filter(|_| longest == 28));
            let has = if longest == 29 { "has at most" } else { "has" };
            Finding::new(day.span, format!("{name} {has} {longest} days, not {}", day.value))
                .help("look up the date in the source")
        }
        Fault::LeapDay { day, year } => {
            let message = format!("{} is not a leap year, so it has no 29 February", year.value);
            Finding::new(day.span, message).help("look up the date in the source")
        }
        Fault::NoMonth(first, second) => {
            let message = format!("neither {} nor {} is a month", first.value, second.value);
            Finding::new(fact.date.span, message).help("look up the date in the source")
        }
    }
}

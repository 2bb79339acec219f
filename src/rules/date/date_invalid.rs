//! `rules/date/date-invalid.md`

use super::faults::said;
use super::misspelt::with_month;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateField;
use crate::finding::Finding;
use crate::profile::{CalendarMarks, Language};
use crate::rules::shown;
use crate::value::date::{NotADate, Part, WhyNot};

/// The longest text that is looked at for a date in another language, in bytes.
const MAX_LENGTH: usize = 60;

/// Finds values of parameters for dates that are no date in any form.
pub struct DateInvalid;

impl Rule for DateInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        // Where the words of a language are not known, what has one of them may well be a date.
        if cx.language.is_none_or(|language| language.dates.range_words.is_empty()) {
            return;
        }
        let facts = cx.facts;
        for date in &facts.date_values().in_citations {
            let Err(why) = date.reading else { continue };
            if cx.language.is_some_and(|language| names_calendar(&date.text, language)) {
                continue;
            }
            if let Some(finding) = impossible_elsewhere(date, why) {
                cx.report(finding);
                continue;
            }
            let name = shown(&date.name);
            let finding = Finding::new(date.span, message(&date.text, &name, why))
                .help("write the date alone, and what else there is to say in another parameter")
                .cluster(&*date.text);
            cx.report(with_month(finding, date, cx.language));
        }
    }
}

/// Whether the years are counted by another calendar, of whose forms not all are known.
fn names_calendar(text: &str, language: &Language) -> bool {
    let CalendarMarks { islamic, solar_hijri, buddhist, minguo, japanese, hebrew, saka, bengali } =
        &language.dates.calendars;
    let marks = [islamic, solar_hijri, buddhist, minguo, japanese, hebrew, saka, bengali];
    marks.into_iter().flatten().any(|mark| text.starts_with(mark.as_str()))
}

/// A day in another language that no month has: `31 сентября 2011`.
fn impossible_elsewhere(date: &DateField<'_>, why: NotADate) -> Option<Finding> {
    if why.why != WhyNot::Word || date.text.len() > MAX_LENGTH {
        return None;
    }
    let fault_in = |code: &str| {
        let language = Language::named(code)?;
        Some((language, language.date_grammar().read_value(&date.text).ok()?.fault()?))
    };
    let (language, fault) = Language::codes_with_month_in(&date.text).into_iter().find_map(fault_in)?;
    let name = |month: Part| date.text.get(month.span.range()).unwrap_or_default().to_owned();
    let (span, message) = said(fault, |month, _| name(month));
    let help = "look up the date in the source, and write it in the language of the article";
    Some(Finding::new(date.span_of(span), format!("{message} (the date is in {})", language.name)).help(help))
}

fn message(value: &str, name: &str, not: NotADate) -> String {
    let (shown_value, part) = (shown(value), shown(value.get(not.span.range()).unwrap_or_default()));
    match not.why {
        WhyNot::Empty | WhyNot::NoDate => format!("`{shown_value}` in `{name}` is no date"),
        WhyNot::Word | WhyNot::Number | WhyNot::Sign if shown_value == part => {
            format!("`{shown_value}` in `{name}` is no date")
        }
        WhyNot::Word | WhyNot::Number | WhyNot::Sign => {
            format!("`{shown_value}` in `{name}` is no date: `{part}` has no place in one")
        }
        WhyNot::Several => format!("`{shown_value}` in `{name}` is more than one date"),
        WhyNot::TooLong => format!("`{shown_value}` in `{name}` is longer than any date"),
    }
}

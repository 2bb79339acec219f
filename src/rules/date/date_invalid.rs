//! `rules/date/date-invalid.md`

use super::fields;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::date::{NotADate, WhyNot};

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
        let mut found = Vec::new();
        for date in fields::dates(cx) {
            if let Err(why) = &date.read {
                let (value, name) = (date.field.value, shown(&date.field.name));
                let name_span = date.field.name_span.unwrap_or(date.field.value_span);
                found.push(
                    Finding::new(date.field.value_span, message(value, *why))
                        .label(name_span, format!("`{name}` is to be a date"))
                        .help("write the date alone, and what else there is to say in another parameter"),
                );
            }
        }
        found.into_iter().for_each(|finding| cx.report(finding));
    }
}

fn message(value: &str, not: NotADate) -> String {
    let (shown_value, part) = (shown(value), shown(value.get(not.span.range()).unwrap_or_default()));
    match not.why {
        WhyNot::Empty | WhyNot::NoDate => format!("`{shown_value}` is no date"),
        WhyNot::Word | WhyNot::Number | WhyNot::Sign if shown_value == part => {
            format!("`{shown_value}` is no date")
        }
        WhyNot::Word | WhyNot::Number | WhyNot::Sign => {
            format!("`{shown_value}` is no date: `{part}` has no place in one")
        }
        WhyNot::Several => format!("`{shown_value}` is more than one date"),
        WhyNot::TooLong => format!("`{shown_value}` is longer than any date"),
    }
}

//! `rules/date/date-and-year-both.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::{holds_comment, shown};

/// Finds citations that are given a date and a year beside it.
pub struct DateAndYearBoth;

impl Rule for DateAndYearBoth {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            if citation.has(CiteParam::Year) && citation.has(CiteParam::Date) && citation.schema.is_complete {
                let found = finding(citation, cx);
                found.into_iter().for_each(|finding| cx.report(finding));
            }
        }
    }
}

fn finding(citation: &Citation<'_>, cx: &Context<'_>) -> Option<Finding> {
    let (date, year) = (citation.get(CiteParam::Date)?, citation.get(CiteParam::Year)?);
    // `2010a` tells two works of an author and a year apart: that is what the second parameter is for.
    let number =
        Some(year.value).filter(|year| year.len() == 4 && year.bytes().all(|sign| sign.is_ascii_digit()))?;
    if !date.is_literal || !year.is_literal {
        return None;
    }
    let (names, place) = ((shown(&date.name), shown(&year.name)), date.name_span?);
    let finding = |message: String| Finding::new(year.value_span, message).label(place, "the date is here");
    let years: Vec<&str> = years(date.value).collect();
    if years.is_empty() {
        let message = format!("`{}` has no year, and `{}` is not read beside it", names.0, names.1);
        let then = format!("{} {number}", date.value);
        let help = format!("write `{}={then}`, and remove `{}`", names.0, names.1);
        let is_day = cx.facts.dates().grammar.find_all(&then).first().is_some_and(|read| {
            read.span.len() as usize == then.len() && read.year.is_some() && read.fault().is_none()
        });
        let finding = finding(message).help(help.clone());
        let mut edits =
            vec![Edit::replace(date.value_span, then), Edit::delete(cx.tree.node(year.node).span())];
        edits.sort_by_key(|edit| edit.span);
        return Some(match is_day {
            true => finding.fix(Fix::new(help, edits, Safety::Suggested)),
            false => finding,
        });
    }
    if years.iter().any(|in_date| in_date == &number || in_date.len() == 2 && number.ends_with(in_date)) {
        let message = format!("`{}` repeats the year of `{}`", names.1, names.0);
        let order = format!("remove `{}`", names.1);
        return Some(finding(message).severity(Severity::Info).help(order).fix(removal(year, cx)));
    }
    let message = format!("`{}` is {number}, but `{}` is `{}`", names.1, names.0, shown(date.value));
    Some(finding(message).help("look up the date in the source, and keep one of the two"))
}

/// The numbers of a date that are no day: of four digits, or of two after a dash or a slash (`2009–10`).
fn years(date: &str) -> impl Iterator<Item = &str> {
    let numbers = date.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers
        .enumerate()
        .filter(|(at, number)| number.len() == 4 || *at > 0 && number.len() == 2)
        .map(|(_, number)| number)
}

fn removal(year: &Field<'_>, cx: &Context<'_>) -> Fix {
    let argument = cx.tree.node(year.node);
    let safety = if holds_comment(argument) { Safety::Suggested } else { Safety::Safe };
    let title = format!("remove `{}`", shown(&year.name));
    Fix::new(title, vec![Edit::delete(argument.span())], safety)
}

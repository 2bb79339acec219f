//! `rules/date/year-range-order.md`

use std::ops::Range;

use nom::Parser;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, one_of};
use nom::combinator::map_res;

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::source::Span;
use crate::value::date::{DateValue, Moment};

/// Finds ranges of years whose end is before their beginning.
pub struct YearRangeOrder;

impl Rule for YearRangeOrder {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for field in cx.facts.date_values().iter() {
            if is_range_of_works(field) && field.date().is_some_and(is_backward) {
                cx.report(finding(field.span, &field.text));
            }
        }
        in_brackets(cx);
    }
}

/// Whether it is a date of publication, or one that a date template is given: a day of access is no range, but one
/// with a slip in it, and a box of data may hold anything.
fn is_range_of_works(field: &DateField<'_>) -> bool {
    use CiteParam::{Date, PublicationDate, Year};
    match field.place {
        FieldPlace::Citation { param, .. } => matches!(param, Some(Date | PublicationDate | Year)),
        FieldPlace::Template(_) => true,
        _ => false,
    }
}

fn is_backward(date: &DateValue) -> bool {
    let is_year =
        |moment: &Moment| moment.year.is_some_and(|year| year.value >= 1000) && moment.era.is_none();
    let is_plain = |moment: &Moment| is_year(moment) && !moment.form.is_numeric();
    let is_meant = is_plain(&date.start) && date.end.as_ref().is_some_and(is_plain);
    is_meant && date.is_certain() && date.is_reversed()
}

/// Ranges that are all that a pair of brackets holds: numbers elsewhere may be pages, scores or names of things. Where
/// the text speaks of years before the common era, those count down.
fn in_brackets(cx: &mut Context<'_>) {
    let facts = cx.facts;
    for (block, dashes) in facts.dates().year_dashes(facts.prose()) {
        let text = block.text();
        let ranges: Vec<Range<usize>> =
            dashes.iter().filter_map(|dash| backward_range(text, dash.at)).collect();
        if ranges.is_empty() || cx.language.is_some_and(|language| language.names_era_before(text)) {
            continue;
        }
        for years in ranges {
            cx.report(finding(block.span_of(years.clone()), text.get(years).unwrap_or_default()));
        }
    }
}

/// The years around a dash, if a pair of brackets holds them and the end is before the beginning.
fn backward_range(text: &str, dash: usize) -> Option<Range<usize>> {
    const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;
    let open = dash.checked_sub("(1990".len())?;
    let (after, (start, end)) = range(text.get(open..)?).ok()?;
    let is_backward = YEARS.contains(&start) && YEARS.contains(&end) && end < start;
    is_backward.then(|| open + 1..text.len() - after.len() - 1)
}

/// `range := "(" digit4 ("–" | "-") digit4 ")"`
fn range(input: &str) -> nom::IResult<&str, (i32, i32)> {
    let year = || map_res(take_while_m_n(4, 4, |sign: char| sign.is_ascii_digit()), str::parse);
    let (rest, (_, start, _, end, _)) = (char('('), year(), one_of("–-"), year(), char(')')).parse(input)?;
    Ok((rest, (start, end)))
}

fn finding(span: Span, text: &str) -> Finding {
    let message = format!("the range `{}` ends before it begins", shown(text));
    Finding::new(span, message).help("look up both ends")
}

use std::ops::Range;

use super::own::is_free_text;
use crate::engine::Context;
use crate::facts::dates::DateFact;
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::profile::{DateHabit, Language};
use crate::source::Span;
use crate::value::date::{Form, Precision};
use crate::value::sign::is_alphanumeric;
use crate::value::year_range;

/// A range of years or dates that a hyphen joins.
pub(super) struct Joined {
    /// All of it.
    pub(super) whole: Span,
    /// The hyphen with the spaces around it.
    pub(super) dash: Span,
    /// What belongs there.
    pub(super) text: String,
}

/// The ranges of years in the article's own text, if the language joins them with a dash.
pub(super) fn of_years(cx: &Context<'_>) -> Vec<Joined> {
    let mut found = Vec::new();
    let Some(language) = cx.language.filter(|language| !language.dashes.range.is_empty()) else {
        return found;
    };
    for (block, dashes) in cx.facts.dates().year_dashes(cx.facts.prose()) {
        if may_hold_years(&block) {
            let places = dashes.iter().map(|dash| dash.at);
            in_block(&block, places.filter(|at| is_joint(block.text(), *at)), language, &mut found);
        }
    }
    found
}

/// Whether a hyphen joins what is around it, and is neither one of a date of ISO 8601 nor part of a line.
fn is_joint(text: &str, at: usize) -> bool {
    let (Some(head), Some(rest)) = (text.get(..at), text.get(at..)) else { return false };
    let Some(after) = rest.strip_prefix('-').and_then(|rest| rest.chars().next()) else { return false };
    let is_date = matches!(rest.as_bytes(), [_, b'0'..=b'9', _, b'-', b'0'..=b'9', ..]);
    let is_apart = head.ends_with(char::is_whitespace) || after.is_whitespace();
    // A letter may begin a word for today.
    let is_between = is_alphanumeric(after) && !is_date;
    after != '-' && (is_apart || is_between)
}

/// Titles of what a footnote cites are seldom marked as such, and templates read their values in ways of their own.
fn may_hold_years(block: &Block<'_>) -> bool {
    !matches!(block.kind(), BlockKind::Argument | BlockKind::Reference)
}

fn in_block(
    block: &Block<'_>,
    hyphens: impl Iterator<Item = usize>,
    language: &Language,
    found: &mut Vec<Joined>,
) {
    let text = block.text();
    let mut origins = None;
    for at in hyphens {
        let is_after_digit = text
            .get(..at)
            .is_some_and(|head| head.trim_end_matches(' ').ends_with(|sign| language.digit(sign).is_some()));
        if !is_after_digit {
            continue;
        }
        let full = year_range::find_around(text, at, language).filter(|range| range.start < range.end);
        let full = full.map(|range| (range.span.range(), dash_around(text, at)));
        let Some((whole, dash)) = full.or_else(|| year_range::find_cut(text, at, language)) else { continue };
        let origins = origins.get_or_insert_with(|| block.origins());
        let is_own = origins.at(whole.start) == Origin::Own && origins.at(whole.end - 1) == Origin::Own;
        if is_own && block.is_verbatim(whole.clone()) {
            // Behind a word for "about" the dash has spaces.
            let is_circa = language.ends_with_circa(text.get(..whole.start).unwrap_or_default());
            let range = &language.dashes.range;
            let text = if is_circa { format!(" {range} ") } else { range.clone() };
            found.push(Joined { whole: block.span_of(whole), dash: block.span_of(dash), text });
        }
    }
}

/// A hyphen with the space on either side.
fn dash_around(text: &str, at: usize) -> Range<usize> {
    let is_space = |sign: char| matches!(sign, ' ' | '\u{a0}' | '\u{2009}');
    let head = text.get(..at).unwrap_or_default();
    let rest = text.get(at + 1..).unwrap_or_default();
    let start = head.strip_suffix(is_space).unwrap_or(head).len();
    start..text.len() - rest.strip_prefix(is_space).unwrap_or(rest).len()
}

/// The ranges of two whole dates, and of a date and today.
pub(super) fn of_dates(cx: &Context<'_>) -> Vec<Joined> {
    let mut found = Vec::new();
    let Some(language) = cx.language.filter(|language| {
        language.dates.avoided.contains(&DateHabit::Hyphen) && !language.dashes.range.is_empty()
    }) else {
        return found;
    };
    let joint = format!(" {} ", language.dashes.range);
    let dates = &cx.facts.dates().all;
    for (number, first) in dates.iter().enumerate().filter(|(_, date)| may_begin(date)) {
        let Some(block) = first.block.and_then(|block| cx.facts.prose().block(block)) else { continue };
        let rest = block.text().get(first.text.end as usize..).unwrap_or_default();
        let after = rest.trim_start_matches(' ');
        let Some(after) = after.strip_prefix('-') else { continue };
        let after = after.trim_start_matches(' ');
        let (start, end) = (first.text.end as usize, block.text().len() - after.len());
        let next =
            dates.get(number + 1).filter(|next| next.block == first.block && next.text.start as usize == end);
        let whole_end = match next {
            Some(next) if may_begin(next) && is_before(first, next) => next.text.end as usize,
            Some(_) => continue,
            None => {
                let length = after.find(|sign: char| !sign.is_alphabetic()).unwrap_or(after.len());
                let word = after.get(..length).unwrap_or_default();
                if !language.dates.ongoing.contains(&word.to_lowercase()) {
                    continue;
                }
                end + length
            }
        };
        let whole = first.text.start as usize..whole_end;
        if block.is_verbatim(whole.clone()) {
            let dash = block.span_of(start..end);
            found.push(Joined { whole: block.span_of(whole), dash, text: joint.clone() });
        }
    }
    found
}

/// Whether a date is the article's own, and its parts are joined by no hyphens themselves.
fn may_begin(fact: &DateFact) -> bool {
    let date = &fact.date;
    is_free_text(fact)
        && fact.origin < Origin::Label
        && fact.verbatim
        && matches!(date.form, Form::DayFirst | Form::MonthFirst | Form::MonthYear)
        && !date.is_range()
        && date.fault().is_none()
}

/// Whether a date may be the beginning of a range with the other one as its end.
fn is_before(first: &DateFact, last: &DateFact) -> bool {
    let years = [first, last].map(|fact| fact.date.year.map(|year| year.value));
    let precisions = [first, last].map(|fact| fact.date.precision());
    let is_alike = precisions[0] == precisions[1] || precisions == [Precision::DayOfYear, Precision::Day];
    is_alike && !matches!(years, [Some(first), Some(last)] if first > last)
}

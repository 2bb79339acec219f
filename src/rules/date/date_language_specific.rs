//! `rules/date/date-language-specific.md`

use super::own::is_free_text;
use super::surroundings::{Surroundings, last_word};
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, Place, YearDash};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{DateHabit, Language};
use crate::value::date::{DateOrder, Form};

/// Finds dates that the article's language writes otherwise: numbers alone, and ranges after a preposition.
pub struct DateLanguageSpecific;

impl Rule for DateLanguageSpecific {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(language) = cx.language else { return };
        if language.dates.avoided.contains(&DateHabit::Numeric) {
            for fact in &cx.facts.dates().all {
                let found = numeric(fact, cx);
                found.into_iter().for_each(|finding| cx.report(finding));
            }
        }
        if !language.dates.range_pairs.is_empty() {
            let facts = cx.facts;
            for (block, dashes) in facts.dates().year_dashes(facts.prose()) {
                ranges(&block, dashes, language, cx);
            }
        }
    }
}

/// A date of numbers in running text, with the month to be named.
fn numeric(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let date = &fact.date;
    let is_own = fact.place == Place::Prose && is_free_text(fact) && fact.origin == Origin::Own;
    if !is_own || date.form != Form::Numeric || date.fault().is_some() || !fact.verbatim {
        return None;
    }
    let (year, day) = (date.year.filter(|year| year.value > 999)?, date.day?);
    let now = cx.doc.slice(date.span);
    // Where the month comes first the numbers have changed places, or one of them is a slip.
    let is_usual = date.month.is_some_and(|month| day.span < month.span && month.span < year.span);
    if !is_usual || !now.contains('.') || Surroundings::of(fact, cx).may_name_something() {
        return None;
    }
    let then = cx.facts.dates().grammar.write(date, DateOrder::DayFirst)?;
    let title = format!("write `{then}`");
    Some(
        Finding::new(date.span, format!("`{now}` has the number of the month in running text"))
            .help(title.clone())
            .cluster("numbers")
            .fix(Fix::replace(title, date.span, then, Safety::Suggested)),
    )
}

/// Reports the ranges of years whose preposition wants a word, and has a dash.
fn ranges(block: &Block<'_>, dashes: &[YearDash], language: &Language, cx: &mut Context<'_>) {
    let is_text = matches!(block.kind(), BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Line);
    if block.argument().is_some() || !is_text {
        return;
    }
    let text = block.text();
    let mut origins = None;
    for at in dashes.iter().map(|dash| dash.at) {
        let Some(dash) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let is_dash = matches!(dash, '–' | '—' | '-');
        let years = is_dash.then(|| years_around(text, at, dash.len_utf8())).flatten();
        let Some((from, until)) = years else { continue };
        let before = text.get(..from).unwrap_or_default();
        let preposition = last_word(before.trim_end());
        let Some(word) = language.dates.range_pairs.get(&preposition.to_lowercase()) else { continue };
        let origins = origins.get_or_insert_with(|| block.origins());
        let dash_range = text.get(from..until).and_then(|years| {
            let digits = |sign: char| sign.is_ascii_digit();
            let first = years.find(|sign| !digits(sign))?;
            let last = years.rfind(|sign| !digits(sign))?;
            Some(from + first..from + last + years.get(last..)?.chars().next()?.len_utf8())
        });
        let Some(dash_range) = dash_range.filter(|_| origins.at(from) == Origin::Own) else { continue };
        let after = text.get(until..).unwrap_or_default().trim_start();
        // `from 1990–91 to 1995–96` are seasons, and so is what a noun follows: `from the 1990–91 season`.
        if after.strip_prefix(word.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
            continue;
        }
        // `from 1904 – 11 May 1956` ends on a day.
        let next = after.split(|sign: char| !sign.is_alphabetic()).next().unwrap_or_default();
        if language.month(next).is_some() {
            continue;
        }
        let now = text.get(before.trim_end().len() - preposition.len()..until).unwrap_or_default();
        let span = block.span_of(before.trim_end().len() - preposition.len()..until);
        let years = (text.get(from..dash_range.start), text.get(dash_range.end..until));
        let (Some(first), Some(last)) = years else { continue };
        // `1993–95` is `1993 to 1995`.
        let century = if last.len() == 2 { first.get(..2).unwrap_or_default() } else { "" };
        let then = format!("{preposition} {first} {word} {century}{last}");
        let mut finding = Finding::new(span, format!("`{now}` has a dash after `{preposition}`"))
            .help(format!("write `{then}`"))
            .cluster("range");
        if block.is_verbatim(dash_range.clone()) {
            let title = format!("write `{then}`");
            let edit = block.span_of(dash_range);
            finding = finding.fix(Fix::replace(title, edit, format!(" {word} {century}"), Safety::Suggested));
        }
        cx.report(finding);
    }
}

/// Where the years around a dash start and end, if there is a range of years that is no season (`1990–91`).
fn years_around(text: &str, dash: usize, length: usize) -> Option<(usize, usize)> {
    let (before, after) = (text.get(..dash)?, text.get(dash + length..)?);
    let head = before.trim_end_matches([' ', '\u{a0}']);
    let start = head.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
    let tail = after.trim_start_matches([' ', '\u{a0}']);
    let rest = tail.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let (first, last) = (head.get(start..)?, tail.get(..tail.len() - rest.len())?);
    let ends =
        !rest.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '–' | '/' | '%'));
    // `1000–1500,000` and `1000–1500.5` are numbers of something.
    let is_digit = |sign: char| sign.is_ascii_digit();
    let goes_on = rest.strip_prefix([',', '.']).is_some_and(|rest| rest.starts_with(is_digit));
    let starts = head.get(..start)?.ends_with(char::is_whitespace);
    let years: (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let is_range = match (first.len(), last.len()) {
        (4, 4) => (1000..=2100).contains(&years.0) && years.1 > years.0 && years.1 <= 2100,
        (4, 2) => (1000..=2100).contains(&years.0) && years.1 > years.0 % 100 + 1,
        _ => false,
    };
    (is_range && starts && ends && !goes_on).then_some((start, text.len() - rest.len()))
}

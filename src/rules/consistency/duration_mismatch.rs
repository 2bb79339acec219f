//! `rules/consistency/duration-mismatch.md`

use std::ops::Range;

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, Origin};
use crate::finding::Finding;
use crate::profile::Language;
use crate::rules::shown;
use crate::source::Span;
use crate::value::number::NumberGrammar;
use crate::value::year_range::{self, YearRange};

/// Finds numbers of years that the range of years beside them does not make.
pub struct DurationMismatch;

/// How far from a range its duration may stand, in bytes.
const REACH: usize = 40;

/// Numbers of years from here on are guesses if they are multiples of the next.
const LONG: i64 = 100;
const ROUND: i64 = 50;

/// A number of years as written.
struct Duration {
    years: u64,
    place: Range<usize>,
}

impl Rule for DurationMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn block_pattern(&self) -> Option<&str> {
        Some(year_range::PATTERN)
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(language) = cx.language.filter(|language| !language.dates.years.is_empty()) else { return };
        for block in cx.blocks_to_search() {
            for range in year_range::find_all(block.text(), cx.language) {
                let found =
                    before(block.text(), range, language).or_else(|| after(block.text(), range, language));
                let wrong = found.filter(|duration| !agrees(duration.years, range));
                if let Some(duration) = wrong.filter(|_| is_own(&block, range)) {
                    cx.report(finding(&block, range, &duration));
                }
            }
        }
    }
}

/// Whether a number of years can be meant for a range: both ends may count, one, or none.
fn agrees(years: u64, range: YearRange) -> bool {
    let difference = i64::from(range.end) - i64::from(range.start);
    let years = i64::try_from(years).unwrap_or(i64::MAX);
    let is_guess = years >= LONG && years % ROUND == 0;
    difference < 0 || is_guess || (difference - 1..=difference + 1).contains(&years)
}

fn is_own(block: &Block<'_>, range: YearRange) -> bool {
    block.origins().at(range.span.start as usize) <= Origin::Page
}

/// `for 12 years (1990–2003)`
fn before(text: &str, range: YearRange, language: &Language) -> Option<Duration> {
    let start = range.span.start as usize;
    let head = text.get(..start)?.trim_end();
    let is_closed = text.get(range.span.end as usize..)?.starts_with(')');
    let head = head.strip_suffix('(').filter(|_| is_closed)?.trim_end();
    let from = (head.len().saturating_sub(REACH)..=head.len()).find(|at| head.is_char_boundary(*at))?;
    let near = head.get(from..)?;
    let number_end = before_year_word(near, language)?;
    let found = NumberGrammar::new(language).find_all(near);
    let number = found.into_iter().rev().find(|number| number.span.end as usize == number_end)?;
    let place = from + number.span.start as usize..head.len();
    (!is_hedged(near.get(..number.span.start as usize)?, language))
        .then_some(Duration { years: number.value, place })
}

/// `1990–2003 (12 years)`, `1990–2003, 12 years`
fn after(text: &str, range: YearRange, language: &Language) -> Option<Duration> {
    let end = range.span.end as usize;
    let rest = text.get(end..)?;
    let gap = rest.len() - rest.trim_start().strip_prefix('(')?.trim_start().len();
    let tail = rest.get(gap..)?;
    let near = tail.get(..(0..=REACH.min(tail.len())).rev().find(|at| tail.is_char_boundary(*at))?)?;
    let number = NumberGrammar::new(language).find_all(near).into_iter().next()?;
    if number.span.start != 0 {
        return None;
    }
    let behind = near.get(number.span.end as usize..)?;
    let word = behind.trim_start();
    let length =
        language.dates.years.iter().filter(|year| word.starts_with(year.as_str())).map(String::len).max()?;
    // `12 years later`, `12 years old`, `12-year`: something else is measured.
    let is_all = word.get(length..)?.trim_start().starts_with([')', ',', ';']);
    let place_end = end + gap + number.span.end as usize + (behind.len() - word.len()) + length;
    is_all.then_some(Duration { years: number.value, place: end + gap..place_end })
}

/// Where the number ends that the word for years at the end of a text belongs to.
fn before_year_word(text: &str, language: &Language) -> Option<usize> {
    let folded = text.to_lowercase();
    let words = language.dates.years.iter().filter(|word| folded.ends_with(word.as_str()));
    let length = words.map(String::len).max()?;
    let (head, _) = text.split_at_checked(text.len().checked_sub(length)?)?;
    Some(head.trim_end().len())
}

fn is_hedged(before: &str, language: &Language) -> bool {
    let before = before.trim_end().to_lowercase();
    language.lists.hedges.iter().any(|hedge| {
        before.strip_suffix(hedge.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    })
}

fn finding(block: &Block<'_>, range: YearRange, duration: &Duration) -> Finding {
    let written = shown(block.text().get(duration.place.clone()).unwrap_or_default());
    let years = shown(block.text().get(range.span.range()).unwrap_or_default());
    let difference = range.end - range.start;
    let span: Span = block.span_of(duration.place.clone());
    Finding::new(span, format!("`{written}` is stated, but `{years}` is {difference} years"))
        .label(
            block.span_of(range.span.range()),
            format!("{difference} years, {} with both ends", difference + 1),
        )
        .help("correct the number or the years")
}

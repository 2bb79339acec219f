//! Ranges of years in running text: `1990–2003`, `from 1990 to 2003`.

use std::ops::Range;

use nom::Parser;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::one_of;

use crate::profile::{Language, Units};
use crate::source::Span;
use crate::value::date::DateGrammar;

/// The years that four digits most likely are.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;
/// Two digits that are no more than this may be a month.
const MONTHS: i32 = 12;
/// A regular expression without a match of which a text holds no range of years.
pub const PATTERN: &str = r"[0-9०-९০-৯٠-٩۰-۹]{4}[ \u{a0}\u{2009}]?[–—‑\-\p{L}]";

/// How many digits a year has.
const DIGITS: usize = 4;
/// Abbreviations that stand for a unit, or for another way to count years, have no more bytes than this.
const SHORT: usize = 3;
/// Of the word before a year no more is read, in bytes.
const LONGEST_WORD: usize = 48;
/// How far before a year the word that announces its range ends, in bytes.
const LONGEST_GAP: usize = 4;

/// Two years of four digits that are a range, whatever their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearRange {
    /// The year that is written first.
    pub start: i32,
    /// The year that is written second.
    pub end: i32,
    /// Both with what is between them, in the text given to the grammar.
    pub span: Span,
    /// Whether a dash joins them, and not a word.
    pub has_dash: bool,
}

/// All ranges of years in a text, in order. Numbers that other numbers or letters are joined to are none, nor are those
/// after a word before which numbers are names (`law 1990–1203`).
pub fn find_all(text: &str, language: Option<&Language>) -> Vec<YearRange> {
    let digits = match language {
        Some(language) => language.date_grammar(),
        None => DateGrammar::numeric(),
    };
    let mut ranges = Vec::new();
    let mut rest_at = 0;
    while let Some(at) = digits.next_digit(text, rest_at) {
        let (end, run) = digits.digits_at(text, at);
        rest_at = end;
        let is_range = |_: &YearRange| is_free(text.get(..at).unwrap_or_default(), language);
        let range = (run == DIGITS).then(|| range(text, at, language)).flatten().filter(is_range);
        if let Some(range) = range {
            rest_at = range.span.end as usize;
            ranges.push(range);
        }
    }
    ranges
}

/// `range := year (space? dash space? | space word space) year`
fn range(text: &str, at: usize, language: Option<&Language>) -> Option<YearRange> {
    let input = text.get(at..)?;
    let (rest, start) = year(input, language)?;
    let (rest, has_dash) = match dash(rest) {
        Some(rest) => (rest, true),
        None => (word(text.get(..at)?, rest, language?)?, false),
    };
    let (rest, end) = year(rest, language)?;
    let span = Span::of(at..text.len() - rest.len());
    (may_end(rest) && !is_measured(rest, language) && YEARS.contains(&start) && YEARS.contains(&end))
        .then_some(YearRange { start, end, span, has_dash })
}

/// The range of two years of four digits that the dash at a place in the text joins.
pub fn find_around(text: &str, dash_at: usize, language: &Language) -> Option<YearRange> {
    let before = text.get(..dash_at)?.trim_end_matches(is_space_of_dash);
    let at = before.char_indices().rev().nth(DIGITS - 1)?.0;
    let (head, start) = text.split_at_checked(at)?;
    let is_digit = |sign: char| language.digit(sign).is_some();
    if !before.ends_with(is_digit) || !start.starts_with(is_digit) || head.ends_with(is_digit) {
        return None;
    }
    let range = range(text, at, Some(language)).filter(|range| range.has_dash)?;
    is_free(head, Some(language)).then_some(range)
}

/// A range whose end is cut to two digits (`1990-95`) or is a word for today (`1990-present`), by the place of its dash
/// in the text. Two digits that may be those of a month are none.
pub fn find_cut(text: &str, dash_at: usize, language: &Language) -> Option<(Range<usize>, Range<usize>)> {
    let is_space = |sign: char| matches!(sign, ' ' | '\u{a0}');
    let head = text.get(..dash_at)?;
    let (before, dash) = text.split_at_checked(head.strip_suffix(is_space).unwrap_or(head).len())?;
    let at = before.char_indices().rev().nth(3)?.0;
    let (rest, start) = year(text.get(at..)?, Some(language))?;
    let is_year = YEARS.contains(&start) && rest.len() == dash.len();
    let rest = text.get(dash_at..)?.strip_prefix('-')?;
    let rest = rest.strip_prefix(is_space).unwrap_or(rest);
    let dash_range = before.len()..text.len() - rest.len();
    let n_digits = rest.chars().take_while(|sign| language.digit(*sign).is_some()).count();
    let after = if n_digits == 0 {
        let length = rest.find(|sign: char| !sign.is_alphabetic()).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(length)?;
        language.dates.ongoing.contains(&word.to_lowercase()).then_some(after)?
    } else {
        let mut digits = rest.chars().filter_map(|sign| language.digit(sign));
        let end = i32::try_from(digits.next()? * 10 + digits.next()?).ok()?;
        let is_end = n_digits == 2 && end > MONTHS && end > start % 100;
        is_end.then(|| rest.char_indices().nth(2).map_or("", |(at, _)| rest.get(at..).unwrap_or_default()))?
    };
    let is_range = is_year
        && is_free(text.get(..at)?, Some(language))
        && may_end(after)
        && !is_measured(after, Some(language));
    is_range.then(|| (at..text.len() - after.len(), dash_range))
}

/// `year := digit{4}`
fn year<'t>(input: &'t str, language: Option<&Language>) -> Option<(&'t str, i32)> {
    let is_digit = |sign: char| digit(sign, language).is_some();
    let mut digits = take_while_m_n::<_, _, nom::error::Error<&str>>(DIGITS, DIGITS, is_digit);
    let (rest, digits) = digits.parse(input).ok()?;
    let value = digits.chars().filter_map(|sign| digit(sign, language));
    let value = value.fold(0, |value, digit| value * 10 + i32::try_from(digit).unwrap_or(0));
    (!rest.starts_with(is_digit)).then_some((rest, value))
}

/// `dash := space? ("–" | "-" | "—" | "‑") space?`
fn dash(input: &str) -> Option<&str> {
    let space = || take_while::<_, _, nom::error::Error<&str>>(is_space_of_dash);
    (space(), one_of("–-—‑"), space()).parse(input).ok().map(|(rest, _)| rest)
}

/// Whether a sign may stand between a year and the dash of a range.
fn is_space_of_dash(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{2009}')
}

/// What is left behind the word between two years, if another word announces the range before them.
fn word<'t>(before: &str, rest: &'t str, language: &Language) -> Option<&'t str> {
    let bare = rest.strip_prefix(char::is_whitespace)?;
    if !language.dates.range_pairs.values().any(|between| bare.starts_with(between.as_str())) {
        return None;
    }
    let announced = before.trim_end();
    let is_near = before.len() - announced.len() <= LONGEST_GAP;
    let ends_with = |word: &str| {
        let head = announced.len().checked_sub(word.len()).and_then(|at| announced.split_at_checked(at));
        head.is_some_and(|(head, tail)| tail.to_lowercase() == word && !head.ends_with(char::is_alphanumeric))
    };
    let (start, _) = language.dates.range_pairs.iter().find(|(start, _)| is_near && ends_with(start))?;
    let between = language.dates.range_pairs.get(start)?;
    bare.strip_prefix(between.as_str())?.strip_prefix(char::is_whitespace)
}

fn digit(sign: char, language: Option<&Language>) -> Option<u32> {
    language.map_or_else(|| sign.to_digit(10), |language| language.digit(sign))
}

/// Whether a year may start behind this text.
fn is_free(before: &str, language: Option<&Language>) -> bool {
    let joins = |sign: char| sign.is_alphanumeric() || ".,:/-–—−‑‐'’#№§$£€¥₹+±_×~=".contains(sign);
    let trimmed = before.trim_end();
    let after_dash = trimmed.ends_with(['–', '-', '—', '−', '№', '§']);
    let near =
        (trimmed.len().saturating_sub(LONGEST_WORD)..trimmed.len()).find(|at| trimmed.is_char_boundary(*at));
    let near = near.and_then(|at| trimmed.get(at..)).unwrap_or_default();
    let last = near.rsplit(|sign: char| sign.is_whitespace() || sign == '(').next().unwrap_or_default();
    let last = last.to_lowercase();
    let is_numbered = language.is_some_and(|language| language.dates.numbered.contains(&last));
    // `pp.`, `S.`: pages and the like.
    let is_circa = language.is_some_and(|language| language.dates.circa.contains(&last));
    let is_abbreviated = last.ends_with('.') && last.chars().count() <= 3 && !is_circa;
    !before.ends_with(joins) && !after_dash && !is_numbered && !is_abbreviated
}

/// Whether a year may end before this text.
fn may_end(rest: &str) -> bool {
    let mut signs = rest.chars();
    let (first, second) = (signs.next(), signs.next());
    match first {
        Some(sign) if sign.is_alphanumeric() || "%°‰_×".contains(sign) => false,
        Some(sign) if ".,:/-–—−'’".contains(sign) => !second.is_some_and(char::is_alphanumeric),
        Some(' ' | '\u{a0}') => !rest.trim_start().starts_with(['–', '—', '-', '−', '×', '°', '%']),
        _ => true,
    }
}

/// Whether a unit follows, or an abbreviation in capitals that is no mark of an era: `1375–1200 Ma`.
fn is_measured(rest: &str, language: Option<&Language>) -> bool {
    let word = rest.trim_start().split(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    let is_era = language.is_some_and(|language| language.dates.common_era.iter().any(|era| era == word));
    let is_abbreviation = word.starts_with(char::is_uppercase) && word.len() <= SHORT;
    let is_unit = Units::known().named(word).is_some_and(|unit| !unit.whole);
    rest.starts_with([' ', '\u{a0}']) && !is_era && (is_abbreviation || is_unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(i32, i32)> {
        let ranges = find_all(text, Language::named("en"));
        ranges.into_iter().map(|range| (range.start, range.end)).collect()
    }

    #[test]
    fn a_dash_or_a_pair_of_words_joins_two_years() {
        assert_eq!(read("in 1990–2003, 1995 - 1993 CE"), [(1990, 2003), (1995, 1993)]);
        assert_eq!(read("From 1990 to 2003 and between 1995 and 1993."), [(1990, 2003), (1995, 1993)]);
    }

    #[test]
    fn other_numbers_are_no_years() {
        let text = "pp. 1990–1203, law 1990–1203, 1990–1203a, 0300–0200, 1990–1203–1100, No.1990–1203, 555-1990-1203, \
                    1990 to 1203, 1990–12030, A1990–1203, 1990–91, 1990–1203 Ma, \
                    1990–1203 km";
        assert_eq!(read(text), []);
    }
}

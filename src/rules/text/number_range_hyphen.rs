//! `rules/text/number-range-hyphen.md`

use std::ops::Range;

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, BlockKind, Origin};
use crate::facts::punctuation::{Candidate, Family};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Language, Units};

/// The longest number that is read, in digits.
const MAX_DIGITS: usize = 6;
/// As many digits as most years have.
const YEAR_DIGITS: usize = 4;
/// Of the word beside a number no more is read, in bytes.
const MAX_WORD: usize = 40;

/// Finds ranges of pages and measures that are written with a hyphen.
pub struct NumberRangeHyphen;

impl Rule for NumberRangeHyphen {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(language) = cx.language.filter(|language| !language.dashes.range.is_empty()) else { return };
        for candidates in cx.facts.punctuation().by_block(Family::Dash) {
            let hyphens = candidates.iter().filter(|candidate| candidate.sign == '-');
            let Some(block) =
                candidates.first().and_then(|first| cx.facts.prose().block(first.block as usize))
            else {
                continue;
            };
            if block.kind() == BlockKind::Argument {
                continue;
            }
            let ranges: Vec<_> =
                hyphens.filter_map(|hyphen| range(block.text(), *hyphen, language)).collect();
            if ranges.is_empty() {
                continue;
            }
            let origins = block.origins();
            for (whole, hyphen) in ranges {
                let is_own = [whole.start, whole.end - 1].into_iter().all(|at| origins.at(at) == Origin::Own);
                if is_own && block.is_verbatim(whole.clone()) {
                    cx.report(finding(&block, whole, hyphen, &language.dashes.range));
                }
            }
        }
    }
}

/// The range that a hyphen joins, if a word for pages stands before it or a unit behind it.
fn range(text: &str, hyphen: Candidate, language: &Language) -> Option<(Range<usize>, Range<usize>)> {
    let is_digit = |sign: char| sign.is_ascii_digit();
    let at = hyphen.at as usize;
    let (head, rest) = (text.get(..at)?, text.get(at + 1..)?);
    let n_first = head.bytes().rev().take(MAX_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let n_last = rest.bytes().take(MAX_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    if !(1..=MAX_DIGITS).contains(&n_first) || !(1..=MAX_DIGITS).contains(&n_last) {
        return None;
    }
    let (before, first) = head.split_at_checked(at - n_first)?;
    let (last, after) = rest.split_at_checked(n_last)?;
    let [start, end] = [first.parse::<u32>().ok()?, last.parse::<u32>().ok()?];
    let is_cut = n_last < n_first && first.get(n_first - n_last..)?.parse::<u32>().ok()? < end;
    let is_free = before.is_empty() || before.ends_with(|sign: char| sign.is_whitespace() || sign == '(');
    let goes_on = after.starts_with(|sign: char| sign.is_alphabetic() || "-–—/:_".contains(sign))
        || after.starts_with(['.', ',']) && after.get(1..).is_some_and(|rest| rest.starts_with(is_digit));
    let is_range = is_free && !goes_on && !first.starts_with('0') && (start < end || is_cut);
    // `1990-1995 years` is a range of dates.
    let is_of_years = n_first == YEAR_DIGITS && n_last == YEAR_DIGITS;
    let is_measure = || !is_cut && !is_of_years && is_before_unit(after, language);
    let is_meant = || is_after_page(before, language) || is_measure();
    (is_range && is_meant()).then(|| (before.len()..at + 1 + n_last, at..at + 1))
}

/// Whether a word for pages stands last in a text.
fn is_after_page(before: &str, language: &Language) -> bool {
    let start = before.ceil_char_boundary(before.len().saturating_sub(MAX_WORD));
    let near = before.get(start..).unwrap_or_default().trim_end();
    let word = near.rsplit(|sign: char| sign.is_whitespace() || sign == '(').next().unwrap_or_default();
    !word.is_empty() && language.dashes.pages.contains(&word.to_lowercase())
}

/// Whether a unit or a percent sign stands first in a text. Units of one letter are names of other things as often.
fn is_before_unit(after: &str, language: &Language) -> bool {
    let near = after.get(..after.floor_char_boundary(MAX_WORD)).unwrap_or(after);
    let near = near.strip_prefix([' ', '\u{a0}']).unwrap_or(near);
    if near.starts_with(['%', '‰', '°']) {
        return true;
    }
    let length =
        near.find(|sign: char| sign.is_whitespace() || ".,;:()".contains(sign)).unwrap_or(near.len());
    let word = near.get(..length).unwrap_or_default();
    let is_word = word.chars().count() > 1 && word.starts_with(char::is_alphabetic);
    is_word && (Units::known().named(word).is_some() || language.unit_named(&word.to_lowercase()).is_some())
}

fn finding(block: &Block<'_>, whole: Range<usize>, hyphen: Range<usize>, dash: &str) -> Finding {
    let text = block.text();
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let written = [part(whole.start..hyphen.start), dash, part(hyphen.end..whole.end)].concat();
    let message = format!("the range `{}` is written with a hyphen", part(whole.clone()));
    Finding::new(block.span_of(whole), message)
        .help(format!("write `{written}`, with a dash"))
        .cluster("hyphen")
        .fix(Fix::replace(format!("write `{written}`"), block.span_of(hyphen), dash, Safety::Suggested))
}

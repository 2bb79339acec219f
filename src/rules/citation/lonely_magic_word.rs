//! `rules/citation/lonely-magic-word.md`

use std::ops::Range;

use super::isbn_syntax::isbn;
use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{Block, Origin};
use crate::finding::Finding;
use crate::rules::shown;

/// Finds the word ISBN before a number that MediaWiki does not link.
pub struct LonelyMagicWord;

const WORD: &str = "ISBN";

/// How many digits an ISBN has.
const LENGTHS: [usize; 2] = [10, 13];

/// Fewer digits are no attempt at an ISBN: `ISBN 13`.
const FEWEST: usize = 6;

impl Rule for LonelyMagicWord {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (block, places) in cx.facts.prose().places_of(cx.tree.unlinked_isbns()) {
            if block.argument().is_some() {
                continue;
            }
            let mut origins = None;
            for at in places {
                let Some((range, finding)) = lonely(&block, at) else { continue };
                if origins.get_or_insert_with(|| block.origins()).at(range.start) <= Origin::Page {
                    cx.report(finding);
                }
            }
        }
    }
}

/// A number that does not link, and where it stands in the text of a block.
fn lonely(block: &Block<'_>, at: usize) -> Option<(Range<usize>, Finding)> {
    let text = block.text();
    // The digits of `ISBN 13 978…` are counted by another rule.
    if isbn(text.get(at..)?).is_ok() {
        return None;
    }
    let rest = text.get(at + WORD.len()..)?;
    let number = rest.trim_start_matches([' ', '\u{a0}']);
    let is_digit = |sign: char| sign.is_ascii_digit() || matches!(sign, 'X' | 'x');
    let number = number.get(
        ..number.find(|sign: char| !is_digit(sign) && !matches!(sign, '-' | ' ')).unwrap_or(number.len()),
    )?;
    let number = number.trim_end_matches(['-', ' ']);
    let n_digits = number.chars().filter(|sign| is_digit(*sign)).count();
    let is_word = !text.get(..at)?.ends_with(char::is_alphanumeric) && rest.starts_with([' ', '\u{a0}']);
    if !is_word || n_digits < FEWEST || LENGTHS.contains(&n_digits) {
        return None;
    }
    let end = at + text.get(at..)?.find(number)? + number.len();
    let message =
        format!("`ISBN {}` does not link: it has {n_digits} digits, and an ISBN has 10 or 13", shown(number));
    let help = "compare with the book, or with the catalogue of a library";
    Some((at..end, Finding::new(block.span_of(at..end), message).help(help)))
}

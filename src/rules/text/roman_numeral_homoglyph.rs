//! `rules/text/roman-numeral-homoglyph.md`

use super::is_in_url;
use super::looked_up::is_looked_up;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::Kind;

/// Finds Roman numerals that are written in letters of another script.
pub struct RomanNumeralHomoglyph;

/// The longest numeral that is looked at, in characters: `XXXVIII`.
const MAX_NUMERAL: usize = 7;

impl Rule for RomanNumeralHomoglyph {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let numerals = cx.facts.language.map_or(&[][..], |language| &language.letters.numerals);
        if numerals.is_empty() {
            return;
        }
        let letters: Vec<char> = numerals.iter().map(|[letter, _]| *letter).collect();
        let latin = |sign: char| {
            numerals.iter().find(|[letter, _]| *letter == sign).map_or(sign, |[_, latin]| *latin)
        };
        let text = cx.doc.text();
        let mut end = 0;
        for (at, _) in text.match_indices(letters.as_slice()) {
            if at < end {
                continue;
            }
            let Some(span) = numeral_at(text, at, &letters) else { continue };
            end = span.end as usize;
            let word = cx.doc.slice(span);
            let meant: String = word.chars().map(latin).collect();
            let leaf = cx.tree.leaf_at(span.start);
            if !is_numeral(&meant)
                || leaf.kind() != Kind::Text
                || is_looked_up(span, cx)
                || is_in_url(text, span)
            {
                continue;
            }
            let fix = Fix::replace(format!("write `{meant}` in Latin letters"), span, &meant, Safety::Safe);
            let message = format!("the Roman numeral `{word}` is written in letters of another script");
            let help = "write it in Latin letters, so that searches and links find it";
            cx.report(Finding::new(span, message).help(help).cluster(word).fix(fix));
        }
    }
}

/// The word that begins at or shortly before a letter, if it has no other letters than those of numerals.
fn numeral_at(text: &str, at: usize, letters: &[char]) -> Option<Span> {
    let is_part = |sign: char| letters.contains(&sign) || "IVX".contains(sign);
    let from = text.floor_char_boundary(at.saturating_sub(MAX_NUMERAL * 2 + 4));
    let head = text.get(from..at)?.trim_end_matches(is_part);
    let tail = text.get(at..)?;
    let length: usize =
        tail.chars().take(MAX_NUMERAL + 1).take_while(|sign| is_part(*sign)).map(char::len_utf8).sum();
    let (start, end) = (from + head.len(), at + length);
    let before = text.get(..start)?.chars().next_back();
    let after = text.get(end..)?.chars().next();
    let is_word = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    (!is_word(before) && !is_word(after)).then(|| Span::of(start..end))
}

/// Whether Latin letters are a numeral of at least two signs that counts centuries, rulers or parts.
fn is_numeral(word: &str) -> bool {
    let ones = word.trim_start_matches('X');
    let tens = word.len() - ones.len();
    let is_ones = matches!(ones, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX");
    word.len() > 1 && tens <= 3 && is_ones
}

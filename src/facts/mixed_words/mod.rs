//! Words that have a letter of another script, or a sign, which looks like a letter of their own.

mod proven;
mod word;

use std::ops::Range;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashSet;
use unicode_script::{Script, UnicodeScript};

use self::proven::read_proven;
use self::word::{Found, Open, is_letter, read, script_around, word_at};
use super::Facts;
use crate::profile::Rewritten;
use crate::source::Span;

/// Fewer letters are a formula or a unit as often as a word.
const MIN_LETTERS: usize = 3;

/// No formula and no unit has so many letters.
const MIN_LONG: usize = 6;

/// A word that is not written in one script, though it was meant to be.
#[derive(Debug)]
pub struct MixedWord {
    /// Its place.
    pub span: Span,
    /// What is wrong with it.
    pub slip: Slip,
    /// The word in letters of one script; none if nothing tells which letter was meant.
    pub meant: Option<String>,
    /// Whether it is proven what was meant: the word stands elsewhere in the document, or nothing else is possible.
    pub is_proven: bool,
}

/// What a word has that is not of its script.
#[derive(Debug)]
pub enum Slip {
    /// Letters of another script.
    Letters {
        /// The letters, each as often as it stands there.
        letters: Vec<char>,
        /// Their script.
        foreign: Script,
        /// The script of the word.
        own: Script,
    },
    /// The whole word, which looks the same in the script of the words around it.
    Word {
        /// The script of its letters.
        foreign: Script,
    },
    /// A character that stands for a letter or another sign.
    Sign {
        /// The character.
        sign: char,
        /// What it is called, with its article.
        name: &'static str,
    },
}

/// The words of a document that mix scripts without being meant so, in order.
pub(super) fn read_mixed_words(facts: &Facts<'_>) -> Vec<MixedWord> {
    let text = facts.doc.text();
    let mut words: Vec<Found> = Vec::new();
    let mut next = 0;
    for &at in &facts.characters().mixed {
        if at < next {
            continue;
        }
        let Some(span) = word_at(text, at as usize) else { continue };
        next = span.end;
        words.extend(read(text, span));
    }
    let open = words.iter().filter_map(Found::open);
    let meant: FxHashSet<&str> = open.flat_map(Open::texts).collect();
    let known = if meant.is_empty() { FxHashSet::default() } else { words_of(text, meant) };
    let decided = |found: &Found| match found {
        Found::Open(open) => decide(text, open, &known),
        Found::Sure(_) => None,
    };
    let decided: Vec<Option<MixedWord>> = words.iter().map(decided).collect();
    let both = words.into_iter().zip(decided);
    let mixed = both.filter_map(|(found, decided)| match found {
        Found::Sure(word) => Some(word),
        Found::Open(_) => decided,
    });
    let mut words: Vec<MixedWord> = mixed.chain(read_proven(text)).collect();
    words.sort_by_key(|word| word.span.start);
    words
}

/// Which reading of a word is meant, if one is.
fn decide(text: &str, open: &Open, known: &FxHashSet<&str>) -> Option<MixedWord> {
    let word = text.get(open.span.range())?;
    let is_known = |(_, reading): &&(Script, Rewritten)| known.contains(reading.text.as_str());
    let mut proven = open.readings.iter().filter(is_known);
    let numeral =
        open.readings.iter().find(|(script, reading)| *script == Script::Latin && is_numeral(&reading.text));
    let chosen = match (proven.next(), proven.next()) {
        _ if numeral.is_some() => numeral,
        (Some(one), None) => Some(one).filter(|one| open.n_letters >= MIN_LETTERS || is_pair(open, one.0)),
        (None, _) if open.is_compound => None,
        (None, _) if open.readings.len() == 1 => {
            open.readings.first().filter(|one| is_certain(word, open, one))
        }
        (None, _) if open.n_letters < MIN_LETTERS => None,
        _ => {
            let around = script_around(text, open.span);
            open.readings.iter().find(|(script, _)| around == Some(*script))
        }
    };
    let &(own, ref reading) = chosen?;
    let is_foreign = |sign: &char| ![own, Script::Common, Script::Inherited].contains(&sign.script());
    let letters: Vec<char> = word.chars().filter(is_foreign).collect();
    let slip = Slip::Letters { foreign: letters.first()?.script(), letters, own };
    let is_proven = known.contains(reading.text.as_str());
    // Of letters that only resemble each other, another one may have been meant.
    let meant = (is_proven || !reading.is_near).then(|| reading.text.clone());
    Some(MixedWord { span: open.span, slip, meant, is_proven })
}

/// Whether a known word of two letters is that word: beside Latin letters, those of other scripts are quantities and
/// units.
fn is_pair(open: &Open, script: Script) -> bool {
    script != Script::Latin && !open.is_compound
}

/// Whether the only reading of a word that stands nowhere else is what was meant.
fn is_certain(word: &str, open: &Open, (script, reading): &(Script, Rewritten)) -> bool {
    let is_long = open.n_letters >= MIN_LONG;
    if reading.is_near && !(is_long && *script != Script::Latin) {
        return false;
    }
    let n_own = word.chars().filter(|sign| sign.script() == *script).count();
    // Capitals that look like Latin ones stand for no quantity: `ΚC`.
    let is_abbreviation = *script == Script::Latin && word.chars().all(char::is_uppercase);
    let is_most = n_own * 2 > open.n_letters || is_long && !has_roman_numeral(word);
    is_abbreviation || open.n_letters >= MIN_LETTERS && is_most
}

/// Whether the Latin letters of a word are those of a numeral.
fn has_roman_numeral(word: &str) -> bool {
    word.chars().filter(char::is_ascii_alphabetic).all(|sign| "IVXLCDM".contains(sign))
}

/// Whether a word is a numeral of the kind that counts centuries and rulers.
fn is_numeral(word: &str) -> bool {
    let ones = word.trim_start_matches('X');
    word.len() > 1 && matches!(ones, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// Those of some words that a text has.
fn words_of<'t>(text: &'t str, words: FxHashSet<&str>) -> FxHashSet<&'t str> {
    let Ok(search) = AhoCorasick::new(words) else { return FxHashSet::default() };
    let places = search.find_overlapping_iter(text).map(|place| place.range());
    let is_word = |place: &Range<usize>| {
        let before = text.get(..place.start).and_then(|before| before.chars().next_back());
        let after = text.get(place.end..).and_then(|after| after.chars().next());
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    };
    places.filter(is_word).filter_map(|place| text.get(place)).collect()
}

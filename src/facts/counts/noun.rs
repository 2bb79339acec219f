//! What is counted, and whether two names of it are forms of one.

use std::ops::Range;

use crate::profile::Language;
use crate::value::lowercase::lowercase;
use crate::value::sign::{is_alphabetic, is_alphanumeric};

/// The most words that name what is counted.
const WORDS: usize = 4;
/// The fewest letters that two forms share where nothing is known of the language's endings.
const SHARED: usize = 4;
/// The most letters in which they may differ then.
const ENDING: usize = 3;

/// The name of what is counted, at the start of a text: its words up to a sign or a word that ends it.
pub(super) fn noun(language: &Language, text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for word in words_of(text) {
        let gap = text.get(words.last().map_or(0, |last: &Range<usize>| last.end)..word.start);
        let Some(found) = text.get(word.clone()) else { break };
        let is_end = || language.lists.noun_ends.contains(&lowercase(found));
        let is_near =
            gap.is_some_and(|gap| gap.chars().all(|sign| matches!(sign, ' ' | '\u{a0}' | '-' | '\n')));
        if words.len() == WORDS || !is_near || !found.starts_with(is_alphabetic) || is_end() {
            break;
        }
        words.push(word);
    }
    words
}

/// The words of a text: letters and digits, with marks inside of them.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let start = rest + tail.find(is_alphanumeric)?;
        let tail = text.get(start..)?;
        let is_part = |sign: char| is_alphanumeric(sign) || is_mark(sign) || matches!(sign, '\'' | '’' | '-');
        let end = start + tail.find(|sign| !is_part(sign)).unwrap_or(tail.len());
        rest = end;
        Some(start..end)
    })
}

/// Whether a sign is a vowel sign or another mark of the scripts of India, or one that combines.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}')
        && !sign.is_whitespace()
}

/// Whether two words in lower case are forms of one noun, or are counted as one.
pub(super) fn is_same(language: &Language, one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let counted_as_one =
        |group: &Vec<String>| [one, other].iter().all(|word| group.iter().any(|same| same == word));
    language.lists.same.iter().any(counted_as_one) || are_forms(language, one, other)
}

/// What the forms of a noun have in common, and the names that are counted as one: a key to group them by.
pub(super) fn key(language: &Language, word: &str) -> String {
    let group = language.lists.same.iter().find(|group| group.iter().any(|same| same == word));
    if let Some(first) = group.and_then(|group| group.first()) {
        return first.clone();
    }
    let endings = language.lists.endings.iter().flatten();
    let stem = |ending: &String| word.strip_suffix(ending.as_str()).filter(|stem| stem.chars().count() > 2);
    endings.filter_map(stem).min_by_key(|stem| stem.len()).unwrap_or(word).to_owned()
}

fn are_forms(language: &Language, one: &str, other: &str) -> bool {
    let shared: usize = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .map(|(sign, _)| sign.len_utf8())
        .sum();
    let endings = &language.lists.endings;
    if endings.is_empty() {
        let letters = one.get(..shared).map_or(0, |stem| stem.chars().count());
        let left = |word: &str| word.chars().count() - letters;
        return letters >= SHARED && left(one) <= ENDING && left(other) <= ENDING;
    }
    endings.iter().any(|group| {
        let stems = |word: &'_ str| -> Vec<usize> {
            let stem = |ending: &String| word.strip_suffix(ending.as_str()).map(str::len);
            group.iter().filter_map(stem).filter(|&stem| stem > 2 && stem <= shared).collect()
        };
        let others = stems(other);
        stems(one).iter().any(|stem| others.contains(stem))
    })
}

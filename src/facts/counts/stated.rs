//! Numbers in a sentence that count something.

use std::ops::Range;

use super::Bound;
use super::noun::noun;
use crate::facts::enumerations::has_word;
use crate::facts::prose::LEFT_OUT;
use crate::profile::Language;
use crate::source::Span;
use crate::value::bytes::table_of;
use crate::value::lowercase::lowercase;
use crate::value::number::{Number, NumberGrammar};
use crate::value::sign::is_alphanumeric;

/// Numbers from here on are years, and nobody lists so many things.
const TOO_MANY: u64 = 1000;

/// How much of a sentence beside a number is searched for hedges and the like, in bytes.
const NEAR: usize = 100;

/// A count as a text states it. Places are offsets into the text.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) number: u64,
    /// The number with the name of what is counted.
    pub(super) range: Range<usize>,
    /// The words of that name.
    pub(super) noun: Vec<Range<usize>>,
    pub(super) bound: Bound,
    /// Whether it counts a part of a whole.
    pub(super) is_part: bool,
}

/// Whether a byte is the first one of a sign that can end a sentence.
const MAY_END_SENTENCE: [bool; 256] = table_of(b"\n.!?;\xD6\xE0\xE3");

/// The end of the sentence that the sign at a place ends.
fn sentence_end(text: &str, at: usize) -> Option<usize> {
    let length = match text.as_bytes().get(at..)? {
        [b'\n', ..] => 1,
        // The full stops of Armenian, of Indian scripts, and of Chinese and Japanese.
        [0xD6, 0x89, ..] => 2,
        [0xE0, 0xA5, 0xA4, ..] | [0xE3, 0x80, 0x82, ..] => 3,
        [b'.' | b'!' | b'?' | b';', ..] => {
            let next = text.get(at + 1..)?.chars().next();
            next.is_none_or(|next| next.is_whitespace() || next == LEFT_OUT).then_some(1)?
        }
        _ => return None,
    };
    Some(at + length)
}

/// The sentence of a text that a place is in, from another place on.
pub(super) fn sentence_around(text: &str, from: usize, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let may_end = |place: &usize| bytes.get(*place).is_some_and(|byte| MAY_END_SENTENCE[usize::from(*byte)]);
    let start = (from..at).rev().filter(may_end).find_map(|place| sentence_end(text, place));
    let end = (at..text.len()).filter(may_end).find_map(|place| sentence_end(text, place));
    start.unwrap_or(from)..end.unwrap_or(text.len())
}

/// The counts of a text, each with the sentence that it stands in.
pub(super) fn counts(language: &Language, text: &str) -> Vec<(Stated, Range<usize>)> {
    let mut counts = Vec::new();
    // No number goes beyond a sentence, and whether one may start is seen from the sign before it.
    let mut sentence = 0..0;
    for number in NumberGrammar::new(language).find_all(text) {
        let range = number.span.range();
        if sentence.end <= range.start {
            sentence = sentence_around(text, sentence.end, range.start);
        }
        let clause = text.get(sentence.clone()).unwrap_or_default();
        let span = Span::of(range.start - sentence.start..range.end - sentence.start);
        let stated = count(language, clause, Number { span, ..number }, sentence.start);
        counts.extend(stated.map(|stated| (stated, sentence.clone())));
    }
    counts
}

fn count(language: &Language, clause: &str, number: Number, start: usize) -> Option<Stated> {
    let words = &language.lists;
    let head = clause.get(..number.span.start as usize)?;
    let tail = start_of(clause.get(number.span.end as usize..)?);
    if !(2..TOO_MANY).contains(&number.value) || is_numbered(language, head, clause, number) {
        return None;
    }
    let from = start + number.span.end as usize;
    let noun: Vec<Range<usize>> =
        noun(language, tail).into_iter().map(|word| from + word.start..from + word.end).collect();
    let word = |range: &Range<usize>| clause.get(range.start - start..range.end - start).unwrap_or_default();
    let first = word(noun.first()?);
    let counts_other = |word: &str| words.not_counted.contains(&lowercase(word));
    if noun.iter().any(|range| counts_other(word(range))) || language.month(first).is_some() {
        return None;
    }
    let end = noun.last()?.end;
    let before = lowercase(end_of(head).trim_end());
    let after = lowercase(tail.trim_start());
    let is_part = words.parts.iter().any(|part| starts_with_word(&after, part))
        || words.parts.iter().any(|part| ends_with_word(&before, part))
        || noun.iter().any(|range| words.parts.contains(&lowercase(word(range))));
    let rest = lowercase(start_of(clause.get(end - start..).unwrap_or_default()).trim_start());
    Some(Stated {
        number: number.value,
        range: start + number.span.start as usize..end,
        noun,
        bound: bound(language, &before, &after, &rest),
        is_part,
    })
}

/// Whether the number is part of a name (`Apollo 11 astronauts`, `China and the Two Koreas`), of a place in a work
/// (`chapter 3`) or, in digits at the start of a sentence, what the sentence is about.
fn is_numbered(language: &Language, head: &str, clause: &str, number: Number) -> bool {
    let head = end_of(head);
    let before = head.split_whitespace().next_back();
    if number.in_words {
        let is_capital =
            clause.get(number.span.range()).is_some_and(|word| word.starts_with(char::is_uppercase));
        return is_capital && before.is_some();
    }
    before.is_some_and(|word| {
        if language.month(word).is_some() {
            return true;
        }
        let name = word.trim_start_matches(['(', '"', '“']);
        name.starts_with(char::is_uppercase) && head.split_whitespace().nth(1).is_some()
            || language.dates.numbered.contains(&lowercase(name))
            || head.ends_with(['–', '-', '/', '.', ','])
    })
}

/// The first bytes of a text.
fn start_of(text: &str) -> &str {
    text.get(..text.floor_char_boundary(NEAR)).unwrap_or(text)
}

/// The last bytes of a text.
fn end_of(text: &str) -> &str {
    text.get(text.floor_char_boundary(text.len().saturating_sub(NEAR))..).unwrap_or(text)
}

fn bound(language: &Language, before: &str, after: &str, rest: &str) -> Bound {
    let words = &language.lists;
    let has = |list: &[String]| {
        let found = list.iter().filter(|hedge| {
            ends_with_word(before, hedge) || starts_with_word(after, hedge) || starts_with_word(rest, hedge)
        });
        found.map(String::len).max()
    };
    let (least, most, about) = (has(&words.at_least), has(&words.at_most), has(&words.hedges));
    match (least, most) {
        (Some(least), most) if most.is_none_or(|most| most <= least) => Bound::AtLeast,
        (_, Some(_)) => Bound::AtMost,
        _ if about.is_some() => Bound::About,
        _ => Bound::Exact,
    }
}

/// Whether a text in lower case ends with a word or phrase.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(is_alphanumeric))
}

/// Whether a text in lower case starts with a word or phrase.
fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_alphanumeric))
}

/// Whether a phrase of one of the lists stands in a text in lower case.
pub(super) fn says(folded: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| has_word(folded, phrase))
}

//! Words and sentences of a text as read.

use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;

use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization as _;

use crate::facts::prose::LEFT_OUT;

/// What two words are equal by: letters in lower case, composed; no white space, no punctuation.
pub(super) type Key = u64;

/// The ranges of the words of a text: runs of letters and digits, a number with the marks in it and its sign as one,
/// and each letter by itself in scripts that put no spaces between words.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut signs = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, sign)) = signs.next() {
        let is_number = sign.is_numeric();
        let is_sign = matches!(sign, '-' | '−')
            && before
                .is_none_or(|before: char| before.is_whitespace() || before == '(' || before == LEFT_OUT)
            && signs.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        before = Some(sign);
        if !(is_word(sign) || is_sign) {
            continue;
        }
        let mut end = at + sign.len_utf8();
        if !stands_alone(sign) {
            let mut last_is_digit = is_number;
            while let Some(&(next_at, next)) = signs.peek() {
                let goes_on = is_word(next) && !stands_alone(next) || is_mark(next);
                let is_inner_mark = last_is_digit
                    && matches!(next, '.' | ',' | ':')
                    && text
                        .get(next_at + 1..)
                        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
                if !(goes_on || is_inner_mark) {
                    break;
                }
                last_is_digit = next.is_numeric();
                end = next_at + next.len_utf8();
                before = Some(next);
                signs.next();
            }
        }
        words.push(at..end);
    }
    words
}

/// What a word is compared by.
pub(super) fn key(word: &str) -> Key {
    let mut hasher = FxHasher::default();
    match word.is_ascii() {
        true => word.bytes().for_each(|byte| byte.to_ascii_lowercase().hash(&mut hasher)),
        false => {
            let folded = word.nfc().flat_map(char::to_lowercase);
            folded.map(|sign| if sign == '−' { '-' } else { sign }).for_each(|sign| {
                match u8::try_from(sign) {
                    Ok(byte) if byte.is_ascii() => byte.hash(&mut hasher),
                    _ => sign.hash(&mut hasher),
                }
            });
        }
    }
    hasher.finish()
}

/// What several words in a row are compared by.
pub(super) fn key_of(words: impl IntoIterator<Item = Key>) -> Key {
    let mut hasher = FxHasher::default();
    words.into_iter().for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// The ranges of the sentences of a text, without white space at their ends.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut signs = text.char_indices().peekable();
    let (mut before, mut before_that) = (' ', ' ');
    while let Some((_, sign)) = signs.next() {
        let is_full_stop = matches!(sign, '。' | '！' | '？');
        let is_end = is_full_stop || matches!(sign, '.' | '!' | '?' | '।' | '։' | '؟' | '۔');
        // `U.S.`, `J. Smith`
        let is_initial = sign == '.' && before.is_uppercase() && !before_that.is_alphanumeric();
        (before_that, before) = (before, sign);
        if !is_end || is_initial {
            continue;
        }
        loop {
            if signs.next_if(|&(_, next)| closes(next)).is_some() {
                continue;
            }
            let Some(marker) = signs.peek().and_then(|&(at, _)| marker(text, at)) else { break };
            while signs.next_if(|&(at, _)| at < marker.end).is_some() {}
        }
        let Some(&(end, next)) = signs.peek() else { break };
        let rest = text.get(end..).unwrap_or_default();
        let goes_on = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == LEFT_OUT);
        let is_gap = next.is_whitespace() || is_full_stop;
        if is_gap && !goes_on.starts_with(char::is_lowercase) {
            sentences.push(start..end);
            start = end;
        }
    }
    sentences.push(start..text.len());
    sentences.into_iter().map(|range| trim(text, range)).filter(|range| !range.is_empty()).collect()
}

/// The ranges of the footnote markers in a text from which the footnotes are gone: `[12]`, `[a]`.
pub(super) fn markers(text: &str) -> Vec<Range<usize>> {
    text.match_indices('[').filter_map(|(at, _)| marker(text, at)).collect()
}

/// The footnote marker that stands at an offset, or after white space there, to its end.
fn marker(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let open = rest.strip_prefix(' ').unwrap_or(rest);
    let label = open.strip_prefix('[')?;
    // Three digits at most: `[2010]` is a year.
    let len = label.bytes().take(4).position(|byte| byte == b']')?;
    let is_marker = match label.get(..len)?.as_bytes() {
        [letter] if letter.is_ascii_lowercase() => true,
        digits => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
    };
    is_marker.then(|| at..at + rest.len() - label.len() + len + 1)
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let left = slice.len() - slice.trim_start().len();
    range.start + left..range.start + left.max(slice.trim_end().len())
}

/// Whether a sign after a full stop still belongs to the sentence.
fn closes(sign: char) -> bool {
    matches!(sign, ')' | ']' | '"' | '\'' | '”' | '’' | '»' | '」' | '』' | '.' | '!' | '?' | LEFT_OUT)
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric()
}

fn is_mark(sign: char) -> bool {
    unicode_normalization::char::is_combining_mark(sign)
}

/// Whether a letter is a word by itself, since its script (Thai, Lao, Burmese, Khmer, kana, Chinese characters) puts no
/// spaces between words.
fn stands_alone(sign: char) -> bool {
    matches!(u32::from(sign), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF
        | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
        && !sign.is_numeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, by: impl Fn(&str) -> Vec<Range<usize>>) -> Vec<&str> {
        by(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_number_with_its_marks_is_one_word() {
        assert_eq!(split("1,234.5 −3 a-b, x1.", words), ["1,234.5", "−3", "a", "b", "x1"]);
        assert_eq!(split("東京 Tokyo", words), ["東", "京", "Tokyo"]);
    }

    #[test]
    fn words_are_equal_in_any_case_and_composition() {
        assert_eq!(key("Été"), key("e\u{301}te\u{301}"));
        assert_eq!(key("−3"), key("-3"));
        assert_ne!(key("3"), key("-3"));
    }

    #[test]
    fn sentences_end_at_stops_and_not_at_initials() {
        assert_eq!(
            split("U.S. law. J. Doe came (twice.) Why? ok. x。東", sentences),
            ["U.S. law.", "J. Doe came (twice.)", "Why? ok. x。", "東"]
        );
    }

    #[test]
    fn a_footnote_marker_belongs_to_the_sentence_before_it() {
        let text = "It fell in 476. [1] Rome was a city.[12][a] So [2010] ends.";
        assert_eq!(
            split(text, sentences),
            ["It fell in 476. [1]", "Rome was a city.[12][a]", "So [2010] ends."]
        );
        assert_eq!(split(text, markers), ["[1]", "[12]", "[a]"]);
    }
}

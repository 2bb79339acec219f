//! Gaps in plain text where a template or a formula was taken out: `( ; born 1950)`, `an area of .`

use std::ops::Range;

use memchr::{memchr2_iter, memchr3_iter, memmem};

use crate::profile::ExtractWords;

/// How far the end of brackets is looked for, in bytes.
const IN_BRACKETS: usize = 160;
/// The longest word before a mark, in bytes.
const WORD: usize = 40;

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GapKind {
    /// All that stood in brackets, or a part of it.
    Brackets,
    /// A value within a sentence.
    Value,
}

/// A place where something was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What is missing.
    pub kind: GapKind,
    /// What shows it: the marks that are left over, or the word that nothing follows, with the mark after it.
    pub range: Range<usize>,
    /// What the text would be without the marks that are left over; none where the text cannot do without what is gone.
    pub without: Option<String>,
}

/// The emptied brackets of a line, in its order.
pub fn find_emptied_brackets(line: &str, words: Option<&ExtractWords>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for start in memchr2_iter(b'(', b'[', line.as_bytes()) {
        gaps.extend(emptied(line, start, words));
    }
    gaps
}

fn emptied(line: &str, start: usize, words: Option<&ExtractWords>) -> Option<Gap> {
    let head = line.get(..start)?;
    let bytes = line.as_bytes();
    let is_round = bytes.get(start) == Some(&b'(');
    let after = start + 1;
    let window = bytes.get(after..bytes.len().min(after + IN_BRACKETS))?;
    let end = after + window.iter().position(|byte| matches!(byte, b'(' | b')' | b'[' | b']'))?;
    if bytes.get(end) != Some(if is_round { &b')' } else { &b']' }) {
        return None;
    }
    let inside = line.get(after..end)?;
    let gap = |range: Range<usize>, without: Option<&str>| {
        Some(Gap { kind: GapKind::Brackets, range, without: without.map(str::to_owned) })
    };
    let is_mark = |sign: char| matches!(sign, ',' | ';' | ':');
    // Behind a letter or another bracket they are code or a formula.
    let is_apart = head.is_empty() || head.ends_with([' ', '\t', '"', '_', '*', '”']);
    let is_sound = |words: &ExtractWords| words.sounds.contains(&inside.trim().to_lowercase());
    if inside.chars().all(|sign| sign.is_whitespace() || is_round && is_mark(sign)) {
        let space = head.len() - head.trim_end_matches(' ').len();
        return if is_apart { gap(start - space.min(1)..end + 1, Some("")) } else { None };
    }
    if !is_round {
        return None;
    }
    if words.is_some_and(is_sound) {
        let space = usize::from(head.ends_with(' '));
        return gap(start - space..end + 1, Some(""));
    }
    let trimmed = inside.trim_start();
    let rest = trimmed.trim_start_matches(|sign: char| is_mark(sign) || sign.is_whitespace());
    if trimmed.starts_with([',', ';']) && rest.len() + 1 < trimmed.len() {
        return gap(start..end - rest.len(), Some("("));
    }
    let kept = inside.trim_end_matches(|sign: char| matches!(sign, ',' | ';') || sign.is_whitespace());
    if inside.ends_with(' ') && kept.len() < inside.trim_end().len() {
        return gap(after + kept.len()..end + 1, Some(")"));
    }
    let named = inside.strip_suffix(':')?;
    let word = named.rfind(|sign: char| !sign.is_alphanumeric()).map_or(0, |at| at + 1);
    let is_label = named.ends_with(char::is_alphabetic) && !named.contains('/');
    if is_label { gap(after + word.min(named.len())..end + 1, None) } else { None }
}

/// The values that are missing in a line, in its order.
pub fn find_lost_values(line: &str, words: &ExtractWords) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let value = |range: Range<usize>| Gap { kind: GapKind::Value, range, without: None };
    for mark in memchr3_iter(b'.', b',', b';', line.as_bytes()) {
        let word = is_left_over(line, mark).then(|| word_before(line, mark)).flatten();
        gaps.extend(
            word.filter(|(_, word)| words.expecting.contains(word)).map(|(at, _)| value(at..mark + 1)),
        );
    }
    let pairs = words.lost.iter().map(|pair| (pair, false));
    for (pair, is_amount) in pairs.chain(words.after_amount.iter().map(|pair| (pair, true))) {
        for at in memmem::find_iter(line.as_bytes(), pair.as_bytes()) {
            let end = at + pair.len();
            let is_whole = line.get(..at).is_some_and(|head| head.ends_with(' '))
                && line.get(end..).is_some_and(|rest| rest.starts_with(' '));
            let amount = || word_before(line, at).is_some_and(|(_, word)| words.amounts.contains(&word));
            if is_whole && (!is_amount || amount()) {
                gaps.push(value(at..end));
            }
        }
    }
    gaps.sort_by_key(|gap| (gap.range.start, gap.range.end));
    gaps
}

/// Whether a mark stands behind a space, and ends what it belongs to: it was behind something else.
fn is_left_over(line: &str, mark: usize) -> bool {
    let rest = line.get(mark + 1..).unwrap_or_default();
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with('[');
    line.get(..mark).is_some_and(|head| head.ends_with(' ')) && ends && !rest.starts_with(" .")
}

/// The word before an offset, in lower case, with the place where it starts; only white space stands between.
fn word_before(line: &str, offset: usize) -> Option<(usize, String)> {
    let head = line.get(..offset)?.trim_end_matches(' ');
    let from = head.floor_char_boundary(head.len().saturating_sub(WORD));
    let near = head.get(from..)?;
    let start = near.char_indices().rev().take_while(|(_, sign)| sign.is_alphabetic()).last()?.0;
    let is_whole = from + start == 0 || start > 0;
    // What stands in a sentence before it shows that the word is none of a heading or a name.
    is_whole.then(|| (from + start, near.get(start..).unwrap_or_default().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(line: &str) -> Vec<&str> {
        let words = ExtractWords { sounds: vec!["listen".to_owned()], ..ExtractWords::default() };
        find_emptied_brackets(line, Some(&words)).into_iter().filter_map(|gap| line.get(gap.range)).collect()
    }

    fn values(line: &str) -> Vec<&str> {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let words = ExtractWords {
            expecting: list(&["of", "is"]),
            amounts: list(&["area"]),
            after_amount: list(&["of and"]),
            lost: list(&["from to"]),
            ..ExtractWords::default()
        };
        find_lost_values(line, &words).into_iter().filter_map(|gap| line.get(gap.range)).collect()
    }

    #[test]
    fn brackets_are_emptied_as_a_whole_or_in_part() {
        assert_eq!(marks("Bonn () is a city."), [" ()"]);
        assert_eq!(marks("Bonn (, ; ) is a city."), [" (, ; )"]);
        assert_eq!(marks("Ann ( ; born 1950)"), ["( ; "]);
        assert_eq!(marks("A book (London, 1984, )."), [", )"]);
        assert_eq!(marks("Bonn (listen) and (LSE Ticker:)."), [" (listen)", "Ticker:)"]);
        assert_eq!(marks("the sound [] is"), [" []"]);
    }

    #[test]
    fn code_and_smileys_are_no_emptied_brackets() {
        assert_eq!(marks("call f(), a[] and main( ); good ;) (a, b) (see: c) (2,)"), Vec::<&str>::new());
    }

    #[test]
    fn a_word_that_nothing_follows_shows_a_lost_value() {
        assert_eq!(values("It has an area of . Its depth is , too.[1]"), ["of .", "is ,"]);
        assert_eq!(values("It has an area of and a coast from to the sea"), ["of and", "from to"]);
    }

    #[test]
    fn ellipses_and_plain_sentences_have_no_lost_value() {
        assert_eq!(values("what it is. the use of and it is . . . so"), Vec::<&str>::new());
    }
}

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data;
use super::language::Language;
use super::wiki::Profile;
use crate::source::{Document, InputKind};

/// How much of a text's start and end is looked at first, in bytes. It tells the language of most texts beyond doubt.
const FIRST_HEAD: usize = 3 * 1024;
const FIRST_TAIL: usize = 1024;

/// How much of a text's start and end is looked at, in bytes. Namespace words stand at the end, in categories.
const HEAD: usize = 16 * 1024;
const TAIL: usize = 4 * 1024;

/// How much white space may stand around the name of a link or a template, in bytes.
const AROUND_NAME: usize = 64;

/// What each kind of evidence is worth.
const WORD: u32 = 4;
const NAMESPACE: u32 = 20;
const TEMPLATE: u32 = 8;

/// A language is taken only with this much evidence.
const ENOUGH: Evidence = Evidence { least: 6 * WORD, times: 3, of: 2 };

/// With this much evidence in what is looked at first, only the links of the end are looked at besides.
const BEYOND_DOUBT: Evidence = Evidence { least: 24 * WORD, times: 4, of: 1 };

/// How much speaks for a language.
struct Evidence {
    least: u32,
    /// It has to be as much as `times` in `of` of what speaks for any other language.
    times: u32,
    of: u32,
}

static CLUES: LazyLock<Clues> = LazyLock::new(|| Clues::new(data::file("guess").unwrap_or_default()));

/// The profile and language chosen for a document.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What its wiki is like.
    pub profile: &'static Profile,
    /// What its language is like, if it is known.
    pub language: Option<&'static Language>,
}

/// The profile and language of a document: as told by name and code, else as its container says, else guessed from
/// its words, else neutral and none. A text extract gives no evidence of a wiki, only of a language.
pub fn choose(doc: &Document, wiki: Option<&str>, language: Option<&str>) -> Choice {
    let stated = wiki.or(doc.origin.wiki.as_deref());
    let guessed = LazyLock::new(|| CLUES.guess(doc.text()));
    let profile = match stated {
        Some(name) => Profile::named(name),
        None if doc.origin.input == InputKind::Extract => None,
        None => guessed.and_then(|clue| clue.wiki.as_deref()).and_then(Profile::named),
    };
    let profile = profile.unwrap_or_else(Profile::neutral);
    let code = language.or(profile.language.as_deref()).or(doc.origin.language.as_deref());
    let code = code.or_else(|| guessed.map(|clue| clue.code.as_str()));
    Choice { profile, language: code.and_then(Language::named) }
}

/// What a language is told by.
#[derive(Debug)]
struct Clue {
    code: String,
    wiki: Option<String>,
    /// What one of its letters is worth.
    weight: u32,
}

/// The typed form of one table of `rules/data/guess.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClueFile {
    wiki: Option<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    namespaces: Vec<String>,
    #[serde(default)]
    templates: Vec<String>,
    /// Ranges `a-z`.
    #[serde(default)]
    letters: Vec<String>,
    #[serde(default = "one")]
    weight: u32,
}

fn one() -> u32 {
    1
}

/// All clues, by what is found in a text. Numbers are places in `languages`.
#[derive(Debug, Default)]
struct Clues {
    languages: Vec<Clue>,
    words: FxHashMap<String, Vec<usize>>,
    namespaces: FxHashMap<String, Vec<usize>>,
    templates: FxHashMap<String, Vec<usize>>,
    /// The length of the longest name of a namespace or a template, in bytes, also in capitals.
    longest_name: usize,
    /// First and last letter of ranges that do not overlap, sorted.
    letters: Vec<(char, char, usize)>,
    /// The same for letters below [`NEAR`], by code point: the place and one, or nothing.
    near_letters: Vec<u8>,
    /// The lengths of the words that start with each byte, one bit a length.
    word_lengths: Vec<u32>,
}

/// Most letters of alphabets have code points below this.
const NEAR: usize = 0x2000;

impl Clues {
    fn new(files: BTreeMap<String, ClueFile>) -> Self {
        let mut clues = Clues::default();
        for (place, (code, file)) in files.into_iter().enumerate() {
            let names = file.namespaces.iter().chain(&file.templates);
            let longest = names.map(|name| name.len().max(name.to_uppercase().len())).max();
            clues.longest_name = clues.longest_name.max(longest.unwrap_or_default());
            clues.languages.push(Clue { code, wiki: file.wiki, weight: file.weight });
            for (names, by_name) in [
                (file.words, &mut clues.words),
                (file.namespaces, &mut clues.namespaces),
                (file.templates, &mut clues.templates),
            ] {
                for name in names {
                    by_name.entry(name).or_default().push(place);
                }
            }
            let ranges = file.letters.iter().filter_map(|range| range.split_once('-'));
            let ends = ranges.filter_map(|(first, last)| Some((first.chars().next()?, last.chars().next()?)));
            clues.letters.extend(ends.map(|(first, last)| (first, last, place)));
        }
        clues.letters.sort_unstable();
        let of_code = |code| char::from_u32(code).and_then(|letter| clues.search_letter(letter));
        let held = |code| of_code(code).and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(0);
        clues.near_letters = (0..NEAR as u32).map(held).collect();
        clues.word_lengths = vec![0; 256];
        for word in clues.words.keys() {
            let first = word.bytes().next().unwrap_or(0);
            clues.word_lengths[usize::from(first)] |= length_bit(word.len());
        }
        clues
    }

    /// The language that start and end of a text tell beyond doubt, if the links of a longer end do not tell another
    /// one; else the language with most evidence in longer parts, if it has enough and half as much again as any other.
    fn guess(&self, text: &str) -> Option<&Clue> {
        let (first, longer) = (ends(text, FIRST_HEAD, FIRST_TAIL), ends(text, HEAD, TAIL));
        let mut scores = self.scores(&first);
        let place = leader(&scores, BEYOND_DOUBT);
        let place = place.filter(|&place| !self.is_contradicted(place, longer[1])).or_else(|| {
            if first != longer {
                scores = self.scores(&longer);
            }
            leader(&scores, ENOUGH)
        });
        self.languages.get(place?)
    }

    /// Whether the namespace words in the links of a text tell another language better.
    fn is_contradicted(&self, place: usize, text: &str) -> bool {
        let mut scores = vec![0; self.languages.len()];
        self.count_links(text, &mut scores);
        scores.iter().any(|score| *score > scores[place])
    }

    /// What parts of a text have that speaks for each language.
    fn scores(&self, parts: &[&str]) -> Vec<u32> {
        let mut scores = vec![0; self.languages.len()];
        for part in parts {
            self.count(part, &mut scores);
        }
        scores
    }

    fn count(&self, text: &str, scores: &mut [u32]) {
        self.count_links(text, scores);
        let mut name = String::new();
        let mut depth = 0usize;
        for (at, opened) in split(text, "{{").enumerate() {
            depth += usize::from(at > 0);
            if at > 0 {
                self.start(opened, '|', &mut name);
                add(scores, &self.templates, &name, TEMPLATE);
            }
            for (at, piece) in split(opened, "}}").enumerate() {
                depth = depth.saturating_sub(usize::from(at > 0));
                if depth == 0 {
                    self.count_words(piece, scores);
                }
            }
        }
    }

    fn count_links(&self, text: &str, scores: &mut [u32]) {
        let mut name = String::new();
        for at in memchr::memmem::find_iter(text.as_bytes(), b"[[") {
            self.start(&text[at + 2..], ':', &mut name);
            add(scores, &self.namespaces, &name, NAMESPACE);
        }
    }

    /// What a link or a template starts with, up to `mark`, as names are held here; empty where something else ends it.
    fn start(&self, inside: &str, mark: char, name: &mut String) {
        name.clear();
        let window = &inside[..floor(inside, self.longest_name + AROUND_NAME)];
        let Some(length) = window.find([':', '|', ']', '}', '\n']) else { return };
        let next = inside.as_bytes()[length];
        if next == mark as u8 || (mark == '|' && matches!(next, b'}' | b'\n')) {
            let folded = |sign| if sign == '_' { ' ' } else { sign };
            name.extend(inside[..length].trim().chars().flat_map(char::to_lowercase).map(folded));
        }
    }

    fn count_words(&self, text: &str, scores: &mut [u32]) {
        let mut lower = String::new();
        let mut rest = text;
        while !rest.is_empty() {
            let word = first_word(rest);
            if word.is_empty() {
                let gap =
                    rest.bytes().take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
                let sign = || rest.chars().next().map_or(0, char::len_utf8);
                rest = &rest[if gap > 0 { gap } else { sign() }..];
                continue;
            }
            rest = &rest[word.len()..];
            lower.clear();
            if word.is_ascii() {
                let first = word.as_bytes()[0].to_ascii_lowercase();
                if self.word_lengths[usize::from(first)] & length_bit(word.len()) != 0 {
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                    add(scores, &self.words, &lower, WORD);
                }
                continue;
            }
            word.chars().for_each(|sign| push_lower(sign, &mut lower));
            add(scores, &self.words, &lower, WORD);
            for place in lower.chars().filter_map(|letter| self.of_letter(letter)) {
                scores[place] += self.languages[place].weight;
            }
        }
    }

    /// The language that a letter tells.
    fn of_letter(&self, letter: char) -> Option<usize> {
        match self.near_letters.get(letter as usize) {
            Some(held) => usize::from(*held).checked_sub(1),
            None => self.search_letter(letter),
        }
    }

    fn search_letter(&self, letter: char) -> Option<usize> {
        if letter.is_ascii() {
            return None;
        }
        let after = self.letters.partition_point(|&(first, ..)| first <= letter);
        let &(_, last, place) = self.letters.get(after.checked_sub(1)?)?;
        (letter <= last).then_some(place)
    }
}

/// One bit for the length of a word; the last one for all that are longer.
fn length_bit(length: usize) -> u32 {
    1 << length.min(31)
}

/// The place of the language with most evidence, if that suffices.
fn leader(scores: &[u32], needed: Evidence) -> Option<usize> {
    let (mut first, mut best, mut second) = (0, 0, 0);
    for (place, &score) in scores.iter().enumerate() {
        if score > best {
            (first, best, second) = (place, score, best);
        } else {
            second = second.max(score);
        }
    }
    (best >= needed.least && best * needed.of >= second * needed.times).then_some(first)
}

/// The parts of a text between marks of two bytes, as [`str::split`] gives them.
fn split<'t>(text: &'t str, mark: &str) -> impl Iterator<Item = &'t str> {
    let marks = memchr::memmem::find_iter(text.as_bytes(), mark.as_bytes());
    let mut start = 0;
    marks.chain([text.len()]).map(move |at| {
        let part = &text[start..at];
        start = at + 2;
        part
    })
}

/// The word that a text starts with; empty if it starts with something else.
fn first_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut end = 0;
    loop {
        end += bytes[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match text[end..].chars().next() {
            Some(sign) if !sign.is_ascii() && is_word_sign(sign) => end += sign.len_utf8(),
            _ => return &text[..end],
        }
    }
}

/// Adds the small form of a sign; without a look into tables for those that have no other one.
fn push_lower(sign: char, lower: &mut String) {
    let is_of_one_case = matches!(sign, '\u{590}'..='\u{109F}' | '\u{2E80}'..='\u{A63F}');
    if is_of_one_case || sign.is_lowercase() {
        lower.push(sign);
    } else {
        lower.extend(sign.to_lowercase());
    }
}

fn add(scores: &mut [u32], by_name: &FxHashMap<String, Vec<usize>>, name: &str, worth: u32) {
    for &place in by_name.get(name).into_iter().flatten() {
        scores[place] += worth;
    }
}

/// Whether a sign is part of a word; marks on letters are, apostrophes are not.
fn is_word_sign(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_alphanumeric();
    }
    !(is_mark(sign) || sign.is_whitespace()) || sign.is_alphanumeric()
}

/// Whether a sign beyond ASCII is punctuation that stands beside words.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{964}')
}

/// About so many bytes of a text's start and of its end, which do not overlap.
fn ends(text: &str, head: usize, tail: usize) -> [&str; 2] {
    let head = floor(text, head);
    let tail = floor(text, text.len().saturating_sub(tail)).max(head);
    [&text[..head], &text[tail..]]
}

/// The last character boundary not after `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{first_word, push_lower, split};

    #[test]
    fn every_sign_has_the_small_form_that_unicode_gives_it() {
        for sign in '\0'..=char::MAX {
            let mut lower = String::new();
            push_lower(sign, &mut lower);
            assert!(lower.chars().eq(sign.to_lowercase()), "{sign:?}");
        }
    }

    #[test]
    fn words_and_parts_end_where_those_of_a_plain_split_do() {
        let words = |text| first_word(text);
        assert_eq!(
            (words("años, x"), words("naïve\u{2019}s"), words(", x"), words("—x")),
            ("años", "naïve", "", "")
        );
        for text in ["", "{{", "a{{{b{{", "{{{{x", "ä{{ö"] {
            assert!(split(text, "{{").eq(text.split("{{")), "{text}");
        }
    }
}

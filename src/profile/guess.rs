use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::parse;
use super::language::Language;
use super::wiki::Profile;
use crate::source::{Document, InputKind};

/// How much of a text's start and end is looked at, in bytes. Namespace words stand at the end, in categories.
const HEAD: usize = 16 * 1024;
const TAIL: usize = 4 * 1024;

/// What each kind of evidence is worth.
const WORD: u32 = 4;
const NAMESPACE: u32 = 20;
const TEMPLATE: u32 = 8;

/// A language is taken only with this much evidence.
const ENOUGH: u32 = 6 * WORD;

static CLUES: LazyLock<Clues> = LazyLock::new(|| Clues::new(include_str!("../../rules/data/guess.toml")));

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
    words: HashMap<String, Vec<usize>>,
    namespaces: HashMap<String, Vec<usize>>,
    templates: HashMap<String, Vec<usize>>,
    /// First and last letter of ranges that do not overlap, sorted.
    letters: Vec<(char, char, usize)>,
}

impl Clues {
    fn new(text: &str) -> Self {
        let files: BTreeMap<String, ClueFile> = parse("guess", text).unwrap_or_default();
        let mut clues = Clues::default();
        for (place, (code, file)) in files.into_iter().enumerate() {
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
        clues
    }

    /// The language with most evidence, if it has enough and half as much again as any other.
    fn guess(&self, text: &str) -> Option<&Clue> {
        let mut scores = vec![0; self.languages.len()];
        let head = floor(text, HEAD);
        let tail = floor(text, text.len().saturating_sub(TAIL)).max(head);
        for part in [&text[..head], &text[tail..]] {
            self.count(part, &mut scores);
        }
        let mut ranked: Vec<(u32, &Clue)> = scores.into_iter().zip(&self.languages).collect();
        ranked.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
        let (best, clue) = *ranked.first()?;
        let second = ranked.get(1).map_or(0, |&(score, _)| score);
        (best >= ENOUGH && best * 2 >= second * 3).then_some(clue)
    }

    fn count(&self, text: &str, scores: &mut [u32]) {
        for link in text.split("[[").skip(1) {
            add(scores, &self.namespaces, &start(link, ':'), NAMESPACE);
        }
        let mut depth = 0usize;
        for (at, opened) in text.split("{{").enumerate() {
            depth += usize::from(at > 0);
            if at > 0 {
                add(scores, &self.templates, &start(opened, '|'), TEMPLATE);
            }
            for (at, piece) in opened.split("}}").enumerate() {
                depth = depth.saturating_sub(usize::from(at > 0));
                if depth == 0 {
                    self.count_words(piece, scores);
                }
            }
        }
    }

    fn count_words(&self, text: &str, scores: &mut [u32]) {
        let mut word = String::new();
        for piece in text.split(|sign: char| !is_word_sign(sign)) {
            word.clear();
            word.extend(piece.chars().flat_map(char::to_lowercase));
            add(scores, &self.words, &word, WORD);
            for place in word.chars().filter_map(|letter| self.of_letter(letter)) {
                scores[place] += self.languages[place].weight;
            }
        }
    }

    /// The language that a letter tells.
    fn of_letter(&self, letter: char) -> Option<usize> {
        if letter.is_ascii() {
            return None;
        }
        let after = self.letters.partition_point(|&(first, ..)| first <= letter);
        let &(_, last, place) = self.letters.get(after.checked_sub(1)?)?;
        (letter <= last).then_some(place)
    }
}

fn add(scores: &mut [u32], by_name: &HashMap<String, Vec<usize>>, name: &str, worth: u32) {
    for &place in by_name.get(name).into_iter().flatten() {
        scores[place] += worth;
    }
}

/// What a link or a template starts with, up to `mark`, as names are held here; empty where something else ends it.
fn start(inside: &str, mark: char) -> String {
    let name = inside.split([':', '|', ']', '}', '\n']).next().unwrap_or_default();
    let next = inside[name.len()..].chars().next();
    let ends = next == Some(mark) || (mark == '|' && matches!(next, Some('}' | '\n')));
    if ends { name.trim().replace('_', " ").to_lowercase() } else { String::new() }
}

/// Whether a sign is part of a word; marks on letters are, apostrophes are not.
fn is_word_sign(sign: char) -> bool {
    sign.is_alphanumeric()
        || (!sign.is_ascii() && !sign.is_whitespace() && !sign.is_control() && !is_mark(sign))
}

/// Whether a sign beyond ASCII is punctuation that stands beside words.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' | '\u{964}')
}

/// The last character boundary not after `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

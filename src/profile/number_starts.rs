//! What numbers of a language start with, so that most of a text is passed over.

use rustc_hash::{FxHashMap, FxHashSet};

use super::NumberStyle;
use crate::value::lowercase::lowercase;
use crate::value::sign::{SignSet, is_alphabetic};

/// Words of more letters are all taken for as long as this.
const LONGEST: usize = 63;

/// The starts of all numbers of a language.
#[derive(Debug)]
pub struct NumberStarts {
    /// Digits, and the first signs of number words in both cases.
    signs: SignSet,
    /// The first words of number words, in lower case.
    words: FxHashSet<String>,
    /// By the first two signs, each in both cases, how many letters such words have: a bit for each number of letters.
    lengths: FxHashMap<[char; 2], u64>,
}

impl NumberStarts {
    pub(super) fn new(numbers: &NumberStyle) -> Self {
        let words: FxHashSet<String> =
            numbers.words.keys().map(|word| first_word(word).0.to_owned()).collect();
        let in_both_cases = |sign: char| sign.to_lowercase().chain(sign.to_uppercase()).chain([sign]);
        let mut lengths: FxHashMap<[char; 2], u64> = FxHashMap::default();
        for word in words.iter().filter(|word| !word.is_empty()) {
            let [first, second] = first_two(word).map(|sign| in_both_cases(sign).collect::<Vec<_>>());
            for pair in first.iter().flat_map(|first| second.iter().map(|second| [*first, *second])) {
                *lengths.entry(pair).or_default() |= length_bit(first_word(word).1);
            }
        }
        let zero = numbers.digits.chars().next();
        let own = zero
            .into_iter()
            .flat_map(|zero| (0..10).filter_map(move |digit| char::from_u32(zero as u32 + digit)));
        let firsts = numbers.words.keys().filter_map(|word| word.chars().next()).flat_map(in_both_cases);
        NumberStarts { signs: ('0'..='9').chain(own).chain(firsts).collect(), words, lengths }
    }

    /// Whether a number can start with a sign: a digit, or what a number word starts with, in any case.
    pub fn has(&self, sign: char) -> bool {
        self.signs.has(sign)
    }

    /// Whether some number written as words starts with the word that a text starts with, in any case.
    pub fn has_word(&self, text: &str) -> bool {
        let Some(lengths) = self.lengths.get(&first_two(text)) else { return false };
        let (word, letters) = first_word(text);
        lengths & length_bit(letters) != 0 && self.words.contains(&lowercase(word))
    }
}

/// The first two letters of the word that a text starts with; a space for one that it does not have.
fn first_two(text: &str) -> [char; 2] {
    let mut signs = text.chars().map(|sign| if is_alphabetic(sign) { sign } else { ' ' });
    let first = signs.next().unwrap_or(' ');
    [first, signs.next().unwrap_or(' ')]
}

/// The letters that a text starts with, and how many they are.
fn first_word(text: &str) -> (&str, usize) {
    let (mut end, mut letters) = (0, 0);
    for sign in text.chars().take_while(|sign| is_alphabetic(*sign)) {
        (end, letters) = (end + sign.len_utf8(), letters + 1);
    }
    (text.get(..end).unwrap_or_default(), letters)
}

fn length_bit(letters: usize) -> u64 {
    1 << letters.min(LONGEST)
}

use super::language_words::Months;
use crate::value::lowercase::lowercase;

/// One of the forms in which a language writes the name of a month.
#[derive(Debug)]
pub struct MonthForm {
    /// The number of the month, 1–12.
    pub number: u8,
    /// The name as it is written.
    pub name: String,
    /// The name in small letters.
    pub small: String,
    /// How many letters it has.
    pub letters: usize,
    /// The kinds of signs in it, as [`signs_of`] gives them, without a dot at the end.
    pub signs: u64,
    /// Whether it is a full name, beside a day or alone.
    pub is_full: bool,
}

impl MonthForm {
    /// All forms: full names beside a day, those alone, then the others.
    pub(super) fn all(months: &Months) -> Vec<MonthForm> {
        let full = [&months.in_date, &months.standalone].into_iter().flat_map(|names| (1..=12).zip(names));
        let others = (1..=12)
            .zip(&months.other)
            .flat_map(|(number, names)| names.iter().map(move |name| (number, name)));
        let form = |is_full: bool| {
            move |(number, name): (u8, &String)| {
                let small = lowercase(name);
                let signs = signs_of(small.trim_end_matches('.'));
                let letters = name.chars().filter(|sign| sign.is_alphabetic()).count();
                MonthForm { number, name: name.clone(), small, letters, signs, is_full }
            }
        };
        full.map(form(true)).chain(others.map(form(false))).collect()
    }
}

/// The signs of a word as bits, of which several signs can have one: of two words, those of one that the other lacks are
/// signs that it lacks.
pub fn signs_of(word: &str) -> u64 {
    word.chars().fold(0, |signs, sign| signs | 1 << (sign as u32 % u64::BITS))
}

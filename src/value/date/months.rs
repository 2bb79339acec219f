use std::collections::HashMap;

use crate::profile::Months;

/// How many words before a number are looked at for a month's name.
const WORDS: usize = 2;
/// How far before a number these words may start, in characters.
const REACH: usize = 40;

/// The names of months, as they are found in text.
#[derive(Debug, Default)]
pub(super) struct MonthTable {
    /// By the first character, the longest name first.
    names: HashMap<char, Vec<MonthName>>,
}

/// One spelling of one month.
#[derive(Debug)]
pub(super) struct MonthName {
    text: String,
    /// 1–12.
    pub(super) number: i32,
    /// Spelt as the language prescribes, with a capital, or in capitals.
    pub(super) proper: bool,
    /// A dot may follow that is not part of the name.
    dotted: bool,
}

impl MonthTable {
    pub(super) fn new(months: &Months) -> Self {
        let mut table = MonthTable::default();
        let full = months.in_date.iter().enumerate().chain(months.standalone.iter().enumerate());
        for (index, name) in full {
            table.add(name, index, false);
        }
        for (index, names) in months.other.iter().enumerate() {
            for name in names {
                table.add(name, index, true);
            }
        }
        for names in table.names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.text.len()));
        }
        table
    }

    fn add(&mut self, name: &str, index: usize, dotted: bool) {
        let mut rest = name.chars();
        let capitalised: String = rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect();
        let folded = name.to_lowercase();
        let lower_is_proper = folded == name;
        let spellings = [
            (name.to_owned(), true),
            (capitalised, true),
            (name.to_uppercase(), true),
            (folded, lower_is_proper),
        ];
        for (text, proper) in spellings {
            let Some(first) = text.chars().next() else { continue };
            let names = self.names.entry(first).or_default();
            if names.iter().all(|known| known.text != text) {
                names.push(MonthName { text, number: index as i32 + 1, proper, dotted });
            }
        }
    }

    /// The longest name that `text` starts with, as a whole word, and its length in bytes.
    pub(super) fn at_start(&self, text: &str) -> Option<(&MonthName, usize)> {
        let names = self.names.get(&text.chars().next()?)?;
        names.iter().find_map(|name| {
            let rest = text.strip_prefix(name.text.as_str())?;
            let length = name.text.len();
            let is_word = !name.text.ends_with(|last: char| last.is_alphanumeric() && !is_unspaced(last))
                || !rest.starts_with(char::is_alphanumeric);
            let dot = name.dotted && !name.text.ends_with('.') && rest.starts_with('.');
            is_word.then_some((name, length + usize::from(dot)))
        })
    }

    /// Where words start from which a month's name may reach to the end of `text`, the nearest first.
    pub(super) fn starts_before(&self, text: &str) -> impl Iterator<Item = usize> + '_ {
        let mut after = None;
        let starts = text.char_indices().rev().take(REACH).filter_map(move |(at, sign)| {
            let is_letter = sign.is_alphabetic();
            let starts_word = after.filter(|_| !is_letter && !sign.is_numeric());
            after = is_letter.then_some((at, sign));
            starts_word
        });
        let is_short = text.chars().nth(REACH).is_none();
        let first = text.chars().next().map(|sign| (0, sign)).filter(|_| is_short);
        let starts: Vec<usize> = starts
            .chain(first)
            .take(WORDS)
            .filter(|(_, sign)| self.names.contains_key(sign))
            .map(|(at, _)| at)
            .collect();
        starts.into_iter()
    }
}

/// Whether a sign belongs to a script that sets no spaces between words.
fn is_unspaced(sign: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&sign)
}

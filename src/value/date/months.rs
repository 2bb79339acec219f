use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::profile::Months;
use crate::value::character::is_usual_letter;

/// How many words before a number are looked at for a month's name.
const WORDS: usize = 2;
/// How far before a number these words may start, in characters.
const REACH: usize = 40;

/// The names of months, as they are found in text.
#[derive(Debug, Default)]
pub(super) struct MonthTable {
    /// By the first character, and then the longest name first.
    names: Vec<MonthName>,
    /// The first characters, in order, and which names start with them.
    starts: Vec<(char, Range<usize>)>,
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
        table.names.sort_by_key(|name| (name.first(), std::cmp::Reverse(name.text.len())));
        for (at, name) in table.names.iter().enumerate() {
            match table.starts.last_mut() {
                Some((first, names)) if Some(*first) == name.first() => names.end = at + 1,
                _ => table.starts.extend(name.first().map(|first| (first, at..at + 1))),
            }
        }
        table
    }

    /// All spellings.
    pub(super) fn names(&self) -> &[MonthName] {
        &self.names
    }

    fn starting_with(&self, first: char) -> Option<&[MonthName]> {
        let at = self.starts.binary_search_by_key(&first, |(start, _)| *start).ok()?;
        self.names.get(self.starts.get(at)?.1.clone())
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
            if !text.is_empty() && self.names.iter().all(|known| known.text != text) {
                self.names.push(MonthName { text, number: index as i32 + 1, proper, dotted });
            }
        }
    }

    /// The longest name that `text` starts with, as a whole word, and its length in bytes.
    pub(super) fn at_start(&self, text: &str) -> Option<(&MonthName, usize)> {
        let names = self.starting_with(text.chars().next()?)?;
        names.iter().find_map(|name| {
            let length = name.text.len();
            // Most names differ in their last byte already.
            if text.as_bytes().get(length - 1) != name.text.as_bytes().last() {
                return None;
            }
            let rest = text.strip_prefix(name.text.as_str())?;
            let is_word = !name.text.ends_with(|last: char| last.is_alphanumeric() && !is_unspaced(last))
                || !rest.starts_with(char::is_alphanumeric);
            let dot = name.takes_dot() && rest.starts_with('.');
            is_word.then_some((name, length + usize::from(dot)))
        })
    }

    /// Where words start from which a month's name may reach to the end of `text`, the nearest first.
    pub(super) fn starts_before(&self, text: &str) -> [Option<usize>; WORDS] {
        let mut found = [None; WORDS];
        let mut slots = found.iter_mut();
        let mut slot = slots.next();
        let mut word = None;
        let mut signs = text.char_indices().rev();
        let mut reached = signs.by_ref().take(REACH);
        while let Some(open) = slot.as_mut()
            && let Some((at, sign)) = reached.next()
        {
            let is_letter = is_of_word(sign);
            if let Some(start) = word.filter(|_| !is_letter && !sign.is_numeric()) {
                **open = Some(start);
                slot = slots.next();
            }
            word = is_letter.then_some(at);
        }
        if let Some(open) = slot.filter(|_| !text.is_empty() && signs.next().is_none()) {
            *open = Some(0);
        }
        self.with_names(text, found)
    }

    /// The starts at which some name starts with the same character.
    fn with_names(&self, text: &str, starts: [Option<usize>; WORDS]) -> [Option<usize>; WORDS] {
        let first = |at: usize| text.get(at..)?.chars().next();
        starts
            .map(|start| start.filter(|&at| first(at).is_some_and(|sign| self.starting_with(sign).is_some())))
    }
}

impl MonthName {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a dot may follow the name.
    pub(super) fn takes_dot(&self) -> bool {
        self.dotted && !self.text.ends_with('.')
    }

    fn first(&self) -> Option<char> {
        self.text.chars().next()
    }
}

/// Whether words are made of it: letters, and the marks and joiners that stand among them in many scripts.
fn is_of_word(sign: char) -> bool {
    if sign.is_ascii() {
        return sign.is_ascii_alphabetic();
    }
    is_usual_letter(sign)
        || sign.is_alphabetic()
        || is_combining_mark(sign)
        || matches!(sign, '\u{200c}' | '\u{200d}')
}

/// Whether a sign belongs to a script that sets no spaces between words.
fn is_unspaced(sign: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&sign)
}

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Calendar, Era, Feast, Period, Season};
use crate::profile::{CalendarMarks, DateStyle, Language};
use crate::value::date::pattern::Pattern;

/// What a word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A month's name: its number from 1.
    Month(i32),
    /// A day of the week, Monday being 1.
    Weekday(i32),
    Period(Period),
    Circa,
    /// Stands between the ends of a range; whether it may as well stand between two dates: `and`.
    Through {
        lists: bool,
    },
    /// Announces a range.
    RangeStart,
    Ongoing,
    Undated,
    /// Says nothing; whether the language's patterns have it.
    Joiner {
        in_patterns: bool,
    },
    Century,
    /// Half of the day.
    Time,
    Zone,
    Era(Era),
    Calendar(Calendar),
}

/// A word that dates are written with, in one spelling.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// In lower case.
    folded: String,
    /// The characters of that.
    signs: Box<[char]>,
    pub(super) word: Word,
    /// As it is to be written, where the language has one way.
    pub(super) proper: String,
    /// Whether this spelling is an abbreviation that citation templates do not take.
    pub(super) is_short: bool,
    /// Whether it is the name of a month with a number in it, before which a zero stands.
    pub(super) is_padded: bool,
    /// Whether a word may follow directly: the `ב` of Hebrew dates.
    is_prefix: bool,
}

/// The words that a language writes dates with.
#[derive(Debug, Default)]
pub(in crate::value::date) struct Words {
    /// By the first character, and then the longest first.
    entries: Vec<Entry>,
    starts: Vec<(char, Range<usize>)>,
    known: FxHashSet<String>,
    /// What fixes write before an estimated year.
    pub(in crate::value::date) circa: Option<String>,
    /// What fixes write where there is no date.
    pub(in crate::value::date) undated: Option<String>,
}

impl Words {
    pub(in crate::value::date) fn new(language: &Language) -> Self {
        let mut words = Words::default();
        words.add_language(language);
        words.circa = language.dates.circa.first().cloned();
        words.undated = language.dates.undated.first().cloned();
        words.known = FxHashSet::default();
        words.entries.sort_by_key(|entry| (entry.folded.chars().next(), Reverse(entry.folded.len())));
        for (at, entry) in words.entries.iter().enumerate() {
            let first = entry.folded.chars().next();
            match words.starts.last_mut() {
                Some((start, entries)) if Some(*start) == first => entries.end = at + 1,
                _ => words.starts.extend(first.map(|first| (first, at..at + 1))),
            }
        }
        words
    }

    /// All of them, as they are to be written.
    #[cfg(test)]
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.proper.as_str())
    }

    /// Whether the language has none, as where it is not known.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The longest word that a text starts with, in any case, and its length in bytes.
    pub(super) fn at_start(&self, text: &str) -> Option<(&Entry, usize)> {
        let first = text.chars().next()?.to_lowercase().next()?;
        let at = self.starts.binary_search_by_key(&first, |(start, _)| *start).ok()?;
        let entries = self.entries.get(self.starts.get(at)?.1.clone())?;
        entries.iter().find_map(|entry| Some((entry, entry.length_in(text)?)))
    }

    fn add_language(&mut self, language: &Language) {
        self.add_months(language);
        let dates = &language.dates;
        for (number, name) in (1..).zip(&dates.weekdays) {
            self.add(name, Word::Weekday(number));
        }
        for (number, names) in (1..).zip(&dates.weekdays_other) {
            names.iter().for_each(|name| self.add_abbreviation(name, Word::Weekday(number), name));
        }
        self.add_periods(dates);
        for name in &dates.range_words {
            let lists = language.lists.conjunctions.contains(name);
            self.add(name, Word::Through { lists });
        }
        for (word, is_prefix) in dates.patterns.iter().flat_map(|source| Pattern::words(source)) {
            let from = self.entries.len();
            self.add(&word, Word::Joiner { in_patterns: true });
            self.entries.iter_mut().skip(from).for_each(|entry| entry.is_prefix = is_prefix);
        }
        let lists = [
            (&dates.circa, Word::Circa),
            (&dates.range_starts, Word::RangeStart),
            (&dates.ongoing, Word::Ongoing),
            (&dates.undated, Word::Undated),
            (&dates.century, Word::Century),
            (&dates.time_words, Word::Time),
            (&dates.time_zones, Word::Zone),
            (&dates.before_era, Word::Era(Era::Before)),
            (&dates.common_era, Word::Era(Era::Common)),
            (&dates.old_style, Word::Calendar(Calendar::OldStyle)),
            (&dates.new_style, Word::Calendar(Calendar::NewStyle)),
            (&dates.joiners, Word::Joiner { in_patterns: false }),
        ];
        for (names, word) in lists {
            names.iter().for_each(|name| self.add(name, word));
        }
        self.add_calendars(&dates.calendars);
    }

    fn add_months(&mut self, language: &Language) {
        let months = &language.months;
        for names in [&months.in_date, &months.standalone] {
            for (number, name) in (1..).zip(names) {
                self.add(name, Word::Month(number));
                self.add_padded(name, number);
            }
        }
        for (number, names) in (1..).zip(&months.other) {
            let full = usize::try_from(number - 1).ok().and_then(|at| months.in_date.get(at));
            for (at, name) in names.iter().enumerate() {
                let is_cut = full.is_some_and(|full| is_cut(name, full));
                let from = self.entries.len();
                let written = full.filter(|_| is_cut && at > 0).unwrap_or(name);
                self.add_abbreviation(name, Word::Month(number), written);
                // The first abbreviation is the one that templates take, as it is listed.
                for entry in self.entries.iter_mut().skip(from) {
                    entry.is_short = is_cut && (at > 0 || entry.folded != name.to_lowercase());
                }
            }
        }
    }

    /// Adds `03月` for `3月`.
    fn add_padded(&mut self, name: &str, number: i32) {
        let Some(at) = name.find(|sign: char| sign.is_ascii_digit()).filter(|_| number < 10) else { return };
        let (head, tail) = name.split_at(at);
        let from = self.entries.len();
        self.add(&format!("{head}0{tail}"), Word::Month(number));
        for entry in self.entries.iter_mut().skip(from) {
            name.clone_into(&mut entry.proper);
            entry.is_padded = true;
        }
    }

    fn add_periods(&mut self, dates: &DateStyle) {
        let seasons = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
        for (season, names) in seasons.into_iter().zip(&dates.seasons) {
            names.iter().for_each(|name| self.add(name, Word::Period(Period::Season(season))));
        }
        for (number, names) in (1..).zip(&dates.quarters) {
            let from = self.entries.len();
            names.iter().for_each(|name| self.add(name, Word::Period(Period::Quarter(number))));
            for (entry, first) in self.entries.iter_mut().skip(from + 1).zip(names.iter().take(1).cycle()) {
                first.clone_into(&mut entry.proper);
                entry.is_short = true;
            }
        }
        for (feast, names) in
            [(Feast::Easter, &dates.feasts.easter), (Feast::Christmas, &dates.feasts.christmas)]
        {
            names.iter().for_each(|name| self.add(name, Word::Period(Period::Feast(feast))));
        }
    }

    fn add_calendars(&mut self, marks: &CalendarMarks) {
        let lists = [
            (&marks.islamic, Calendar::Islamic),
            (&marks.solar_hijri, Calendar::SolarHijri),
            (&marks.buddhist, Calendar::Buddhist),
            (&marks.minguo, Calendar::Minguo),
            (&marks.japanese, Calendar::Japanese),
            (&marks.hebrew, Calendar::Hebrew),
            (&marks.saka, Calendar::Saka),
            (&marks.bengali, Calendar::Bengali),
        ];
        for (names, calendar) in lists {
            names.iter().for_each(|name| self.add(name, Word::Calendar(calendar)));
        }
    }

    /// Adds a name as it is and with a dot after it.
    fn add_abbreviation(&mut self, name: &str, word: Word, proper: &str) {
        let from = self.entries.len();
        self.add(name, word);
        if !name.ends_with('.') {
            self.add(&format!("{name}."), word);
        }
        self.entries.iter_mut().skip(from).for_each(|entry| proper.clone_into(&mut entry.proper));
    }

    fn add(&mut self, name: &str, word: Word) {
        let folded = name.to_lowercase();
        // A name of two meanings has the first; a name in both languages is the own one.
        if !folded.is_empty() && self.known.insert(folded.clone()) {
            let entry = Entry {
                signs: folded.chars().collect(),
                folded,
                word,
                proper: name.to_owned(),
                is_short: false,
                is_padded: false,
                is_prefix: false,
            };
            self.entries.push(entry);
        }
    }
}

/// Whether a name is cut off from a full one, with a dot or without.
fn is_cut(name: &str, full: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.len() < full.len() && full.to_lowercase().starts_with(&name.to_lowercase())
}

impl Entry {
    /// The length of the start of a text that is this word, in any case and with any white space, where the word ends
    /// there.
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut expected = self.signs.iter();
        let mut signs = text.chars();
        while !expected.as_slice().is_empty() {
            let sign = signs.next()?;
            let is_next = |sign: char| expected.next() == Some(&sign);
            let is_like = match sign {
                _ if sign.is_ascii_alphanumeric() => [sign.to_ascii_lowercase()].into_iter().all(is_next),
                _ if sign.is_whitespace() => [' '].into_iter().all(is_next),
                _ => sign.to_lowercase().all(is_next),
            };
            if !is_like {
                return None;
            }
        }
        let last = *self.signs.last()?;
        let goes_on = signs.clone().next().is_some_and(|next| {
            !is_unspaced(last)
                && (last.is_alphabetic() && next.is_alphabetic() || last.is_numeric() && next.is_numeric())
        });
        (self.is_prefix || !goes_on).then(|| text.len() - signs.as_str().len())
    }
}

/// Whether a sign belongs to a script that sets no spaces between words.
fn is_unspaced(sign: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&sign) || ('\u{0e00}'..='\u{0eff}').contains(&sign)
}

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::template::{MAX_NAME, unnumbered};

/// What a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// Somebody's birth.
    Birth,
    /// Somebody's death.
    Death,
    /// The beginning of something.
    Start,
    /// The end of something.
    End,
}

/// The parameters of boxes of data that hold dates, whatever the box: the typed form of `[box-dates]` in
/// `rules/data/wikis/<name>.toml`. In names `#` stands for any number, also for none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct BoxDatesFile {
    /// Names of the dates of birth and of death that belong together.
    life: Vec<[String; 2]>,
    /// Names of a beginning and of the end that belongs to it.
    span: Vec<[String; 2]>,
    /// Names of dates that belong to no other.
    single: Vec<String>,
}

/// What a parameter of a box of data holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoxDate {
    /// What it is the date of; none for a date of anything else.
    pub event: Option<Event>,
    /// What the birth and the death, or the beginning and the end, that belong together have in common.
    pub pair: u16,
    /// The number in the name; 0 where there is none.
    pub number: u16,
}

/// The parameters of boxes of data that hold dates.
#[derive(Clone, Debug, Default)]
pub(super) struct BoxDates(FxHashMap<String, BoxDate>);

impl BoxDates {
    /// Adds what a wiki's file says. Of two meanings of one name the first counts.
    pub(super) fn extend(&mut self, file: BoxDatesFile) {
        let first = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        let life = file.life.into_iter().map(|names| (names, [Event::Birth, Event::Death]));
        let span = file.span.into_iter().map(|names| (names, [Event::Start, Event::End]));
        let mut pair = first;
        for (names, events) in life.chain(span) {
            for (name, event) in names.into_iter().zip(events) {
                self.add(name, BoxDate { event: Some(event), pair, number: 0 });
            }
            pair = pair.saturating_add(1);
        }
        for name in file.single {
            self.add(name, BoxDate { event: None, pair, number: 0 });
        }
    }

    fn add(&mut self, name: String, date: BoxDate) {
        let bare = name.replace('#', "");
        self.0.entry(bare).or_insert(date);
        self.0.entry(name).or_insert(date);
    }

    /// What the parameter of a name holds, if it is known to hold a date.
    pub(super) fn get(&self, name: &str) -> Option<BoxDate> {
        if let Some(date) = self.0.get(name) {
            return Some(*date);
        }
        let mut buffer = [0; MAX_NAME];
        let date = self.0.get(unnumbered(name, &mut buffer)?)?;
        let digits = name.trim_start_matches(|sign: char| !sign.is_numeric());
        let length = digits.find(|sign: char| !sign.is_numeric()).unwrap_or(digits.len());
        Some(BoxDate { number: digits[..length].parse().ok()?, ..*date })
    }
}

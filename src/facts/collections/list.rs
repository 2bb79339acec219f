use super::{Collection, CollectionKind, plain};
use crate::facts::enumerations::has_word;
use crate::profile::ListWords;
use crate::source::Span;
use crate::value::lowercase::lowercase;
use crate::value::sign::{is_alphanumeric, is_numeric};

/// What may separate several things that one item holds.
const SEPARATORS: [char; 5] = [',', ';', ':', '/', '、'];
/// Deeper items than this are counted with those of the level above.
const LEVELS: usize = 4;

/// A list whose lines come one by one.
#[derive(Debug, Default)]
pub(super) struct ListReader {
    span: Option<Span>,
    /// Items by their level, the outermost first.
    levels: [u64; LEVELS],
    /// The level of the item before.
    last_level: usize,
    /// Items that have none below them.
    leaves: u64,
    separators: u64,
    /// The first word of the first item.
    first_word: String,
    /// Items of the outermost level that start with it.
    alike: u64,
    /// Items that hold a number, which may say how many things they stand for.
    numbered: u64,
    /// The first sign of the markers: another one starts another list.
    marker: Option<char>,
    is_open: bool,
}

impl ListReader {
    /// Whether a line with this marker goes on with the list, or starts it.
    pub(super) fn goes_on_with(&self, marker: &str) -> bool {
        self.marker.is_none() || self.marker == marker.chars().next()
    }

    /// Adds a line by its marker.
    pub(super) fn push(&mut self, marker: &str, text: &str, span: Span, words: &ListWords) {
        let level = marker.len().clamp(1, LEVELS);
        self.marker = marker.chars().next();
        self.span = Some(self.span.map_or(span, |list| list.cover(span)));
        // `*:` goes on with the item before it.
        if !marker.ends_with(['*', '#']) {
            return;
        }
        if let Some(items) = self.levels.get_mut(level - 1) {
            *items += 1;
        }
        let word = text.split_whitespace().next().unwrap_or_default();
        if self.leaves == 0 {
            self.first_word = word.to_owned();
        }
        self.alike += u64::from(level == 1 && word == self.first_word);
        self.leaves += 1;
        if level > self.last_level && self.last_level > 0 {
            self.leaves = self.leaves.saturating_sub(1);
        }
        self.last_level = level;
        self.separators += text.matches(SEPARATORS).count() as u64;
        self.numbered += u64::from(has_small_number(text));
        let folded = lowercase(text);
        self.separators += words.conjunctions.iter().filter(|word| has_word(&folded, word)).count() as u64;
        self.is_open = words.open_end.iter().any(|word| has_word(&folded, word));
    }

    /// The list, if a line has come.
    pub(super) fn finish(self) -> Option<Collection> {
        let span = self.span?;
        let [items, second, ..] = self.levels;
        let all = self.levels.iter().sum();
        let mut others = if all == items { Vec::new() } else { vec![second, self.leaves, all] };
        // `nine schools`, of which the list says `School of`, and two institutes.
        others.extend((2..items).contains(&self.alike).then_some(self.alike));
        Some(Collection {
            others,
            most: self.leaves.max(all) + self.separators,
            is_open: self.is_open || items == 0 || self.numbered == all,
            ..plain(CollectionKind::Items, span, items)
        })
    }
}

/// Whether a text has a number of one or two digits.
fn has_small_number(text: &str) -> bool {
    text.contains(is_numeric)
        && text
            .split(|sign| !is_alphanumeric(sign))
            .any(|word| matches!(word.chars().count(), 1 | 2) && word.chars().all(is_numeric))
}

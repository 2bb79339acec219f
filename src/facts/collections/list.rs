use super::{Collection, CollectionKind, plain};
use crate::facts::enumerations::has_word;
use crate::profile::ListWords;
use crate::source::Span;

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
    is_open: bool,
}

impl ListReader {
    /// Adds a line by its marker.
    pub(super) fn push(&mut self, marker: &str, text: &str, span: Span, words: &ListWords) {
        let level = marker.len().clamp(1, LEVELS);
        self.span = Some(self.span.map_or(span, |list| list.cover(span)));
        // `*:` goes on with the item before it.
        if !marker.ends_with(['*', '#']) {
            return;
        }
        if let Some(items) = self.levels.get_mut(level - 1) {
            *items += 1;
        }
        self.leaves += 1;
        if level > self.last_level && self.last_level > 0 {
            self.leaves = self.leaves.saturating_sub(1);
        }
        self.last_level = level;
        self.separators += text.matches(SEPARATORS).count() as u64;
        let folded = text.to_lowercase();
        self.separators += words.conjunctions.iter().filter(|word| has_word(&folded, word)).count() as u64;
        self.is_open = words.open_end.iter().any(|word| has_word(&folded, word));
    }

    /// The list, if a line has come.
    pub(super) fn finish(self) -> Option<Collection> {
        let span = self.span?;
        let [items, second, ..] = self.levels;
        let all = self.levels.iter().sum();
        let others = if all == items { Vec::new() } else { vec![second, self.leaves, all] };
        Some(Collection {
            others,
            most: self.leaves.max(all) + self.separators,
            is_open: self.is_open || items == 0,
            ..plain(CollectionKind::Items, span, items)
        })
    }
}

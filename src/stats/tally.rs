use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// How many names are told apart. A dump has more hosts than this, most of them linked once or twice.
const LIMIT: usize = 200_000;

/// How often names occur.
///
/// Of more names than can be kept the rarest are forgotten: counts may then be too low by [`Tally::error`].
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: FxHashMap<String, u64>,
    total: u64,
    /// Names that were there but are listed no more.
    unlisted: u64,
    error: u64,
}

impl Tally {
    /// Counts one occurrence.
    pub fn count(&mut self, name: &str) {
        self.count_times(name, 1);
    }

    /// Adds what another tally has counted.
    pub fn add(&mut self, other: &Tally) {
        let counted: u64 = other.counts.values().sum();
        other.counts.iter().for_each(|(name, &times)| self.count_times(name, times));
        self.total += other.total - counted;
        self.error += other.error;
        if self.counts.len() > LIMIT {
            self.forget();
        }
    }

    /// All occurrences, those of forgotten names among them.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The number of names; none where some were forgotten.
    pub fn distinct(&self) -> Option<u64> {
        (self.error == 0).then_some(self.counts.len() as u64 + self.unlisted)
    }

    /// By how much a count may be too low.
    pub fn error(&self) -> u64 {
        self.error
    }

    /// The names with their counts, the most frequent first, those of one count by name.
    pub fn most_frequent(&self) -> Vec<(&str, u64)> {
        let mut counts: Vec<(&str, u64)> =
            self.counts.iter().map(|(name, &count)| (name.as_str(), count)).collect();
        counts.sort_unstable_by_key(|&(name, count)| (Reverse(count), name));
        counts
    }

    /// Keeps the most frequent names alone.
    pub(super) fn keep(&mut self, most: usize) {
        let kept: FxHashMap<String, u64> = self
            .most_frequent()
            .into_iter()
            .take(most)
            .map(|(name, count)| (name.to_owned(), count))
            .collect();
        self.unlisted += (self.counts.len() - kept.len()) as u64;
        self.counts = kept;
    }

    fn count_times(&mut self, name: &str, times: u64) {
        self.total += times;
        match self.counts.get_mut(name) {
            Some(count) => *count += times,
            None => _ = self.counts.insert(name.to_owned(), times),
        }
    }

    /// Forgets the rarest names until there is room: which they are does not depend on the order of the names.
    fn forget(&mut self) {
        let mut least = 0;
        while self.counts.len() > LIMIT / 2 {
            least += 1;
            self.counts.retain(|_, count| *count > least);
        }
        self.error += least;
    }
}

#[derive(Serialize)]
struct Named<'a> {
    name: &'a str,
    count: u64,
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let top: Vec<Named<'_>> =
            self.most_frequent().into_iter().map(|(name, count)| Named { name, count }).collect();
        let mut tally = serializer.serialize_struct("Tally", 4)?;
        tally.serialize_field("total", &self.total)?;
        match self.distinct() {
            Some(distinct) => tally.serialize_field("distinct", &distinct)?,
            None => tally.serialize_field("error", &self.error)?,
        }
        tally.serialize_field("top", &top)?;
        tally.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, Tally};

    #[test]
    fn names_are_ranked_by_count_and_then_by_name() {
        let mut tally = Tally::default();
        for name in ["b", "a", "c", "c"] {
            tally.count(name);
        }
        assert_eq!(tally.most_frequent(), [("c", 2), ("a", 1), ("b", 1)]);
        tally.keep(1);
        assert_eq!((tally.most_frequent(), tally.distinct(), tally.total()), (vec![("c", 2)], Some(3), 4));
    }

    #[test]
    fn rare_names_are_forgotten_where_there_are_too_many() {
        let mut all = Tally::default();
        for part in 0..3 {
            let mut tally = Tally::default();
            for name in 0..LIMIT / 2 {
                tally.count(&format!("{part} {name}"));
            }
            for _ in 0..10 {
                tally.count("often");
            }
            all.add(&tally);
        }
        assert!(all.counts.len() <= LIMIT);
        assert_eq!(all.most_frequent()[0], ("often", 30));
        assert_eq!((all.total(), all.distinct(), all.error()), (3 * (LIMIT as u64 / 2 + 10), None, 1));
    }
}

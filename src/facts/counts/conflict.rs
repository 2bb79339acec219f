//! Two places that state different counts of the same things.

use std::collections::BTreeMap;

use super::noun::{key, words_of};
use super::stated::says;
use super::{Bound, StatedCount};
use crate::facts::Facts;
use crate::profile::Language;
use crate::value::lowercase::lowercase;

/// What stands further away from a count in its sentence is not compared, in bytes.
const SENTENCE: usize = 600;
/// How many counts of one noun are compared with each other.
const COMPARED: usize = 50;

/// Two counts of the same things that cannot both be right.
#[derive(Clone, Debug)]
pub struct CountConflict {
    /// The one that comes first.
    pub first: StatedCount,
    /// The other one.
    pub second: StatedCount,
    /// The words that both sentences have beside the noun.
    pub shared: Vec<String>,
}

/// Compares the counts of the same noun, paragraph by paragraph.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<CountConflict> {
    let Some(language) = facts.language else { return Vec::new() };
    let mut by_noun: BTreeMap<String, Vec<&StatedCount>> = BTreeMap::new();
    for count in facts.counts().all.iter().filter(|count| !count.is_part && count.bound != Bound::About) {
        let nouns: Vec<String> = count.noun.iter().map(|noun| key(language, noun)).collect();
        by_noun.entry(nouns.join(" ")).or_default().push(count);
    }
    let mut conflicts = Vec::new();
    for same in by_noun.values() {
        // Most nouns are counted once, and of one number no two counts disagree.
        if same.iter().all(|count| same.first().is_some_and(|first| first.number == count.number)) {
            continue;
        }
        let scoped = same.iter().filter_map(|count| Some((*count, Scope::of(facts, language, count)?)));
        let counts: Vec<(&StatedCount, Scope)> = scoped.take(COMPARED).collect();
        for (index, (first, scope)) in counts.iter().enumerate() {
            let later = counts.iter().skip(index + 1).filter(|(second, _)| disagree(first, second));
            conflicts.extend(later.filter_map(|(second, other)| {
                let shared = scope.shared(other)?;
                Some(CountConflict { first: (*first).clone(), second: (*second).clone(), shared })
            }));
        }
    }
    conflicts.sort_by_key(|conflict| (conflict.second.span, conflict.first.span));
    conflicts.dedup_by_key(|conflict| conflict.second.span);
    conflicts
}

/// Whether no number is what both say.
fn disagree(first: &StatedCount, second: &StatedCount) -> bool {
    let (one, other) = (first.number, second.number);
    first.block != second.block
        && match (first.bound, second.bound) {
            (Bound::Exact, bound) => bound.excludes(other, one),
            (bound, Bound::Exact) => bound.excludes(one, other),
            (Bound::AtLeast, Bound::AtMost) => one > other,
            (Bound::AtMost, Bound::AtLeast) => one < other,
            _ => false,
        }
}

/// What a sentence says beside the number and the noun.
#[derive(Debug, PartialEq, Eq)]
struct Scope {
    /// The words by what their forms have in common, without those that say nothing of what is counted.
    words: BTreeMap<String, String>,
    /// Whether one of them starts with a capital.
    has_name: bool,
    /// Numbers, years among them: where they differ, so may what is counted.
    numbers: Vec<String>,
}

impl Scope {
    /// None where the sentence names only some of the things, and for a line of an extract's table or list.
    fn of(facts: &Facts<'_>, language: &Language, count: &StatedCount) -> Option<Scope> {
        let block = facts.prose().block(count.block)?;
        if block.text().trim_start().starts_with(['|', '-']) {
            return None;
        }
        let before = block.text().get(count.sentence.start..count.range.start)?;
        if before.len() > SENTENCE {
            return None;
        }
        let after = block.text().get(count.range.end..count.sentence.end)?;
        let after = after.get(..after.floor_char_boundary(SENTENCE)).unwrap_or(after);
        let end = after.find([',', ';', ':', '(', ')', '—', '–']).unwrap_or(after.len());
        let after = after.get(..end)?;
        let joined = words_of(after)
            .find(|word| after.get(word.clone()).is_some_and(|word| language.is_conjunction(word)));
        let after = after.get(..joined.map_or(after.len(), |word| word.start))?;
        if says(&lowercase(before), &language.lists.partial) {
            return None;
        }
        let mut scope = Scope { words: BTreeMap::new(), has_name: false, numbers: Vec::new() };
        for text in [before, after] {
            for word in words_of(text).filter_map(|word| text.get(word)) {
                let is_name = word.starts_with(char::is_uppercase);
                let word = lowercase(word);
                let lists = &language.lists;
                let empty = [&lists.noun_ends, &lists.fillers, &lists.conjunctions, &lists.articles];
                let is_content = !empty.iter().any(|list| list.contains(&word));
                if word.contains(char::is_numeric) {
                    scope.numbers.push(word);
                } else if is_content {
                    scope.has_name |= is_name;
                    scope.words.insert(key(language, &word), word);
                }
            }
        }
        Some(scope)
    }

    /// The words of both, if they say the same: at least two, a name among them, and none that only one has.
    fn shared(&self, other: &Scope) -> Option<Vec<String>> {
        let is_same = self.numbers == other.numbers && self.words.keys().eq(other.words.keys());
        (is_same && self.words.len() >= 2 && self.has_name && other.has_name)
            .then(|| other.words.values().cloned().collect())
    }
}

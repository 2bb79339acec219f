//! What is known of an outline once all of its text is read: names, and what rows are called.

use rustc_hash::FxHashSet;

use super::outline::{Leaf, NodeKind, Outline};
use super::values::{Meaning, Value, names};
use super::words::{Key, key_of};
use crate::facts::prose::LEFT_OUT;

/// Adds the names to the values that were found, in the order of the leaves, and names the rows. `capitals` are the words
/// that have a capital where no sentence starts.
pub(super) fn finish(mut outline: Outline, found: Vec<(usize, Value)>, capitals: &FxHashSet<Key>) -> Outline {
    // What is written without a capital as well is no name by itself.
    let common: FxHashSet<Key> =
        outline.words.iter().filter(|word| !word.is_capital).map(|word| word.key).collect();
    let mut found = found.into_iter().peekable();
    for (index, leaf) in outline.leaves.iter_mut().enumerate() {
        let first = outline.values.len();
        while let Some((_, value)) = found.next_if(|(of, _)| *of <= index) {
            outline.values.push(value);
        }
        let words = outline.words.get(leaf.words.clone()).unwrap_or_default();
        for range in names(words, &outline.text, |word| capitals.contains(&word)) {
            let name = words.get(range).unwrap_or_default();
            let (Some(start), Some(end)) = (name.first(), name.last()) else { continue };
            if name.len() == 1 && common.contains(&start.key) {
                continue;
            }
            outline.values.push(Value {
                meaning: Meaning::Name(key_of(name.iter().map(|word| word.key))),
                text: start.start as usize..end.end as usize,
                span: start.span.cover(end.span),
                is_exact: true,
            });
        }
        leaf.values = first..outline.values.len();
    }
    for node in outline.nodes.iter_mut().filter(|node| node.kind == NodeKind::Row) {
        let cells = outline.leaves.get(node.leaves.clone()).unwrap_or_default();
        let text = |leaf: &Leaf| outline.text.get(leaf.text.clone()).unwrap_or_default();
        // A rank changes with each row that comes before.
        let is_named = |leaf: &&Leaf| text(leaf).contains(char::is_alphabetic);
        if let Some(leaf) = cells.iter().find(is_named).or(cells.first()) {
            (node.title, node.key) = (tidy(text(leaf)), Some(leaf.key));
        }
    }
    outline
}

/// A text on one line.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace(LEFT_OUT, " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

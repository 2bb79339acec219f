//! Sentences, items and cells that are the same in both documents, or nearly.

use rustc_hash::{FxHashMap, FxHashSet};

use super::matching::{Found, Half, Matching, best};
use super::outline::{NodeKind, Word};
use super::words::{Key, key_of};

/// Text of fewer words is the same by chance, unless it stands in the same place.
const TELLING: usize = 3;
/// Text of fewer words is not looked for in other wording.
const SIMILAR: usize = 4;
/// A word that more leaves have does not tell where to look.
const LEAVES_A_WORD: usize = 24;
/// How many of a leaf's rarest words are looked up.
const RAREST: usize = 12;
/// How many leaves are compared with one.
const CANDIDATES: usize = 4;
/// How many words of a leaf are compared: with a fixed number for each, the time stays linear.
const COMPARED: usize = 512;
/// The words in a row by which text is found in other text.
const GRAM: usize = 3;

/// Joins leaves with the same words: in joined rows and fields, then in joined sections, then anywhere.
pub(super) fn join_equal(matching: &mut Matching<'_>) {
    let in_row = |is_a: bool| {
        move |half: &Half<'_>, leaf: usize| {
            let (place, column) = place(half, leaf, is_a)?;
            Some((place, column, half.outline.leaves.get(leaf)?.key))
        }
    };
    matching.join_leaves_by(in_row(true), in_row(false));
    let in_section = |is_a: bool| {
        move |half: &Half<'_>, leaf: usize| {
            let section = half.outline.section_of(leaf);
            let partner = half.partner(section)?;
            let is_bound =
                is_bound(half, leaf) || n_words(half, leaf) < TELLING && row_of(half, leaf).is_some();
            let key = half.outline.leaves.get(leaf).filter(|leaf| !leaf.is_heading && !is_bound)?.key;
            Some((if is_a { section } else { partner }, key))
        }
    };
    matching.join_leaves_by(in_section(true), in_section(false));
    let anywhere = |half: &Half<'_>, leaf: usize| {
        let is_telling = n_words(half, leaf) >= TELLING && !is_bound(half, leaf);
        half.outline.leaves.get(leaf).filter(|leaf| is_telling && !leaf.is_heading).map(|leaf| leaf.key)
    };
    matching.join_leaves_by(anywhere, anywhere);
}

/// Joins what is short and left of joined rows and fields, column by column, whatever it says.
pub(super) fn join_places(matching: &mut Matching<'_>) {
    let in_row = |is_a: bool| {
        move |half: &Half<'_>, leaf: usize| {
            place(half, leaf, is_a).filter(|_| n_words(half, leaf) < 2 * SIMILAR)
        }
    };
    matching.join_leaves_by(in_row(true), in_row(false));
}

/// Joins leaves of similar wording.
pub(super) fn join_similar(matching: &mut Matching<'_>) {
    let mut holders: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for leaf in matching.b.lost().filter(|leaf| is_free(&matching.b, *leaf)) {
        for word in distinct(matching.b.outline.words_of(leaf)) {
            let leaves = holders.entry(word).or_default();
            if leaves.len() <= LEAVES_A_WORD {
                leaves.push(leaf);
            }
        }
    }
    let mut candidates = Vec::new();
    for leaf in matching.a.lost().filter(|leaf| is_free(&matching.a, *leaf)) {
        let words = distinct(matching.a.outline.words_of(leaf));
        let mut found: Vec<&Vec<usize>> = words.iter().filter_map(|word| holders.get(word)).collect();
        found.retain(|leaves| leaves.len() <= LEAVES_A_WORD);
        found.sort_by_key(|leaves| leaves.len());
        let mut shared: FxHashMap<usize, u32> = FxHashMap::default();
        for other in found.iter().take(RAREST).copied().flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        let mut shared: Vec<(u32, usize)> = shared.into_iter().map(|(other, count)| (count, other)).collect();
        shared.sort_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        let is_near_enough =
            |other: usize| match is_bound(&matching.a, leaf) || is_bound(&matching.b, other) {
                true => place(&matching.a, leaf, true)
                    .is_some_and(|at| Some(at) == place(&matching.b, other, false)),
                false => true,
            };
        shared.retain(|(_, other)| is_near_enough(*other));
        for (_, other) in shared.into_iter().take(CANDIDATES) {
            let score = likeness(&words, &distinct(matching.b.outline.words_of(other)));
            let section = matching.a.partner(matching.a.outline.section_of(leaf));
            let is_near = section == Some(matching.b.outline.section_of(other));
            let is_same = || is_near || says_the_same(&matching.a, leaf, &matching.b, other);
            if score >= least_likeness(words.len()) && is_same() {
                candidates.push((score * 2 + u32::from(is_near) * 100, leaf, other));
            }
        }
    }
    for (a, b) in best(candidates) {
        matching.join_leaves(a, b);
    }
}

/// Marks what is part of other text there: sentences that were joined or split, lists that became sentences.
pub(super) fn mark_contained(matching: &mut Matching<'_>) {
    let of_a = contained(&matching.a, &grams(&matching.b));
    let of_b = contained(&matching.b, &grams(&matching.a));
    for (half, leaves) in [(&mut matching.a, of_a), (&mut matching.b, of_b)] {
        for leaf in leaves {
            if let Some(found) = half.leaves.get_mut(leaf) {
                *found = Found::Within;
            }
        }
    }
}

/// How alike two leaves have to be, in thousandths, by the number of words of one: short ones share words by chance.
fn least_likeness(n_words: usize) -> u32 {
    match n_words {
        0..8 => 700,
        8..16 => 600,
        _ => 450,
    }
}

/// Whether two leaves share more than half of the words that tell what they are about: those with capitals and numbers.
/// Without them, sentences of one pattern are alike: `Spain has an embassy in Rome`.
fn says_the_same(a: &Half<'_>, leaf: usize, b: &Half<'_>, other: usize) -> bool {
    let telling = |half: &Half<'_>, leaf: usize| {
        let text = &half.outline.text;
        let is_number = |word: &Word| {
            text.get(word.start as usize..).is_some_and(|rest| rest.starts_with(char::is_numeric))
        };
        let words = half.outline.words_of(leaf).iter().take(COMPARED);
        let mut keys: Vec<Key> =
            words.filter(|word| word.is_capital || is_number(word)).map(|word| word.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let (of_a, of_b) = (telling(a, leaf), telling(b, other));
    of_a.is_empty() && of_b.is_empty() || likeness(&of_a, &of_b) > 500
}

/// The row or field of a joined pair that a leaf is in, by its node in the first document, and its column.
fn place(half: &Half<'_>, leaf: usize, is_a: bool) -> Option<(usize, Option<u32>)> {
    let row = row_of(half, leaf)?;
    let partner = half.partner(row)?;
    Some((if is_a { row } else { partner }, half.outline.leaves.get(leaf)?.column))
}

/// The row or field that a leaf is in.
fn row_of(half: &Half<'_>, leaf: usize) -> Option<usize> {
    let node = half.outline.leaves.get(leaf)?.node;
    half.outline.holder(node, NodeKind::Row).or_else(|| half.outline.holder(node, NodeKind::Field))
}

/// Whether a leaf belongs to a row of a joined table, or a field of a joined box, and is looked for nowhere else.
fn is_bound(half: &Half<'_>, leaf: usize) -> bool {
    let row = row_of(half, leaf).and_then(|row| half.outline.nodes.get(row));
    row.and_then(|row| row.parent).is_some_and(|table| half.partner(table).is_some())
}

fn is_free(half: &Half<'_>, leaf: usize) -> bool {
    let is_heading = half.outline.leaves.get(leaf).is_none_or(|leaf| leaf.is_heading);
    !is_heading && n_words(half, leaf) >= SIMILAR
}

fn n_words(half: &Half<'_>, leaf: usize) -> usize {
    half.outline.words_of(leaf).len()
}

fn distinct(words: &[Word]) -> Vec<Key> {
    let mut keys: Vec<Key> = words.iter().take(COMPARED).map(|word| word.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// How much of two sorted sets is in both, in thousandths.
fn likeness(a: &[Key], b: &[Key]) -> u32 {
    let (mut one, mut other, mut both) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(one), b.get(other)) {
        both += u32::from(left == right);
        (one, other) = (one + usize::from(left <= right), other + usize::from(right <= left));
    }
    both * 2000 / (a.len() + b.len()).max(1) as u32
}

/// The words that a reader sees, leaf after leaf.
fn seen<'o>(half: &Half<'o>) -> Vec<&'o Word> {
    half.outline.words.iter().filter(|word| !word.is_gap).collect()
}

fn grams(half: &Half<'_>) -> FxHashSet<Key> {
    seen(half).windows(GRAM).map(|words| key_of(words.iter().map(|word| word.key))).collect()
}

/// The lost leaves whose words stand in a row in a text that is given by its grams. Of short ones, so does a word beside them.
fn contained(half: &Half<'_>, grams: &FxHashSet<Key>) -> Vec<usize> {
    let words = seen(half);
    let is_there = |at: usize| {
        let gram = words.get(at..at + GRAM).unwrap_or_default();
        gram.len() == GRAM && grams.contains(&key_of(gram.iter().map(|word| word.key)))
    };
    let mut found = Vec::new();
    let mut first = 0;
    for leaf in 0..half.leaves.len() {
        let count = half.outline.words_of(leaf).iter().filter(|word| !word.is_gap).count();
        let start = first;
        first += count;
        if !half.is_lost(leaf) || count == 0 || is_bound(half, leaf) {
            continue;
        }
        let is_found = if count > GRAM {
            let grams = start..=start + count - GRAM;
            let n_grams = count + 1 - GRAM;
            grams.filter(|at| is_there(*at)).count() * 10 >= n_grams * 8
        } else {
            // Short text has one of the words beside it there as well.
            ((start + count).saturating_sub(GRAM)..=start).any(is_there)
        };
        if is_found {
            found.push(leaf);
        }
    }
    found
}

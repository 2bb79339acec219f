//! What differs between two leaves that are the same but for some words.

use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::outline::{Outline, Word};
use super::values::{Meaning, Value, ValueKind};
use super::words::Key;

/// Leaves that differ in more words than this, from the first to the last, are not compared word by word, so that the
/// time for each word is bounded.
const COMPARED: usize = 512;

/// In longer runs of words, two values are hardly one that has changed.
const SHORT: usize = 6;

/// With more runs of other words, a sentence was written anew.
const REWRITTEN: usize = 4;

/// What differs between two leaves.
#[derive(Debug, Default)]
pub(super) struct LeafDifference {
    /// Values that one of them has, or that differ: places in the leaves' values.
    pub(super) values: Vec<(Option<usize>, Option<usize>)>,
    /// Words that differ besides, as ranges of the two outlines' texts.
    pub(super) wording: Vec<(Range<usize>, Range<usize>)>,
    /// Brackets of which one has nothing in it, and its like in the other leaf, as ranges of the two leaves' texts.
    pub(super) brackets: Vec<(Range<usize>, Range<usize>)>,
}

impl LeafDifference {
    /// Whether one leaf says in its own words what the other one says, so that a name that it leaves out may stand in
    /// the text beside it.
    pub(super) fn is_rewritten(&self) -> bool {
        self.wording.len() > REWRITTEN
    }
}

/// A run of words that differs, as places in the leaves' words.
#[derive(Clone, Debug)]
struct Hunk {
    a: Range<usize>,
    b: Range<usize>,
}

/// One of the two leaves.
struct Side<'o> {
    words: &'o [Word],
    values: &'o [Value],
}

impl<'o> Side<'o> {
    fn new(outline: &'o Outline, leaf: usize) -> Self {
        Side { words: outline.words_of(leaf), values: outline.values_of(leaf) }
    }

    fn has_gap(&self, range: &Range<usize>) -> bool {
        self.words.get(range.clone()).unwrap_or_default().iter().any(|word| word.is_gap)
    }

    fn text(&self, range: &Range<usize>) -> Range<usize> {
        let words = self.words.get(range.clone()).unwrap_or_default();
        let mut shown = words.iter().filter(|word| !word.is_gap);
        let Some(first) = shown.next() else { return 0..0 };
        first.start as usize..shown.next_back().unwrap_or(first).end as usize
    }

    /// The values that a range of words has part in.
    fn touched(&self, range: &Range<usize>, is_explained: bool) -> Vec<usize> {
        let words = self.words.get(range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        if is_explained {
            return Vec::new();
        }
        let values = self.values.iter().enumerate();
        let is_in =
            |value: &Value| value.text.start < last.end as usize && (first.start as usize) < value.text.end;
        values.filter(|(_, value)| is_in(value)).map(|(at, _)| at).collect()
    }

    fn keys_of(&self, value: &Value) -> Vec<Key> {
        let from = self.words.partition_point(|word| (word.start as usize) < value.text.start);
        let words = self.words.get(from..).unwrap_or_default().iter();
        words.take_while(|word| word.end as usize <= value.text.end).map(|word| word.key).collect()
    }

    /// Whether words stand in a row in the leaf.
    fn has(&self, keys: &[Key]) -> bool {
        !keys.is_empty()
            && self.words.windows(keys.len()).any(|words| words.iter().map(|word| &word.key).eq(keys))
    }
}

/// Compares two leaves.
pub(super) fn compare(a: (&Outline, usize), b: (&Outline, usize)) -> LeafDifference {
    let (a, a_text) = (Side::new(a.0, a.1), a.0.text_of(a.1));
    let (b, b_text) = (Side::new(b.0, b.1), b.0.text_of(b.1));
    let hunks = hunks(a.words, b.words);
    let brackets = emptied_brackets(a_text, b_text);
    let mut difference = LeafDifference { brackets, ..LeafDifference::default() };
    let mut of_a: Vec<(usize, usize)> = Vec::new();
    let mut of_b: Vec<(usize, usize)> = Vec::new();
    for (index, hunk) in hunks.iter().enumerate() {
        // What stands where the other has a template is what the template shows.
        of_a.extend(a.touched(&hunk.a, b.has_gap(&hunk.b)).into_iter().map(|value| (index, value)));
        of_b.extend(b.touched(&hunk.b, a.has_gap(&hunk.a)).into_iter().map(|value| (index, value)));
    }
    of_a.dedup_by_key(|(_, value)| *value);
    of_b.dedup_by_key(|(_, value)| *value);
    cancel(&a, &mut of_a, &b, &mut of_b);
    difference.values = joined(&a, of_a, &b, of_b, &hunks);
    // A word for a number that the other has not is a word like others.
    let is_exact = |side: &Side<'_>, at: &Option<usize>| {
        at.and_then(|at| side.values.get(at)).is_none_or(|value| value.is_exact)
    };
    difference
        .values
        .retain(|(one, other)| one.is_some() && other.is_some() || is_exact(&a, one) && is_exact(&b, other));
    for hunk in &hunks {
        let (in_a, in_b) =
            (uncovered(&a, &hunk.a, &difference, true), uncovered(&b, &hunk.b, &difference, false));
        let is_explained = (in_a == 0 || b.has_gap(&hunk.b)) && (in_b == 0 || a.has_gap(&hunk.a));
        if !is_explained {
            difference.wording.push((a.text(&hunk.a), b.text(&hunk.b)));
        }
    }
    difference
}

/// The runs of words that differ.
fn hunks(a: &[Word], b: &[Word]) -> Vec<Hunk> {
    let same = |(one, other): &(&Word, &Word)| one.key == other.key;
    let before = a.iter().zip(b).take_while(same).count();
    let (a_rest, b_rest) = (a.get(before..).unwrap_or_default(), b.get(before..).unwrap_or_default());
    let after = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(same).count();
    let (a_end, b_end) = (a.len() - after, b.len() - after);
    if a_end - before > COMPARED || b_end - before > COMPARED {
        return vec![Hunk { a: before..a_end, b: before..b_end }];
    }
    let keys = |words: &[Word], end: usize| -> Vec<Key> {
        words.get(before..end).unwrap_or_default().iter().map(|word| word.key).collect()
    };
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(a, a_end), &keys(b, b_end)) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let shift = |range: Range<usize>| range.start + before..range.end + before;
        let (a, b) = (shift(op.old_range()), shift(op.new_range()));
        match hunks.last_mut() {
            Some(last) if last.a.end == a.start && last.b.end == b.start => {
                (last.a.end, last.b.end) = (a.end, b.end);
            }
            _ => hunks.push(Hunk { a, b }),
        }
    }
    hunks
}

/// Takes out values that both have, whatever words say them.
fn cancel(a: &Side<'_>, of_a: &mut Vec<(usize, usize)>, b: &Side<'_>, of_b: &mut Vec<(usize, usize)>) {
    let count = |side: &Side<'_>| {
        let mut counts: FxHashMap<Meaning, i32> = FxHashMap::default();
        for value in side.values {
            *counts.entry(value.meaning.clone()).or_default() += 1;
        }
        counts
    };
    let (in_a, in_b) = (count(a), count(b));
    let is_more = |value: &Value, here: &FxHashMap<Meaning, i32>, there: &FxHashMap<Meaning, i32>| {
        here.get(&value.meaning).copied().unwrap_or(0) > there.get(&value.meaning).copied().unwrap_or(0)
    };
    let is_said = |side: &Side<'_>, value: &Value, other: &Side<'_>| {
        value.kind() == ValueKind::Name
            && other.words.len() <= 4 * COMPARED
            && other.has(&side.keys_of(value))
    };
    of_a.retain(|&(_, at)| {
        a.values.get(at).is_some_and(|value| is_more(value, &in_a, &in_b) && !is_said(a, value, b))
    });
    of_b.retain(|&(_, at)| {
        b.values.get(at).is_some_and(|value| is_more(value, &in_b, &in_a) && !is_said(b, value, a))
    });
}

/// Puts together what stands in one place, or is the only one of its kind.
fn joined(
    a: &Side<'_>,
    of_a: Vec<(usize, usize)>,
    b: &Side<'_>,
    of_b: Vec<(usize, usize)>,
    hunks: &[Hunk],
) -> Vec<(Option<usize>, Option<usize>)> {
    let kind = |side: &Side<'_>, at: usize| side.values.get(at).map(Value::kind);
    let n_of_kind = |side: &Side<'_>, of: &[(usize, usize)], wanted| {
        of.iter().filter(|(_, at)| kind(side, *at) == wanted).count()
    };
    if of_a.len() + of_b.len() > COMPARED {
        let (of_a, of_b) = (of_a.into_iter(), of_b.into_iter());
        return of_a.map(|(_, at)| (Some(at), None)).chain(of_b.map(|(_, at)| (None, Some(at)))).collect();
    }
    let mut joined = Vec::new();
    let mut is_used = vec![false; of_b.len()];
    for &(hunk, at) in &of_a {
        let wanted = kind(a, at);
        let is_short = hunks.get(hunk).is_some_and(|hunk| hunk.a.len().max(hunk.b.len()) <= SHORT);
        let is_only = wanted != Some(ValueKind::Name)
            && n_of_kind(a, &of_a, wanted) == 1
            && n_of_kind(b, &of_b, wanted) == 1;
        let other = of_b.iter().zip(&is_used).position(|(&(other_hunk, other), used)| {
            !used && kind(b, other) == wanted && (other_hunk == hunk && is_short || is_only)
        });
        if let Some(used) = other.and_then(|other| is_used.get_mut(other)) {
            *used = true;
        }
        joined.push((Some(at), other.and_then(|other| of_b.get(other)).map(|(_, at)| *at)));
    }
    let rest = of_b.into_iter().zip(is_used).filter(|(_, used)| !used);
    joined.extend(rest.map(|((_, at), _)| (None, Some(at))));
    joined
}

/// How many words of a range are no part of a value that is said to differ, and no part of a template.
fn uncovered(side: &Side<'_>, range: &Range<usize>, difference: &LeafDifference, is_a: bool) -> usize {
    let said = difference.values.iter().filter_map(|(a, b)| if is_a { *a } else { *b });
    let mut said: Vec<Range<usize>> =
        said.filter_map(|at| side.values.get(at)).map(|value| value.text.clone()).collect();
    said.sort_by_key(|text| text.start);
    let words = side.words.get(range.clone()).unwrap_or_default().iter().filter(|word| !word.is_gap);
    let is_covered = |word: &&Word| {
        let at = said.partition_point(|text| text.start <= word.start as usize);
        at.checked_sub(1).and_then(|at| said.get(at)).is_some_and(|text| word.end as usize <= text.end)
    };
    words.filter(|word| !is_covered(word)).count()
}

/// The brackets of two texts with as many of them, of which one has nothing in it and the other has.
fn emptied_brackets(a: &str, b: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let (of_a, of_b) = (brackets(a), brackets(b));
    if of_a.len() != of_b.len() {
        return Vec::new();
    }
    let pairs = of_a.into_iter().zip(of_b).filter(|((_, one), (_, other))| one != other);
    pairs.map(|((one, _), (other, _))| (one, other)).collect()
}

/// The innermost brackets of a text, and whether they have nothing in them, or nothing behind the last comma or colon.
fn brackets(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut brackets = Vec::new();
    let mut open = None;
    let mut last = ' ';
    for (at, sign) in text.char_indices().filter(|(_, sign)| !sign.is_whitespace()) {
        match sign {
            '(' | '[' | '（' => open = Some(at),
            ')' | ']' | '）' => {
                let is_empty = matches!(last, '(' | '[' | '（' | ',' | ';' | ':');
                brackets.extend(open.take().map(|open| (open..at + sign.len_utf8(), is_empty)));
            }
            _ => {}
        }
        last = sign;
    }
    brackets
}

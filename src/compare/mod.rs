//! What two documents that should say the same do not have in common: an article and an extract of it, two revisions, two
//! languages.
//!
//! Both documents are read into outlines of sections, tables, lists, sentences, with the numbers, dates and names in each.
//! What is the same is found from the whole to the parts: sections by their headings, tables by their rows, rows by their
//! first cells, sentences by their words, then by most of their words. What is left is what differs.
//!
//! The work is linear in the two texts but for sorting: each sentence is compared with four others at most, by 512 of its
//! words at most.

mod by_value;
mod difference;
mod finish;
mod leaf;
mod leaves;
mod lines;
mod lost;
mod matching;
mod outline;
mod pairs;
mod raw;
mod read;
mod regions;
mod sections;
mod select;
mod structure;
mod templates;
mod values;
mod words;

pub use difference::{Difference, Kind, Passage, SectionPair, SectionPlace};
pub use select::Selection;

use rustc_hash::FxHashSet;

use crate::facts::Facts;
use crate::source::InputKind;

use matching::{Found, Matching};
use outline::Outline;
use raw::{Raw, Spot};
use values::{Meaning, ValueKind};

/// What came of comparing two documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The sections of both, in the order of the first document, then what only the second one has.
    pub sections: Vec<SectionPair>,
    /// What differs, by section, in the order of the text. Differences in a part that is missing as a whole are in the
    /// list as well, and say so with [`Difference::within`].
    pub differences: Vec<Difference>,
    /// Whether the documents are in two languages, so that their words were not compared.
    pub is_by_value: bool,
}

/// Compares two documents. With the documents in each other's place the result is the same, with its sides in each
/// other's place.
pub fn compare(a: &Facts<'_>, b: &Facts<'_>) -> Comparison {
    // Where several pairs are equally good, the order of the documents must not choose.
    if order(a) <= order(b) { in_order(a, b, false) } else { in_order(b, a, true) }
}

fn order<'f>(facts: &'f Facts<'_>) -> (usize, &'f str, &'static str, Option<&'f str>) {
    let language = facts.language.map(|language| language.code.as_str());
    (facts.doc.text().len(), facts.doc.text(), facts.doc.origin.input.name(), language)
}

fn in_order(a: &Facts<'_>, b: &Facts<'_>, is_swapped: bool) -> Comparison {
    let (a_outline, b_outline) = outlines(a, b);
    let mut matching = Matching::new(&a_outline, &b_outline);
    let is_by_value = match (a.language, b.language) {
        (Some(one), Some(other)) => one.code != other.code,
        _ => false,
    };
    let raws = if is_by_value {
        by_value::join(&mut matching);
        by_value::differences(&matching)
    } else {
        join(&mut matching);
        differences(&matching)
    };
    let Matching { a, b } = matching;
    match is_swapped {
        false => sections::assemble(&a, &b, raws, is_by_value),
        true => sections::assemble(&b, &a, raws.into_iter().map(Raw::mirrored).collect(), is_by_value),
    }
}

/// Reads both documents. An extract does not say which of its lines are headings, but the other document may.
fn outlines(a: &Facts<'_>, b: &Facts<'_>) -> (Outline, Outline) {
    let is_extract = |facts: &Facts<'_>| facts.doc.origin.input == InputKind::Extract;
    let known = |facts: &Facts<'_>| match is_extract(facts) {
        true => read::possible_headings(facts),
        false => read::headings(facts),
    };
    (read::read(a, &known(b)), read::read(b, &known(a)))
}

fn join(matching: &mut Matching<'_>) {
    structure::join(matching);
    leaves::join_equal(matching);
    leaves::join_similar(matching);
    leaves::join_places(matching);
    structure::join_by_text(matching);
    leaves::mark_contained(matching);
}

/// What is left of documents in one language.
fn differences(matching: &Matching<'_>) -> Vec<Raw> {
    let mut raws = lost::lost_with_values(&matching.a, &matching.b);
    let base = raws.len();
    raws.extend(lost::lost_with_values(&matching.b, &matching.a).into_iter().map(|mut raw| {
        raw.within = raw.within.map(|within| within + base);
        raw.mirrored()
    }));
    let names = [&matching.a, &matching.b].map(|half| names_in(half.outline));
    for leaf in 0..matching.a.leaves.len() {
        if let Found::As(other) = matching.a.found(leaf) {
            changed(matching, leaf, other, &names, &mut raws);
        }
    }
    raws
}

fn names_in(outline: &Outline) -> FxHashSet<&Meaning> {
    let names = outline.values.iter().filter(|value| value.kind() == ValueKind::Name);
    names.map(|value| &value.meaning).collect()
}

/// What differs between two leaves that were joined. `names` are those of the two documents.
fn changed(
    matching: &Matching<'_>,
    leaf: usize,
    other: usize,
    names: &[FxHashSet<&Meaning>; 2],
    raws: &mut Vec<Raw>,
) {
    let (a, b) = (matching.a.outline, matching.b.outline);
    let key = |outline: &Outline, leaf: usize| outline.leaves.get(leaf).map(|leaf| leaf.key);
    let difference = pairs::compare((a, leaf), (b, other));
    if key(a, leaf) == key(b, other) && difference.brackets.is_empty() {
        return;
    }
    let place = raw::place(a, leaf).or_else(|| raw::place(b, other));
    let mut push = |mut raw: Raw| {
        raw.place = place.clone();
        raws.push(raw);
    };
    for (one, two) in &difference.values {
        let value_a = one.and_then(|at| a.values_of(leaf).get(at));
        let value_b = two.and_then(|at| b.values_of(other).get(at));
        let is_elsewhere = match (value_a, value_b) {
            (Some(value), None) => names[1].contains(&value.meaning),
            (None, Some(value)) => names[0].contains(&value.meaning),
            _ => false,
        };
        if is_elsewhere && difference.is_rewritten() {
            continue;
        }
        let Some(kind) = value_a.or(value_b).map(|value| value.kind().into()) else { continue };
        let spot_a = value_a.map(|value| Spot::of_value(a, leaf, value));
        push(Raw::new(kind, spot_a, value_b.map(|value| Spot::of_value(b, other, value))));
    }
    let spots = || (Spot::of_leaf(a, leaf), Spot::of_leaf(b, other));
    for (one, two) in &difference.brackets {
        let (Some(mut here), Some(mut there)) = spots() else { break };
        here.passage.text = raw::fold(a.text_of(leaf).get(one.clone()).unwrap_or_default(), " ");
        there.passage.text = raw::fold(b.text_of(other).get(two.clone()).unwrap_or_default(), " ");
        push(Raw::new(Kind::Brackets, Some(here), Some(there)));
    }
    if !difference.wording.is_empty() {
        let (one, two) = spots();
        let mut raw = Raw::new(Kind::Wording, one, two);
        let texts = difference.wording.iter();
        raw.changes = texts.map(|(one, two)| (raw::shown(a, one), raw::shown(b, two))).collect();
        push(raw);
    }
}

//! Counts that a heading further down is about: `The province has 12 districts`, and a section `Districts`.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::checked::{CheckedCount, Relation, Shown, Verdict};
use super::noun::{is_same, words_of};
use super::{Bound, StatedCount, checked};
use crate::facts::Facts;
use crate::facts::sections::Section;
use crate::profile::Language;
use crate::source::Span;

/// Longer titles name more than what is listed below them.
const TITLE_WORDS: usize = 2;
/// How many counts of the article's lead are looked at.
const IN_THE_LEAD: usize = 64;

/// The counts of the lead and of each section's first paragraphs that the section's own lists show.
pub(super) fn read(facts: &Facts<'_>, language: &Language, all: &mut Vec<CheckedCount>) {
    let mut known: FxHashSet<Span> = all.iter().map(|checked| checked.count.span).collect();
    let sections = &facts.sections().all;
    let first = sections.first().map_or(u32::MAX, |section| section.span.start);
    let lead: Vec<&StatedCount> =
        facts.counts().all.iter().take_while(|count| count.span.start < first).take(IN_THE_LEAD).collect();
    for (index, section) in sections.iter().enumerate() {
        let heading_end = facts.tree.node(section.heading).span().end;
        let in_heading = in_span(&facts.counts().all, section.span.start..heading_end);
        for count in in_heading.filter(|count| count.text == section.title) {
            if known.insert(count.span) {
                all.extend(shown(facts, index, section, count, Relation::Heading));
            }
        }
        let title = section.title.to_lowercase();
        let words: Vec<&str> = words_of(&title).filter_map(|word| title.get(word)).collect();
        if words.is_empty() || words.len() > TITLE_WORDS {
            continue;
        }
        let own_end =
            sections.get(index + 1).map_or(section.span.end, |next| next.span.start.min(section.span.end));
        let own = in_span(&facts.counts().all, section.span.start..own_end);
        let is_about = |count: &&&StatedCount| {
            !count.is_part
                && count.bound == Bound::Exact
                && count.noun.len() <= 2
                && count.noun.iter().any(|noun| words.iter().any(|word| is_same(language, noun, word)))
        };
        let counts = lead.iter().copied().chain(own);
        for count in counts.filter(|count| is_about(&count)) {
            if known.insert(count.span) {
                all.extend(shown(facts, index, section, count, Relation::Section));
            }
        }
    }
}

fn in_span(counts: &[StatedCount], span: Range<u32>) -> impl Iterator<Item = &StatedCount> {
    let start = counts.partition_point(|count| count.span.start < span.start);
    counts.iter().skip(start).take_while(move |count| count.span.start < span.end)
}

/// Holds a count against what stands in a section: its one collection, or how many collections or subsections hold
/// together. Where there are several, a difference shows nothing.
fn shown(
    facts: &Facts<'_>,
    index: usize,
    section: &Section,
    count: &StatedCount,
    relation: Relation,
) -> Option<CheckedCount> {
    let collections = facts.collections();
    let collections = collections.all.get(collections.within(section.span)).unwrap_or_default();
    if let [one] = collections {
        return Some(checked::check(count, one, relation));
    }
    let below = facts.sections().all.iter().skip(index + 1);
    let below = below.take_while(|other| other.span.start < section.span.end);
    let subsections = below.filter(|other| other.parent == Some(index)).count() as u64;
    let items: u64 = collections.iter().map(|one| one.items).sum();
    let (items, what) = match collections.first() {
        Some(first) if items == count.number => (items, checked::what(first)),
        _ if subsections == count.number => (subsections, "subsections"),
        _ => return None,
    };
    let shown = Shown { span: section.span, items, what };
    Some(CheckedCount { count: count.clone(), shown, relation, verdict: Verdict::Agrees })
}

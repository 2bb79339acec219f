//! What of a document's findings an edit brought: pure, of two versions of the text and what was found in each.

mod lines;
mod pages;
mod since;

pub use lines::Lines;
pub use pages::Pages;
pub use since::{Before, Since};

use std::collections::HashMap;

use crate::finding::{self, Finding};
use crate::source::Document;

/// One version of a document with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its findings, in the order of the text.
    pub findings: &'a [Finding],
}

/// Whether each finding of the new version is to be reported, in their order.
///
/// One is if its span or one of its labels touches a changed line ([`Lines::touches`]).
/// So is what was not there before: of findings of one rule and one text, wherever they stand, as many as there are
/// more than in the old version, where those that touch a changed line count first, and those last that stand where one
/// stood.
pub fn new_findings(old: Version<'_>, new: Version<'_>) -> Vec<bool> {
    let lines = Lines::between(old.doc.text(), new.doc.text());
    let touches = |finding: &Finding| {
        let labels = finding.labels.iter().map(|label| label.span);
        std::iter::once(finding.span).chain(labels).any(|span| lines.touches(new.doc, span))
    };
    let mut is_new: Vec<bool> = new.findings.iter().map(touches).collect();
    let mut alike: HashMap<Key, Alike> = HashMap::new();
    for (index, (finding, &touches)) in new.findings.iter().zip(&is_new).enumerate() {
        alike.entry(finding::key(new.doc, finding)).or_default().add(finding, index, touches);
    }
    let earlier = Earlier::new(old);
    for (key, group) in alike {
        let places = earlier.places(&key);
        let more = group.total.saturating_sub(group.touching + places.len());
        let was_there = |&index: &usize| {
            place(new, index, &lines).is_some_and(|place| places.binary_search(&place).is_ok())
        };
        let (was_there, was_not): (Vec<usize>, Vec<usize>) = group.others.into_iter().partition(was_there);
        was_there.iter().chain(&was_not).rev().take(more).for_each(|&index| is_new[index] = true);
    }
    is_new
}

/// Findings of the new version of one rule and one text.
#[derive(Default)]
struct Alike {
    /// How many there are, with those that a baseline took away, as far as the numbers of the others tell.
    total: usize,
    /// How many touch a changed line.
    touching: usize,
    /// The places in the list of those that do not.
    others: Vec<usize>,
}

impl Alike {
    fn add(&mut self, finding: &Finding, index: usize, touches: bool) {
        self.total = (self.total + 1).max(finding.ordinal as usize + 1);
        match touches {
            true => self.touching += 1,
            false => self.others.push(index),
        }
    }
}

/// What findings have in common that are told apart by their places only: the rule, and a number for the text.
type Key = (&'static str, u64);

/// A line of the old text, from 0, and bytes from its start.
type Place = (usize, u32);

/// Where a finding of the new version stood in the old one, if it was there.
fn place(new: Version<'_>, index: usize, lines: &Lines) -> Option<Place> {
    let start = new.findings.get(index)?.span.start;
    let (line, column) = line_and_column(new.doc, start);
    Some((lines.origin(line)?, column))
}

fn line_and_column(doc: &Document, offset: u32) -> Place {
    let line = doc.lines().line_of(offset);
    (line, offset - doc.lines().start_of(line).unwrap_or(0))
}

/// What was found in the old version: where findings of a rule and a text stood, sorted.
struct Earlier(HashMap<Key, Vec<Place>>);

impl Earlier {
    fn new(old: Version<'_>) -> Self {
        let mut places: HashMap<Key, Vec<Place>> = HashMap::new();
        for finding in old.findings {
            let place = line_and_column(old.doc, finding.span.start);
            places.entry(finding::key(old.doc, finding)).or_default().push(place);
        }
        places.values_mut().for_each(|places| places.sort_unstable());
        Earlier(places)
    }

    fn places(&self, key: &Key) -> &[Place] {
        self.0.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}

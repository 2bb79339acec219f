//! What of a comparison is shown.

use super::{Comparison, Kind, SectionPair};

/// What of a comparison is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The kinds; none for all.
    pub kinds: Option<Vec<Kind>>,
    /// The heading of a section, in any case: it and the sections in it; none for all.
    pub section: Option<String>,
    /// Whether differences are shown that are in a part which is missing as a whole, and shown.
    pub is_full: bool,
}

impl Comparison {
    /// The differences that a selection shows. Those in it that are within another one are so in the result.
    pub fn select(mut self, selection: &Selection) -> Comparison {
        let in_section = selection.section.as_deref().map(|title| self.sections_under(title));
        let mut kept: Vec<Option<usize>> = Vec::with_capacity(self.differences.len());
        let wanted: Vec<bool> = self
            .differences
            .iter()
            .map(|difference| {
                let is_there = in_section
                    .as_ref()
                    .is_none_or(|sections| sections.get(difference.section) == Some(&true));
                let is_kind = selection.kinds.as_ref().is_none_or(|kinds| kinds.contains(&difference.kind));
                is_there && is_kind
            })
            .collect();
        let around = self.nearest(&wanted);
        let mut count = 0;
        for (wanted, around) in wanted.iter().zip(&around) {
            let is_kept = *wanted && (selection.is_full || around.is_none());
            kept.push(is_kept.then_some(count));
            count += usize::from(is_kept);
        }
        let place = |at: Option<usize>| at.and_then(|at| kept.get(at).copied().flatten());
        let differences = std::mem::take(&mut self.differences).into_iter().zip(around).zip(&kept);
        self.differences = differences
            .filter(|(_, kept)| kept.is_some())
            .map(|((mut difference, around), _)| {
                difference.within = place(around);
                difference
            })
            .collect();
        self
    }

    /// Whether one of the documents has a section of a heading, in any case.
    pub fn has_section(&self, title: &str) -> bool {
        self.sections_under(title).contains(&true)
    }

    /// The nearest difference around each that is wanted.
    fn nearest(&self, wanted: &[bool]) -> Vec<Option<usize>> {
        let holder = |at: usize| self.differences.get(at).and_then(|difference| difference.within);
        let mut nearest: Vec<Option<Option<usize>>> = vec![None; self.differences.len()];
        let mut path = Vec::new();
        for first in 0..self.differences.len() {
            let mut at = first;
            let mut found = loop {
                if let Some(known) = nearest.get(at).copied().flatten() {
                    break known;
                }
                path.push(at);
                match holder(at) {
                    None => break None,
                    Some(holder) => at = holder,
                }
            };
            // From the outermost inwards; the last one of the path is `first`.
            while let Some(at) = path.pop() {
                if let Some(holder) = holder(at).filter(|holder| wanted.get(*holder) == Some(&true)) {
                    found = Some(holder);
                }
                if let Some(slot) = nearest.get_mut(at) {
                    *slot = Some(found);
                }
            }
        }
        nearest.into_iter().map(Option::flatten).collect()
    }

    /// Which sections have a heading, or are in one that has it.
    fn sections_under(&self, title: &str) -> Vec<bool> {
        let wanted = title.trim().to_lowercase();
        let side = |side: fn(&SectionPair) -> Option<&super::SectionPlace>| {
            let mut level = None;
            let is_in = |pair: &SectionPair| {
                let Some(place) = side(pair) else { return false };
                if place.title.to_lowercase() == wanted && level.is_none_or(|level| place.level <= level) {
                    level = Some(place.level);
                    return true;
                }
                if level.is_some_and(|level| place.level <= level || level == 0) {
                    level = None;
                }
                level.is_some()
            };
            self.sections.iter().map(is_in).collect::<Vec<bool>>()
        };
        let (of_a, of_b) = (side(|pair| pair.a.as_ref()), side(|pair| pair.b.as_ref()));
        of_a.into_iter().zip(of_b).map(|(one, other)| one || other).collect()
    }
}

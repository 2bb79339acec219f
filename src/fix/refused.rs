use std::collections::HashSet;

use super::moves::Moves;
use super::{Edit, Fix};
use crate::finding::Finding;
use crate::source::Span;

/// The fixes that were refused, which are known again in later rounds, when edits have moved the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Refused {
    fixes: HashSet<(&'static str, String, Span)>,
}

impl Refused {
    pub(super) fn add(&mut self, finding: &Finding, fix: &Fix) {
        self.fixes.insert((finding.rule, fix.title.clone(), finding.span));
    }

    pub(super) fn has(&self, finding: &Finding, fix: &Fix) -> bool {
        !self.fixes.is_empty() && self.fixes.contains(&(finding.rule, fix.title.clone(), finding.span))
    }

    /// Goes on to the text after edits, which are sorted and disjoint.
    pub(super) fn follow(&mut self, edits: &[Edit]) {
        if self.fixes.is_empty() {
            return;
        }
        let moves = Moves::of(edits);
        let fixes = std::mem::take(&mut self.fixes);
        self.fixes = fixes.into_iter().map(|(rule, title, span)| (rule, title, moves.span(span))).collect();
    }
}

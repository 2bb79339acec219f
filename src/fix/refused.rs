use std::collections::HashSet;

use super::{Edit, Fix};
use crate::finding::Finding;
use crate::source::Span;

/// The fixes that were refused, which are known again in later rounds, when edits have moved the text.
#[derive(Debug, Default)]
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

/// How offsets of a text move when edits are made.
struct Moves {
    /// The end of each edit, and how far what stands there moves.
    ends: Vec<(u32, i64)>,
}

impl Moves {
    fn of(edits: &[Edit]) -> Self {
        let mut moved = 0;
        let end = |edit: &Edit| {
            moved += edit.text.len() as i64 - i64::from(edit.span.len());
            (edit.span.end, moved)
        };
        Moves { ends: edits.iter().map(end).collect() }
    }

    /// The span after the edits; an edit inside makes it longer or shorter.
    fn span(&self, span: Span) -> Span {
        let before_start = self.ends.partition_point(|&(end, _)| end <= span.start);
        let before_end = self.ends.partition_point(|&(end, _)| end <= span.end.saturating_sub(1));
        Span::new(self.moved(span.start, before_start), self.moved(span.end, before_end.max(before_start)))
    }

    /// An offset after the first so many edits.
    fn moved(&self, offset: u32, edits: usize) -> u32 {
        let by = edits.checked_sub(1).and_then(|last| self.ends.get(last)).map_or(0, |&(_, by)| by);
        u32::try_from(i64::from(offset) + by).unwrap_or(offset)
    }
}

use super::Edit;
use crate::source::Span;

/// How offsets of a text move when edits are made.
pub(super) struct Moves {
    /// The end of each edit, and how far what stands there moves.
    ends: Vec<(u32, i64)>,
}

impl Moves {
    pub(super) fn of(edits: &[Edit]) -> Self {
        let mut moved = 0;
        let end = |edit: &Edit| {
            moved += edit.text.len() as i64 - i64::from(edit.span.len());
            (edit.span.end, moved)
        };
        Moves { ends: edits.iter().map(end).collect() }
    }

    /// The span after the edits; an edit inside makes it longer or shorter.
    pub(super) fn span(&self, span: Span) -> Span {
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

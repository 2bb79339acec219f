use super::{LineKind, behind_number};
use crate::facts::Facts;
use crate::source::Span;

/// The footnotes of an extract, and the markers that lead to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExtractNotes {
    /// Markers in the text: `[3]`.
    pub n_markers: u32,
    /// The first of them.
    pub first_marker: Option<Span>,
    /// Lines that give a footnote.
    pub n_footnotes: u32,
    /// Of these, those in which nothing stands behind the number.
    pub n_empty: u32,
    /// The first of them.
    pub first_empty: Option<Span>,
}

impl ExtractNotes {
    /// Counts markers and footnotes.
    pub(in crate::facts) fn read(facts: &Facts<'_>) -> Self {
        let mut notes = ExtractNotes::default();
        for line in &facts.extract_lines().all {
            if let LineKind::Footnote { is_empty } = line.kind {
                notes.n_footnotes += 1;
                if is_empty {
                    notes.n_empty += 1;
                    notes.first_empty.get_or_insert(line.span);
                }
                continue;
            }
            if line.kind == LineKind::Indented {
                continue;
            }
            let text = facts.doc.slice(line.span);
            for (at, _) in text.match_indices('[') {
                let Some(rest) = text.get(at..).and_then(behind_number) else { continue };
                let length = text.len() - at - rest.len();
                // A year in brackets is a word of a quotation, and what stands behind a letter of code an index.
                let is_year = length > "[999]".len();
                let is_index =
                    rest.starts_with(['[', '=']) && !rest.starts_with("[1") || rest.starts_with(" =");
                if !is_year && !is_index {
                    notes.n_markers += 1;
                    let start = line.span.start + at as u32;
                    notes.first_marker.get_or_insert(Span::new(start, start + length as u32));
                }
            }
        }
        notes
    }
}

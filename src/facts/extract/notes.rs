use super::{ExtractLine, LineKind, behind_number};
use crate::facts::Facts;
use crate::source::Span;

/// The footnotes of an extract, and the markers that lead to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExtractNotes {
    /// Markers in the text: `[3]`.
    pub n_markers: u32,
    /// The first of them.
    pub first_marker: Option<Span>,
    /// Lines that give a footnote: those that begin with its marker, else the items of a numbered list behind the last
    /// marker.
    pub n_footnotes: u32,
    /// The highest number of a footnote.
    pub last_number: u32,
    /// The first marker with a higher number.
    pub first_beyond: Option<Span>,
    /// Footnotes in which nothing stands behind the number.
    pub n_empty: u32,
    /// The first of them.
    pub first_empty: Option<Span>,
}

impl ExtractNotes {
    /// Counts markers and footnotes.
    pub(in crate::facts) fn read(facts: &Facts<'_>) -> Self {
        let lines = &facts.extract_lines().all;
        let mut notes = ExtractNotes::default();
        let mut markers: Vec<(u32, Span)> = Vec::new();
        for line in lines {
            let text = facts.doc.slice(line.span);
            match line.kind {
                LineKind::Footnote { is_empty } => {
                    notes.take(number(text));
                    notes.n_empty += u32::from(is_empty);
                    notes.first_empty = notes.first_empty.or(is_empty.then_some(line.span));
                }
                LineKind::Indented => {}
                _ => add_markers(line, text, &mut markers),
            }
        }
        if notes.n_footnotes == 0 {
            let last = markers.last().map_or(0, |(_, span)| span.end);
            let items = lines.iter().filter(|line| line.kind == LineKind::Item && line.span.start > last);
            items.for_each(|item| notes.take(number(facts.doc.slice(item.span))));
        }
        notes.n_markers = markers.len() as u32;
        notes.first_marker = markers.first().map(|(_, span)| *span);
        let beyond = markers.iter().find(|(number, _)| *number > notes.last_number);
        notes.first_beyond = beyond.map(|(_, span)| *span).filter(|_| notes.n_footnotes > 0);
        notes
    }

    fn take(&mut self, number: Option<u32>) {
        let Some(number) = number else { return };
        self.n_footnotes += 1;
        self.last_number = self.last_number.max(number);
    }
}

/// Adds the markers of a line.
fn add_markers(line: &ExtractLine, text: &str, markers: &mut Vec<(u32, Span)>) {
    for (at, _) in text.match_indices('[') {
        let Some(rest) = text.get(at..).and_then(behind_number) else { continue };
        let length = text.len() - at - rest.len();
        let head = text.get(..at).unwrap_or_default();
        // A year in brackets is a word of a quotation; a number behind a letter of code is an index.
        let is_year = length > "[999]".len();
        let is_index = rest.starts_with('=') || rest.starts_with(" =");
        let number = text.get(at + 1..).and_then(number);
        if let Some(number) = number.filter(|_| !is_year && !is_index && !head.ends_with(['=', '('])) {
            let start = line.span.start + at as u32;
            markers.push((number, Span::new(start, start + length as u32)));
        }
    }
}

/// The number that a text begins with, behind a bracket or none.
fn number(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('[').unwrap_or(text);
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

//! `rules/extract/extract-reference-lost.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;

/// Finds markers of footnotes in an extract whose footnotes are gone.
pub struct ExtractReferenceLost;

impl Rule for ExtractReferenceLost {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let notes = cx.facts.extract_notes();
        if let (Some(first), 0) = (notes.first_marker, notes.n_footnotes) {
            let marker = cx.doc.slice(first);
            let message = match notes.n_markers {
                1 => format!("`{marker}` refers to a footnote, but the text has none"),
                n => {
                    format!("`{marker}` and {} more refer to footnotes, but the text has none", n - 1)
                }
            };
            let help = "remove the markers, or add the list of footnotes";
            cx.report(Finding::new(first, message).help(help));
        }
        if let Some(first) = notes.first_beyond {
            let marker = cx.doc.slice(first);
            let message =
                format!("`{marker}` refers to a footnote, but the last one is {}", notes.last_number);
            cx.report(
                Finding::new(first, message).help("remove the marker, or add the footnotes that are gone"),
            );
        }
        if let Some(first) = notes.first_empty {
            let message = match (notes.n_empty, notes.n_footnotes) {
                (1, 1) => "the footnote is empty".to_owned(),
                (n, all) => format!("{n} of {all} footnotes are empty, this one first"),
            };
            let help = "write what the article cites there, or remove the footnotes with their markers";
            cx.report(Finding::new(first, message).help(help));
        }
    }
}

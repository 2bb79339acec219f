//! `rules/extract/extract-value-lost.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::extract::LineKind;
use crate::finding::{Finding, Severity};
use crate::rules::{last_words, shown};
use crate::source::Span;
use crate::value::gap::find_lost_values;

/// Finds sentences of an extract in which a value is missing, and columns of tables in which all of them are.
pub struct ExtractValueLost;

/// How many words of a sentence a message shows, and in how many bytes they are looked for.
const WORDS: usize = 5;
const READ: u32 = 80;

impl Rule for ExtractValueLost {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for column in cx.facts.lost_columns() {
            let message = format!("all {} cells under `{}` are empty", column.n_cells, shown(&column.title));
            let help =
                "write what the article shows there, or leave the column out: its templates were left out";
            let severity = if column.is_first { Severity::Warning } else { Severity::Info };
            cx.report(Finding::new(column.span, message).help(help).severity(severity).cluster("column"));
        }
        let Some(language) = cx.language else { return };
        let lines = cx.facts.extract_lines().all.iter();
        for line in lines.filter(|line| matches!(line.kind, LineKind::Text | LineKind::Item)) {
            for gap in find_lost_values(cx.doc.slice(line.span), &language.extracts) {
                let place = |at: usize| line.span.start + at as u32;
                let span = Span::new(place(gap.range.start), place(gap.range.end));
                let head = line.span.start.max(span.end.saturating_sub(READ));
                let text =
                    cx.doc.text().get(cx.doc.text().ceil_char_boundary(head as usize)..span.end as usize);
                let words = last_words(text.unwrap_or_default(), WORDS);
                let message = format!("a value is missing in `{words}`");
                cx.report(
                    Finding::new(span, message)
                        .help("write what the article shows there: a template or a formula was left out")
                        .cluster("value"),
                );
            }
        }
    }
}

//! `rules/extract/extract-brackets-empty.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::value::gap::find_emptied_brackets;

/// Finds brackets of an extract of which all, or a part, was lost.
pub struct ExtractBracketsEmpty;

impl Rule for ExtractBracketsEmpty {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let words = cx.language.map(|language| &language.extracts);
        for line in &cx.facts.extract_lines().all {
            for gap in find_emptied_brackets(cx.doc.slice(line.span), words) {
                let (start, end) = (line.span.start + gap.range.start as u32, gap.range.end as u32);
                let span = Span::new(start, line.span.start + end).trim(cx.doc.text());
                let marks = shown(cx.doc.slice(span));
                let what =
                    if marks.starts_with('(') == marks.ends_with(')') { "what" } else { "a part of what" };
                let finding = Finding::new(span, format!("{what} stood in the brackets is lost: `{marks}`"))
                    .help("write what the article shows there, or remove the marks that are left")
                    .cluster("brackets");
                cx.report(match gap.without {
                    Some(text) => {
                        let title = format!("remove the marks of `{marks}`");
                        let whole = Span::new(start, line.span.start + end);
                        finding.fix(Fix::replace(title, whole, text, Safety::Suggested))
                    }
                    None => finding,
                });
            }
        }
    }
}

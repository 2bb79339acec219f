//! `rules/extract/extract-sentence-cut.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::source::Span;

/// Finds paragraphs of an extract that end in the middle of a sentence.
pub struct ExtractSentenceCut;

impl Rule for ExtractSentenceCut {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (line, last) in cx.facts.extract_lines().cut_sentences(cx.facts) {
            let span = Span::new(line.span.end - last.len() as u32, line.span.end);
            let message = format!("the text breaks off after `{last}`");
            cx.report(
                Finding::new(span, message).help("write the rest of the sentence as the article has it"),
            );
        }
    }
}

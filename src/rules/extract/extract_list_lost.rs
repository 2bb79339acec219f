//! `rules/extract/extract-list-lost.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::extract::{ExtractLine, Follows};
use crate::finding::Finding;
use crate::rules::last_words;
use crate::source::Span;

/// Finds introductions of an extract after which nothing comes.
pub struct ExtractListLost;

/// How many words of an introduction a message shows.
const WORDS: usize = 6;

impl Rule for ExtractListLost {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (line, follows) in cx.facts.extract_lines().lost_lists(cx.facts) {
            cx.report(finding(line, follows, cx));
        }
    }
}

fn finding(line: &ExtractLine, follows: Follows, cx: &Context<'_>) -> Finding {
    let text = cx.doc.slice(line.span);
    let start = text.rfind(". ").map_or(0, |at| at + 2);
    let span = Span::new(line.span.start + start as u32, line.span.end);
    let announced = last_words(cx.doc.slice(span), WORDS);
    let what = match follows {
        Follows::End => "the text ends",
        Follows::Heading => "a heading follows",
        Follows::Footnotes => "the footnotes follow",
        Follows::Paragraph => "a paragraph follows",
    };
    Finding::new(span, format!("`{announced}` announces something, but {what}")).help(
        "write the list, the table or the quotation that the article has there, or remove the introduction",
    )
}

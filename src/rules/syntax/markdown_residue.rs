//! `rules/syntax/markdown-residue.md`

use super::markdown::{emphasis, inline, lines, table};
use crate::engine::{Context, Interest, Rule};

/// Finds Markdown where wikitext is read.
pub struct MarkdownResidue;

impl Rule for MarkdownResidue {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut findings = inline::links(cx);
        findings.extend(inline::definitions(cx));
        findings.extend(emphasis::bold(cx));
        findings.extend(lines::fences(cx));
        findings.extend(table::tables(cx));
        findings.extend(lines::headings(cx));
        // What a line may start with for other reasons is Markdown beside what is nothing else.
        let is_proven = !findings.is_empty();
        findings.extend(lines::items(cx, is_proven));
        findings.extend(lines::quotes(cx, is_proven));
        findings.extend(lines::rules(cx));
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

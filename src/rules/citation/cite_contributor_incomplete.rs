//! `rules/citation/cite-contributor-incomplete.md`

use super::company::AUTHORS;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::CiteParam;

/// Finds contributors to a book without the contribution, or without the author of the book.
pub struct CiteContributorIncomplete;

impl Rule for CiteContributorIncomplete {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(contributor) = citation.get(CiteParam::ContributorLast) else { continue };
            let (message, help) = if !citation.has(CiteParam::Chapter) {
                ("a contributor without a contribution", "say what the contribution is, such as a foreword")
            } else if !citation.has_any(&AUTHORS) {
                ("a contributor to a book without an author", "name the author of the book")
            } else {
                continue;
            };
            cx.report(Finding::new(contributor.value_span, message).help(help));
        }
    }
}

//! `rules/citation/isbn-unassigned-range.md`

use super::identifier::isbns;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::identifier::Isbn;

/// Finds ISBNs whose check digit is right and whose range no publisher has.
pub struct IsbnUnassignedRange;

impl Rule for IsbnUnassignedRange {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for given in isbns(facts) {
            if Isbn::read(given.text).is_ok_and(|isbn| isbn.is_unassigned()) {
                let message = format!("`{}` is in a range of ISBNs that no publisher has", shown(given.text));
                cx.report(
                    Finding::new(given.span, message)
                        .help("compare with the book, or with the catalogue of a library"),
                );
            }
        }
    }
}

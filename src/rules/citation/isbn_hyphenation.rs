//! `rules/citation/isbn-hyphenation.md`

use super::identifier::isbns;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::value::identifier::Isbn;

/// Finds ISBNs whose hyphens are missing or do not stand between their parts.
pub struct IsbnHyphenation;

impl Rule for IsbnHyphenation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for given in isbns(facts) {
            let hyphenated = Isbn::read(given.text).ok().and_then(|isbn| isbn.hyphenated());
            let Some(hyphenated) =
                hyphenated.filter(|hyphenated| !given.text.eq_ignore_ascii_case(hyphenated))
            else {
                continue;
            };
            let (message, kind) = match given.text.contains(['-', ' ']) {
                true => ("has hyphens or spaces elsewhere than between its parts", "elsewhere"),
                false => ("has no hyphens between its parts", "none"),
            };
            let fix =
                Fix::replace(format!("write `{hyphenated}`"), given.span, &hyphenated, Safety::Suggested);
            cx.report(
                Finding::new(given.span, format!("`{}` {message}", shown(given.text)))
                    .help(format!("write `{hyphenated}`"))
                    .cluster(kind)
                    .fix(fix),
            );
        }
    }
}

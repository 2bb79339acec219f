//! `rules/citation/cite-param-case.md`

use super::{rename, unknown_fields};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::rules::shown;

/// Finds parameters whose name is right but for the case of its letters.
pub struct CiteParamCase;

impl Rule for CiteParamCase {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, field) in unknown_fields(facts) {
            let lower = field.name.to_lowercase();
            let Some(place) = field.name_span.filter(|_| citation.schema.param(&lower).is_some()) else {
                continue;
            };
            let message = format!("`{}` is written `{lower}`", shown(&field.name));
            let mut finding =
                Finding::new(place, message).help("names of parameters are in lower case").cluster(&lower);
            if let Some(fix) = rename(citation, field, &lower, Safety::Suggested) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

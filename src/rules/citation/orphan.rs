//! Fields that say something about another field, which is not there.

use super::remove;
use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::rules::shown;

/// Reports the field that `find` gives in templates whose parameters are all known, where `has_company` says that what
/// it is about is missing.
pub(super) fn report(
    cx: &mut Context<'_>,
    find: impl for<'c, 'a> Fn(&'c Citation<'a>) -> Option<&'c Field<'a>>,
    has_company: impl Fn(&Citation<'_>) -> bool,
    company: &str,
) {
    let facts = cx.facts;
    for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
        let Some(field) = find(citation).filter(|_| !has_company(citation)) else { continue };
        let place = field.name_span.map_or(field.value_span, |name| name.cover(field.value_span));
        let name = shown(&field.name);
        let message = format!("`{name}` without {company}");
        cx.report(
            Finding::new(place, message)
                .help(format!("give {company}, or remove `{name}`"))
                .cluster(&name)
                .fix(remove(field, cx.tree, Safety::Suggested)),
        );
    }
}

//! `rules/citation/cite-missing-access-date.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::Template;

/// Finds citations whose template has to be told when the source was read.
pub struct CiteMissingAccessDate;

const ACCESS_DATE: CiteParams = CiteParams::of(&[CiteParam::AccessDate]);

impl Rule for CiteMissingAccessDate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, _) in facts.lacking(&ACCESS_DATE) {
            let Some(template) = Template::cast(cx.tree.node(citation.node)) else { continue };
            let name = shown(&template.name());
            cx.report(
                Finding::new(name_span(citation, cx.tree), format!("`{name}` without the day of access"))
                    .help("look whether the page says so still, and give the day")
                    .cluster(name),
            );
        }
    }
}

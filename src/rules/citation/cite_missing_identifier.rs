//! `rules/citation/cite-missing-identifier.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::syntax::Template;

/// Finds citations of preprints without the number that the server gave them.
pub struct CiteMissingIdentifier;

const IDENTIFIERS: CiteParams = CiteParams::of(&[
    CiteParam::Arxiv,
    CiteParam::Biorxiv,
    CiteParam::Citeseerx,
    CiteParam::Medrxiv,
    CiteParam::Ssrn,
]);

impl Rule for CiteMissingIdentifier {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, requirement) in facts.lacking(&IDENTIFIERS) {
            let Some(template) = Template::cast(cx.tree.node(citation.node)) else { continue };
            let name = shown(&template.name());
            let message = format!("`{name}` without `{}`", requirement.name);
            cx.report(
                Finding::new(name_span(citation, cx.tree), message)
                    .help("give the number of the preprint, or use the template for the kind of source")
                    .cluster(name),
            );
        }
    }
}

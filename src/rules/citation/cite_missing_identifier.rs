//! `rules/citation/cite-missing-identifier.md`

use super::company::report_lacking;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};

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
            let without = format!("without `{}`", requirement.name);
            let help = "give the number of the preprint, or use the template for the kind of source";
            report_lacking(cx, citation, &without, help);
        }
    }
}

//! `rules/citation/cite-missing-title.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};

/// Finds citations that do not say what is cited.
pub struct CiteMissingTitle;

/// A series stands in the place of the title where its episodes are cited.
const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::Series]);

impl Rule for CiteMissingTitle {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let lacking = facts.lacking(&TITLES).filter(|(citation, _)| !citation.has(CiteParam::Url));
        for (citation, requirement) in lacking {
            let what = &requirement.name;
            cx.report(
                Finding::new(name_span(citation, cx.tree), format!("the citation has no {what}"))
                    .help(format!("give the {what} of what is cited"))
                    .cluster(what),
            );
        }
    }
}

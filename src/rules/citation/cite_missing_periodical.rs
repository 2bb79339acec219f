//! `rules/citation/cite-missing-periodical.md`

use super::company::report_lacking;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};

/// Finds citations of articles that do not name the journal or magazine.
pub struct CiteMissingPeriodical;

const PERIODICAL: CiteParams = CiteParams::of(&[CiteParam::Journal]);

impl Rule for CiteMissingPeriodical {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, requirement) in facts.lacking(&PERIODICAL) {
            // Where a publisher has to be given or a periodical, the publisher is what is missing.
            if requirement.any_of.contains(CiteParam::Publisher) {
                continue;
            }
            let help = "name the periodical, or use the template for the kind of source that is cited";
            report_lacking(cx, citation, "names no periodical", help);
        }
    }
}

//! `rules/citation/cite-missing-url.md`

use super::company::report_lacking;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};

/// Finds citations of sources on the web that link to none.
pub struct CiteMissingUrl;

const URL: CiteParams = CiteParams::of(&[CiteParam::Url]);

impl Rule for CiteMissingUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        // An archived copy without the original is another rule's.
        for (citation, _) in facts.lacking(&URL).filter(|(citation, _)| !citation.has(CiteParam::ArchiveUrl))
        {
            let help = "give the URL, or use the template for the kind of source that is cited";
            report_lacking(cx, citation, "without a URL", help);
        }
    }
}

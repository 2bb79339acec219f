//! `rules/citation/cite-missing-access-date.md`

use super::company::report_lacking;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};

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
            let help = "look whether the page says so still, and give the day";
            report_lacking(cx, citation, "without the day of access", help);
        }
    }
}

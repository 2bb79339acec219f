//! `rules/citation/cite-access-date-without-url.md`

use super::company::report_without_url;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};

/// Finds access dates of citations that link to nothing.
pub struct CiteAccessDateWithoutUrl;

const ACCESS: CiteParams = CiteParams::of(&[CiteParam::AccessDate]);

impl Rule for CiteAccessDateWithoutUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        // Where the URL itself has to be given, that is said, and the day is right as soon as it is.
        report_without_url(cx, &ACCESS, |citation, _| {
            citation
                .schema
                .cites
                .requires
                .iter()
                .all(|requirement| !requirement.any_of.contains(CiteParam::Url))
        });
    }
}

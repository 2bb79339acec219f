//! `rules/citation/cite-access-date-without-url.md`

use std::collections::HashSet;

use super::company::report_without_url;
use crate::engine::{Context, Interest, Rule};
use crate::profile::{CiteParam, CiteParams};
use crate::syntax::NodeId;

/// Finds access dates of citations that link to nothing.
pub struct CiteAccessDateWithoutUrl;

const ACCESS: CiteParams = CiteParams::of(&[CiteParam::AccessDate]);

const URL: CiteParams = CiteParams::of(&[CiteParam::Url]);

impl Rule for CiteAccessDateWithoutUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        // Where the URL itself has to be given, that is said, and the day is right as soon as it is.
        let facts = cx.facts;
        let lacking: HashSet<NodeId> = facts.lacking(&URL).map(|(citation, _)| citation.node).collect();
        report_without_url(cx, &ACCESS, |citation, _| !lacking.contains(&citation.node));
    }
}

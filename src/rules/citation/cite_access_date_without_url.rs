//! `rules/citation/cite-access-date-without-url.md`

use super::orphan;
use crate::engine::{Context, Interest, Rule};
use crate::profile::ParamType;

/// Finds access dates in citations that link to nothing.
pub struct CiteAccessDateWithoutUrl;

impl Rule for CiteAccessDateWithoutUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        orphan::report(
            cx,
            |citation| citation.of_kind(ParamType::AccessDate),
            |citation| citation.of_kind(ParamType::Url).is_some(),
            "a URL",
        );
    }
}

//! `rules/citation/cite-access-date-without-url.md`

use super::orphan;
use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::profile::ParamType;

/// Finds access dates in citations that link to nothing.
pub struct CiteAccessDateWithoutUrl;

impl Check for CiteAccessDateWithoutUrl {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        CiteAccessDateWithoutUrl
    }
}

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

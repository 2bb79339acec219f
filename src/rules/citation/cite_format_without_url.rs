//! `rules/citation/cite-format-without-url.md`

use super::orphan;
use crate::engine::{Context, Interest, Rule};
use crate::profile::ParamType;

/// Finds file formats in citations that link to nothing.
pub struct CiteFormatWithoutUrl;

impl Rule for CiteFormatWithoutUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        orphan::report(
            cx,
            |citation| citation.named("format"),
            |citation| citation.of_kind(ParamType::Url).is_some(),
            "a URL",
        );
    }
}

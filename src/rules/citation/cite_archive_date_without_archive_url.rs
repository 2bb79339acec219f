//! `rules/citation/cite-archive-date-without-archive-url.md`

use super::orphan;
use crate::engine::{Context, Interest, Rule};
use crate::profile::ParamType;

/// Finds dates of archived copies in citations without such a copy.
pub struct CiteArchiveDateWithoutArchiveUrl;

impl Rule for CiteArchiveDateWithoutArchiveUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        orphan::report(
            cx,
            |citation| citation.of_kind(ParamType::ArchiveDate),
            |citation| citation.of_kind(ParamType::ArchiveUrl).is_some(),
            "an archived copy",
        );
    }
}

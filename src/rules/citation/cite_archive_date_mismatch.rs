//! `rules/citation/cite-archive-date-mismatch.md`

use super::archive::{day_of_copy, whole_date, written};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::ParamType;
use crate::rules::shown;

/// Finds archive dates that differ from the time stamp in the archive's URL.
pub struct CiteArchiveDateMismatch;

impl Rule for CiteArchiveDateMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            if let Some(finding) = mismatch(citation, cx) {
                cx.report(finding);
            }
        }
    }
}

fn mismatch(citation: &Citation<'_>, cx: &Context<'_>) -> Option<Finding> {
    let url = citation.only_of_kind(ParamType::ArchiveUrl)?;
    let date = citation.only_of_kind(ParamType::ArchiveDate)?;
    let (copied, tolerance) = day_of_copy(url)?;
    let (stated, _) = whole_date(date.value, cx.facts.dates().grammar)?;
    if (copied - stated).num_days().abs() <= tolerance {
        return None;
    }
    let right = written(copied, citation, cx);
    let message = format!("archive date `{}` is not that of the copy, `{right}`", shown(date.value));
    let title = format!("write `{right}`");
    Some(
        Finding::new(date.value_span, message)
            .label(url.value_span, "the URL says when the copy was made")
            .help("give the day of the copy; if another copy was meant, correct its URL")
            .fix(Fix::replace(title, date.value_span, right, Safety::Suggested)),
    )
}

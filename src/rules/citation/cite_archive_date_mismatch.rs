//! `rules/citation/cite-archive-date-mismatch.md`

use super::archive::{day_of, day_of_copy, written};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::dates::DateField;
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
        for (citation, dates) in facts.date_values().by_citation() {
            let cited = facts.citations().get(citation);
            if let Some(finding) = cited.and_then(|citation| mismatch(citation, dates, cx)) {
                cx.report(finding);
            }
        }
    }
}

fn mismatch(citation: &Citation<'_>, dates: &[DateField<'_>], cx: &Context<'_>) -> Option<Finding> {
    let url = citation.only_of_kind(ParamType::ArchiveUrl)?;
    let date = citation.only_of_kind(ParamType::ArchiveDate)?;
    let (copied, tolerance) = day_of_copy(url)?;
    let read = dates.iter().find(|read| read.node == date.node).filter(|_| date.is_literal)?;
    let stated = day_of(read.date()?)?;
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

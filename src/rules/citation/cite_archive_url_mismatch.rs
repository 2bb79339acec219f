//! `rules/citation/cite-archive-url-mismatch.md`

use super::copied::Copied;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds archived copies of another page than the one that is cited.
pub struct CiteArchiveUrlMismatch;

/// What the copy may be of.
const ORIGINALS: CiteParams =
    CiteParams::of(&[CiteParam::Url, CiteParam::ChapterUrl, CiteParam::ConferenceUrl]);

impl Rule for CiteArchiveUrlMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(copy) = citation.get(CiteParam::ArchiveUrl).filter(|copy| copy.is_literal) else {
                continue;
            };
            if !citation.has_any(&ORIGINALS) {
                continue;
            }
            if let Some(finding) = mismatch(citation, copy) {
                cx.report(finding);
            }
        }
    }
}

fn mismatch(citation: &Citation<'_>, copy: &Field<'_>) -> Option<Finding> {
    let copied = Copied::read(copy.value)?;
    let mut cited = citation.filled().filter(|field| field.param.is_some_and(|param| param.kind.is_url()));
    let mut first = None;
    let is_copied = cited.any(|field| {
        let is_original = field.cite() != Some(CiteParam::ArchiveUrl);
        if is_original && first.is_none() {
            first = Some(field);
        }
        is_original && (!field.is_literal || copied.is_of(field.value))
    });
    let cited = first.filter(|_| !is_copied)?;
    Some(
        Finding::new(copy.value_span, format!("the archived copy is of `{}`", shown(copied.page)))
            .label(cited.value_span, "the page that is cited")
            .help("give a copy of the page that is cited, or the URL of the page that was copied"),
    )
}

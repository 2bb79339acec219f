//! `rules/citation/cite-archive-without-url.md`

use super::archive::local_name;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::value::archive::copied_page;
use crate::value::url::check_url;

/// Finds citations that give an archived copy, and not what was copied.
pub struct CiteArchiveWithoutUrl;

/// What an archived copy can be of.
const ORIGINALS: CiteParams = CiteParams::of(&[
    CiteParam::Url,
    CiteParam::ChapterUrl,
    CiteParam::ConferenceUrl,
    CiteParam::MapUrl,
    CiteParam::TranscriptUrl,
    CiteParam::LayUrl,
]);

impl Rule for CiteArchiveWithoutUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(copy) = citation.get(CiteParam::ArchiveUrl) else { continue };
            // What a name nobody knows is given may be the URL.
            if citation.has_any(&ORIGINALS) || citation.filled().any(is_unknown_url) {
                continue;
            }
            let finding = Finding::new(copy.value_span, "archived copy without the URL of the page")
                .help("give the URL of the page: the copy is not shown without it");
            cx.report(match fix(citation, copy, cx) {
                Some(fix) => finding.fix(fix),
                None => finding,
            });
        }
    }
}

fn is_unknown_url(field: &Field<'_>) -> bool {
    field.param.is_none() && field.value.contains("//")
}

/// Gives the URL that the copy's own has in it.
fn fix(citation: &Citation<'_>, copy: &Field<'_>, cx: &Context<'_>) -> Option<Fix> {
    let page = copied_page(Some(copy.value).filter(|_| copy.is_literal)?)?;
    let is_whole = page.starts_with("http") && matches!(check_url(page), Some(Ok(_)));
    let name = local_name(citation, CiteParam::Url, cx)?;
    let empty = citation.fields.iter().find(|field| field.counts && field.cite() == Some(CiteParam::Url));
    let edit = match empty {
        Some(empty) => Edit::insert(empty.value_start(cx.tree)?, page),
        None => Edit::insert(cx.tree.node(copy.node).span().start, format!("|{name}={page} ")),
    };
    is_whole.then(|| Fix::new(format!("give the URL as `{name}`"), vec![edit], Safety::Suggested))
}

//! `rules/citation/archive-of-live-as-url.md`

use super::archive::{day_of_copy, local_name, written};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Archives, CiteParam, CiteParams};
use crate::value::archive::copied_page;
use crate::value::url::check_url;

/// Finds archived copies that are cited as if they were the page.
pub struct ArchiveOfLiveAsUrl;

const URL: CiteParams = CiteParams::of(&[CiteParam::Url]);

/// The parameters that are given when a citation knows of its copy.
const COPY: CiteParams = CiteParams::of(&[CiteParam::ArchiveUrl, CiteParam::ArchiveDate]);

/// In how many segments of the path of a copy its time stands, the empty one before the first slash among them.
const SEGMENTS_BEFORE_PAGE: usize = 3;

impl Rule for ArchiveOfLiveAsUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, url) in
            facts.cited(&URL).filter(|(citation, url)| url.is_literal && citation.leads(url))
        {
            // The home page of an archive is a page of its own.
            let copy = Archives::known().of_copy(url.value).filter(|copy| copy.path.len() > 1);
            let Some(copy) = copy else { continue };
            let is_list =
                copy.path.split('/').take(SEGMENTS_BEFORE_PAGE).any(|segment| segment.contains('*'));
            let what = if is_list { "a list of copies" } else { "a copy" };
            let message = format!("URL of {what} ({}) where that of the page belongs", copy.archive.name);
            let finding = Finding::new(url.value_span, message);
            let finding = match citation.get(CiteParam::ArchiveUrl) {
                Some(copy) => finding
                    .label(copy.value_span, "the archived copy has its place here")
                    .help("give the URL of the page itself"),
                None => finding.help("give the URL of the page, and that of the copy as the archived one"),
            };
            cx.report(match fix(citation, url, cx) {
                Some(fix) => finding.fix(fix),
                None => finding,
            });
        }
    }
}

/// Gives the page that was copied as the URL, and the copy with its day where it belongs.
fn fix(citation: &Citation<'_>, url: &Field<'_>, cx: &Context<'_>) -> Option<Fix> {
    if citation.has_any(&COPY) {
        return None;
    }
    let page = copied_page(url.value).filter(|page| page.starts_with("http"))?;
    let (day, _) = day_of_copy(url)?;
    let copy_name = local_name(citation, CiteParam::ArchiveUrl, cx)?;
    let date_name = local_name(citation, CiteParam::ArchiveDate, cx)?;
    let is_taken = |name: &str| citation.fields.iter().any(|field| field.name == name);
    if is_taken(copy_name) || is_taken(date_name) || !matches!(check_url(page), Some(Ok(_))) {
        return None;
    }
    let date = written(day, citation, cx);
    let text = format!("{page} |{copy_name}={} |{date_name}={date}", url.value);
    Some(Fix::replace("give the page and its copy", url.value_span, text, Safety::Suggested))
}

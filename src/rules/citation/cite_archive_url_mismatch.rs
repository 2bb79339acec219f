//! `rules/citation/cite-archive-url-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{Archives, CiteParam, CiteParams, CopyForm, UrlParams};
use crate::rules::shown;
use crate::value::archive::copied_page;
use crate::value::page_key::{is_home, page_key};
use crate::value::url::registered_domain;

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
    let archive = Archives::known().of_url(copy.value)?;
    if archive.form == CopyForm::Opaque {
        return None;
    }
    let copied = copied_page(copy.value)?;
    // A copy of a copy is of the page that the inner one is of.
    let inner = copied_page(copied).filter(|_| Archives::known().of_url(copied).is_some());
    let copied = inner.unwrap_or(copied);
    let known = UrlParams::known();
    let key = |url: &str| page_key(url, |name| known.is_tracking(name));
    let copied_key = key(copied);
    let mut cited = citation.filled().filter(|field| field.param.is_some_and(|param| param.kind.is_url()));
    let mut first = None;
    let is_copied = cited.any(|field| {
        let is_original = field.cite() != Some(CiteParam::ArchiveUrl);
        if is_original && first.is_none() {
            first = Some(field);
        }
        is_original && (!field.is_literal || is_one_page(&key(field.value), &copied_key))
    });
    let cited = first.filter(|_| !is_copied)?;
    Some(
        Finding::new(copy.value_span, format!("the archived copy is of `{}`", shown(copied)))
            .label(cited.value_span, "the page that is cited")
            .help("give a copy of the page that is cited, or the URL of the page that was copied"),
    )
}

/// Whether a copy of one page can stand for the other: the page is the same, or both are of one site. A site may have
/// moved since; then the page has kept its name, or the site its own under another top-level domain. A site's front page
/// leads on to wherever the site is.
fn is_one_page(cited: &str, copied: &str) -> bool {
    is_home(cited)
        || site_name(cited) == site_name(copied)
        || names(cited).iter().zip(names(copied)).any(|(one, other)| one.is_some() && *one == other)
}

/// The name that somebody registered a page's host under, without what it was registered in.
fn site_name(key: &str) -> &str {
    let host = key.split(['/', '?', '#', ':']).next().unwrap_or_default();
    registered_domain(host).split('.').next().unwrap_or_default()
}

/// What few pages have in common: the last part of the path, without an extension, its last two parts, and the query,
/// each where it is not short.
fn names(key: &str) -> [Option<&str>; 3] {
    const MIN_LENGTH: usize = 8;
    let (path, query) = key.split_once('?').unwrap_or((key, ""));
    let mut slashes = path.rmatch_indices('/').map(|(at, _)| at);
    let last = slashes.next().and_then(|at| path.get(at + 1..));
    let last_two = slashes.next().and_then(|at| path.get(at + 1..));
    let stem = last.map(|name| name.split('.').next().unwrap_or_default());
    [stem, last_two, Some(query)].map(|name| name.filter(|name| name.len() >= MIN_LENGTH))
}

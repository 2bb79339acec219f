//! Which page an archived copy is of, and whether it can stand for another one.

use crate::profile::{Archives, CopyForm, UrlParams};
use crate::value::archive::copied_page;
use crate::value::page_key::{is_home, page_key};
use crate::value::url::registered_domain;

/// The page that a copy is of, as the copy's address tells.
pub(in crate::rules) struct Copied<'t> {
    /// Its address as written there.
    pub page: &'t str,
    key: String,
}

impl<'t> Copied<'t> {
    /// Reads the address of a copy; none where it is none of a known archive, or does not tell.
    pub(in crate::rules) fn read(copy: &'t str) -> Option<Self> {
        let archive = Archives::known().of_url(copy)?;
        if archive.form == CopyForm::Opaque {
            return None;
        }
        let page = copied_page(copy)?;
        // A copy of a copy is of the page that the inner one is of.
        let inner = copied_page(page).filter(|_| Archives::known().of_url(page).is_some());
        let page = inner.unwrap_or(page);
        Some(Copied { page, key: key(page) })
    }

    /// Whether the copy can stand for a page.
    pub(in crate::rules) fn is_of(&self, page: &str) -> bool {
        is_one_page(&key(page), &self.key)
    }
}

fn key(url: &str) -> String {
    let known = UrlParams::known();
    page_key(url, |name| known.is_tracking(name))
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

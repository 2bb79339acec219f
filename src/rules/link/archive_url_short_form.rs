//! `rules/link/archive-url-short-form.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::links::Link;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{Archive, Archives, CopyForm};
use crate::rules::shown;
use crate::value::archive::{copied_page, numbered_day};
use crate::value::url::url_parts;

/// Finds addresses of copies that do not tell which page was copied.
pub struct ArchiveUrlShortForm;

impl Rule for ArchiveUrlShortForm {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let mut page: Option<&Link> = None;
        for link in facts.links().iter() {
            if link.has_archive {
                page = Some(link);
            }
            let url = cx.doc.slice(link.url);
            let Some(archive) = Archives::known().of_url(url).filter(|_| link.is_literal) else { continue };
            if !archive.has_short_form || copied_page(url).is_some() || is_no_copy(url, archive) {
                continue;
            }
            let message = format!("`{}` does not tell of which page the copy is", shown(url));
            let help = "write the long form, which the service shows beside the copy";
            let finding = Finding::new(link.url, message).help(help);
            let of_this = page.filter(|page| page.archive == Some(link.url) && page.is_literal);
            cx.report(match of_this.and_then(|page| long(url, cx.doc.slice(page.url), archive)) {
                Some(added) => {
                    let edit = Edit::insert(link.url.end, added);
                    finding.fix(Fix::new("add the page's address", vec![edit], Safety::Suggested))
                }
                None => finding,
            });
        }
    }
}

/// Whether an address is that of a page of the service itself, or of a copied film, which has no long form.
fn is_no_copy(url: &str, archive: &Archive) -> bool {
    let rest = url_parts(url).and_then(|parts| url.get(parts.rest)).unwrap_or_default();
    let first = rest.trim_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    first.is_empty() || archive.own_pages.iter().any(|page| page == first)
}

/// What makes the short form of a copy the long one; only one service takes the page's address behind it.
fn long(url: &str, page: &str, archive: &Archive) -> Option<String> {
    let is_number = archive.form == CopyForm::Base62 && numbered_day(url).is_some();
    (is_number && !url.contains(['?', '#'])).then(|| format!("?url={page}"))
}

//! `rules/link/url-shortener.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::AddressKind;

/// Finds short forms of addresses.
pub struct UrlShortener;

impl Rule for UrlShortener {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let is_short = |rest: &str| rest.trim_matches('/').is_empty();
        for address in facts.addresses() {
            let is_known = address.known.is_some_and(|known| known.kind == AddressKind::Shortener);
            // The front page of a shortener is what an article about it links to.
            if is_known && !is_short(cx.doc.slice(address.rest)) {
                let host = cx.doc.slice(address.host);
                let message = format!("`{host}` only leads on: nobody sees where to, and it may end");
                let help = "follow the link, and write the address that it leads to";
                cx.report(Finding::new(address.url, message).help(help));
            }
        }
    }
}

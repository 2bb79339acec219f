//! `rules/link/url-shortener.md`

use super::report_addresses;
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
        report_addresses(cx, |address, host, cx| {
            address.known.filter(|known| known.kind == AddressKind::Shortener)?;
            // The front page of a shortener is what an article about it links to.
            let is_front = cx.doc.slice(address.rest).trim_matches('/').is_empty();
            let message = format!("`{host}` only leads on: nobody sees where to, and it may end");
            let help = "follow the link, and write the address that it leads to";
            (!is_front).then(|| Finding::new(address.url, message).help(help))
        });
    }
}

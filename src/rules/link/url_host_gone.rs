//! `rules/link/url-host-gone.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::AddressKind;

/// Finds links to services that ended, or whose hosts others hold now.
pub struct UrlHostGone;

impl Rule for UrlHostGone {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for address in facts.addresses().iter().filter(|address| !address.is_given_up) {
            let Some(known) = address.known else { continue };
            let host = cx.doc.slice(address.host);
            let message = match (known.kind, known.year) {
                (AddressKind::Closed, Some(year)) => format!("the service at `{host}` ended in {year}"),
                (AddressKind::Closed, None) => format!("the service at `{host}` has ended"),
                (AddressKind::TakenOver, _) => format!("`{host}` is held by others now"),
                _ => continue,
            };
            let help = "give a copy of the page from an archive, or another source";
            cx.report(Finding::new(address.host, message).help(help).cluster(host));
        }
    }
}

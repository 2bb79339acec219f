//! `rules/link/url-host-gone.md`

use super::report_addresses;
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
        report_addresses(cx, |address, host, _| {
            let known = address.known.filter(|_| !address.is_given_up)?;
            let message = match (known.kind, known.year) {
                (AddressKind::Closed, Some(year)) => format!("the service at `{host}` ended in {year}"),
                (AddressKind::Closed, None) => format!("the service at `{host}` has ended"),
                (AddressKind::TakenOver, _) => format!("`{host}` is held by others now"),
                _ => return None,
            };
            let help = "give a copy of the page from an archive, or another source";
            Some(Finding::new(address.host, message).help(help).cluster(host))
        });
    }
}

//! `rules/link/url-search-results.md`

use super::report_addresses;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::AddressKind;

/// Finds links to results of searches, and to copies that do not last.
pub struct UrlSearchResults;

impl Rule for UrlSearchResults {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_addresses(cx, |address, host, _| {
            let message = match address.known.filter(|_| !address.is_given_up)?.kind {
                AddressKind::Search => {
                    format!("the link leads to a search at `{host}`, which finds other things each time")
                }
                AddressKind::Cached => {
                    let message = format!("`{host}` shows a copy of another page, which does not last");
                    let help = "link to the page itself, or to a copy in an archive";
                    return Some(Finding::new(address.url, message).help(help));
                }
                _ => return None,
            };
            Some(Finding::new(address.url, message).help("link to the page that was found"))
        });
    }
}

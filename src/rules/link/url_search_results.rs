//! `rules/link/url-search-results.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::profile::AddressKind;

/// Finds links to results of searches, and to copies that do not last.
pub struct UrlSearchResults;

impl Rule for UrlSearchResults {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for address in facts.addresses().iter().filter(|address| !address.is_given_up) {
            let Some(known) = address.known else { continue };
            let host = cx.doc.slice(address.host);
            let finding = match known.kind {
                AddressKind::Search => Finding::new(
                    address.url,
                    format!("the link leads to a search at `{host}`, which finds other things each time"),
                )
                .help("link to the page that was found"),
                AddressKind::Cached => Finding::new(
                    address.url,
                    format!("`{host}` shows a copy of another page, which does not last"),
                )
                .severity(Severity::Warning)
                .help("link to the page itself, or to a copy in an archive"),
                _ => continue,
            };
            cx.report(finding);
        }
    }
}

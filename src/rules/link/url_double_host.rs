//! `rules/link/url-double-host.md`

use super::short;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;

/// Finds addresses that have their host once more where the path should begin.
pub struct UrlDoubleHost;

impl Rule for UrlDoubleHost {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for address in facts.addresses().iter().filter(|address| !address.is_given_up) {
            let (host, rest) = (cx.doc.slice(address.host), cx.doc.slice(address.rest));
            let Some(path) = rest.strip_prefix('/') else { continue };
            let first = path.split(['/', '?', '#']).next().unwrap_or_default();
            if !host.contains('.') || bare(first) != bare(host) {
                continue;
            }
            let start = address.rest.start + 1;
            let place = Span::new(start, start + first.len() as u32);
            let surplus = Span::new(start - 1, place.end);
            let message = format!("the host stands twice in `{}`", short(cx.doc.slice(address.url)));
            let finding = Finding::new(place, message)
                .label(address.host, "the host")
                .help("see whether the page is there without the second one; some copies of sites have both")
                .cluster(host);
            let fix = Fix::replace(format!("leave out `/{first}`"), surplus, "", Safety::Suggested);
            cx.report(finding.fix(fix));
        }
    }
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

//! `rules/link/url-http-upgrade.md`

use super::{is_hidden, report_addresses};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::HttpsHosts;
use crate::source::Span;
use crate::value::url::{lower, url_parts};

/// Finds `http` addresses of hosts that browsers ask by `https` alone.
pub struct UrlHttpUpgrade;

const SCHEME: &str = "http";

impl Rule for UrlHttpUpgrade {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_addresses(cx, |address, host, cx| {
            let url = cx.doc.slice(address.url);
            let is_http = url.get(..SCHEME.len())?.eq_ignore_ascii_case(SCHEME)
                && url.get(SCHEME.len()..)?.starts_with(':')
                && !address.is_given_up;
            if !is_http || !HttpsHosts::known().has(&lower(host)) || url_parts(url)?.port.is_some() {
                return None;
            }
            let is_hidden = cx.facts.links().get(address.link).is_some_and(|link| is_hidden(link, cx.facts));
            let safety = if is_hidden { Safety::Safe } else { Safety::Suggested };
            let place = Span::new(address.url.start, address.url.start + SCHEME.len() as u32);
            let message = format!("browsers ask `{host}` by `https` alone");
            let fix = Fix::replace("write `https`", place, "https", safety);
            Some(Finding::new(place, message).help("write `https`").cluster(host).fix(fix))
        });
    }
}

//! `rules/link/url-double-protocol.md`

use super::{is_hidden, short};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::value::url::{check_url, has_dns_host, url_parts};

/// Finds addresses that begin with two schemes.
pub struct UrlDoubleProtocol;

impl Rule for UrlDoubleProtocol {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for link in facts.links().iter().filter(|link| link.is_literal) {
            let url = facts.doc.slice(link.url);
            let Some(second) = second_scheme(url) else { continue };
            let start = link.url.start;
            let message = format!("`{}` begins with two schemes", short(url));
            let finding = Finding::new(
                Span::new(start + second.host.start as u32, start + second.host.end as u32),
                message,
            )
            .help("write the scheme once");
            let Some(inner) = second.address else {
                cx.report(finding);
                continue;
            };
            let safety = if is_hidden(link, facts) { Safety::Safe } else { Safety::Suggested };
            let title = format!("write `{}`", short(inner));
            let surplus = Span::new(start, link.url.end - inner.len() as u32);
            cx.report(finding.fix(Fix::new(title, vec![Edit::delete(surplus)], safety)));
        }
    }
}

/// What stands where the host should be.
struct Second<'t> {
    host: std::ops::Range<usize>,
    /// The address that begins there, if it is valid.
    address: Option<&'t str>,
}

/// A scheme in the place of the host.
fn second_scheme(url: &str) -> Option<Second<'_>> {
    let parts = url_parts(url)?;
    let host = url.get(parts.host.clone())?;
    // `http://http:80/` is a host that is called so.
    let is_scheme = !host.is_empty() && has_dns_host(host) && parts.port.is_none_or(|port| port.is_empty());
    if !is_scheme {
        return None;
    }
    let address = url.get(parts.host.start..).filter(|inner| matches!(check_url(inner), Some(Ok(_))));
    Some(Second { host: parts.host, address })
}

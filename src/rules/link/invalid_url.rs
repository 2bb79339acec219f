//! `rules/link/invalid-url.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::short;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::{Link, LinkForm};
use crate::finding::{Finding, Severity};
use crate::profile::{Hosts, Role};
use crate::rules::options::Words;
use crate::source::Span;
use crate::value::fine_urls::FineUrls;
use crate::value::url::{TopLevel, UrlFault, ValidUrl, check_url, url_parts};

/// Finds URLs that cannot lead anywhere, whatever the state of the network.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct InvalidUrl {
    /// Top-level domains that are known where the articles are read, such as `lan`.
    allow_top_levels: Words,
}

impl Rule for InvalidUrl {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let (facts, doc) = (cx.facts, cx.doc);
        let mut fine = FineUrls::default();
        for link in facts.links().iter().filter(|link| link.is_literal) {
            let url = doc.slice(link.url);
            if fine.has(url) {
                continue;
            }
            let finding = match check_url(url) {
                None => None,
                Some(Ok(valid)) => top_level(link, url, &valid, &self.allow_top_levels),
                Some(Err(UrlFault::NoScheme)) if !needs_scheme(link, cx) => None,
                Some(Err(fault)) => Some(refused(link, url, &fault)),
            };
            if let Some(finding) = finding {
                cx.report(finding);
            }
        }
    }
}

/// Whether a URL without a scheme is wrong where it stands: some templates ask for the host alone.
fn needs_scheme(link: &Link, cx: &Context<'_>) -> bool {
    let template = cx.tree.node(link.node).parent();
    let schema = template.and_then(|template| cx.facts.schema(template));
    link.form == LinkForm::Argument
        && schema.is_some_and(|schema| schema.has(Role::Citation))
        && !cx.profile.no_url.iter().any(|word| word == cx.doc.slice(link.url))
}

/// What is wrong with the top-level domain of a URL that is well formed.
fn top_level(link: &Link, url: &str, valid: &ValidUrl, allowed: &Words) -> Option<Finding> {
    if valid.top_level != TopLevel::Unknown {
        return None;
    }
    let (host, place) = host(link, url);
    let written = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let label = valid.host.rsplit('.').next().unwrap_or_default();
    let known = Hosts::known();
    if known.is_special(label) || allowed.contains(label) {
        return None;
    }
    let finding = match known.withdrawn(label) {
        Some(year) => {
            let message =
                format!("host `{host}` is gone: the top-level domain `.{written}` was withdrawn in {year}");
            Finding::new(place, message)
                .severity(Severity::Warning)
                .help("look for the page's new address, or give an archived copy")
        }
        None if !valid.host.contains('.') => {
            Finding::new(place, format!("host `{host}` has no top-level domain"))
                .help("write the whole host name")
        }
        None => Finding::new(place, format!("host `{host}`: there is no top-level domain `.{written}`"))
            .help("look for a slip in the host name"),
    };
    Some(finding.cluster(&valid.host))
}

/// A finding for a URL that no browser can follow.
fn refused(link: &Link, url: &str, fault: &UrlFault) -> Finding {
    let (host, place) = host(link, url);
    let at_host = |message: String| Finding::new(place, message);
    match fault {
        UrlFault::NoScheme => {
            Finding::new(link.url, format!("`{}` is not a URL: it has no scheme", short(url)))
                .help("write the whole address, from `https://` or `http://` on")
        }
        UrlFault::NoSlashes => {
            Finding::new(link.url, format!("`{}` has no `//` after its scheme", short(url)))
                .help("write the whole address, from `https://` or `http://` on")
        }
        UrlFault::NoHost => {
            Finding::new(link.url, format!("`{}` has no host", short(url))).help("write the whole address")
        }
        UrlFault::WhiteSpace => {
            let at = url.find(char::is_whitespace).unwrap_or_default();
            let end = link.url.start + at as u32;
            Finding::new(
                Span::new(end, link.url.end),
                format!("URL holds white space, and the link ends there: `{}`", short(url)),
            )
            .help("write `%20` for a space that belongs to the URL, and move what does not")
        }
        UrlFault::DoubleScheme => {
            at_host(format!("the scheme is written twice, so that the host is `{host}`"))
                .help("write the scheme once")
        }
        UrlFault::Port => {
            let port = url_parts(url).and_then(|parts| parts.port).unwrap_or_default();
            let text = url.get(port.clone()).unwrap_or_default();
            let start = link.url.start;
            let span = Span::new(start + port.start as u32, start + port.end as u32);
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            let fact = if is_number { "is out of range 0–65535" } else { "is not a number" };
            Finding::new(span, format!("port `{text}` {fact}"))
        }
        UrlFault::EmptyLabel => at_host(format!("host `{host}` has a dot with nothing before it")),
        UrlFault::TooLong => at_host(format!("host `{}` is longer than host names can be", short(host))),
        // The `|` of a link with brackets is another rule's, too, and has the same place there.
        UrlFault::HostCharacter('|') if link.form == LinkForm::Bracketed => {
            let bar = place.start + host.find('|').unwrap_or_default() as u32;
            Finding::new(
                Span::new(bar, bar + 1),
                format!("host `{host}` has a `|`, which no host name can have"),
            )
        }
        UrlFault::HostCharacter(character) => {
            at_host(format!("host `{host}` has a `{character}`, which no host name can have"))
        }
        UrlFault::Ipv4 => at_host(format!("host `{host}` ends in a number but is not an IPv4 address")),
        UrlFault::Ipv6 => at_host(format!("host `{host}` is not an IPv6 address")),
        UrlFault::Idna => at_host(format!("host `{host}` has characters that no domain name can have")),
    }
}

/// The host as written, and its place; the whole URL where it has none.
fn host<'t>(link: &Link, url: &'t str) -> (&'t str, Span) {
    let range = url_parts(url).map_or(0..url.len(), |parts| parts.host);
    let start = link.url.start;
    let place = Span::new(start + range.start as u32, start + range.end as u32);
    (url.get(range).unwrap_or_default(), place)
}

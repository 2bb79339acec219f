//! The web addresses of a document's links: their parts, and what is known of them without asking the network.

use super::Facts;
use super::links::Link;
use crate::profile::{Addresses, Archives, KnownAddress};
use crate::source::Span;
use crate::value::url::{has_dns_host, url_parts};

/// The address of a link that stands in the text as a whole and has a host in the DNS.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    /// The link's place among [`super::links::Links::iter`].
    pub link: usize,
    /// The whole address.
    pub url: Span,
    /// Its host, without user and port.
    pub host: Span,
    /// Path, query and fragment.
    pub rest: Span,
    /// What is known of it.
    pub known: Option<&'static KnownAddress>,
    /// Whether readers are sent to a copy of the page, or are told that it is gone.
    pub is_given_up: bool,
}

/// Reads the addresses of a document, in the order of the text. Those of copies in archives are left out.
pub(super) fn read(facts: &Facts<'_>) -> Vec<Address> {
    facts.links().iter().enumerate().filter_map(|(place, link)| address(place, link, facts)).collect()
}

fn address(place: usize, link: &Link, facts: &Facts<'_>) -> Option<Address> {
    let url = facts.doc.slice(link.url);
    let parts = url_parts(url).filter(|_| link.is_literal)?;
    let (host, rest) = (url.get(parts.host.clone())?, url.get(parts.rest.clone())?);
    let is_web = has_dns_host(url.get(parts.scheme)?) && !host.is_empty();
    if !is_web || link.is_archive || Archives::known().of_url(url).is_some() {
        return None;
    }
    let start = link.url.start as usize;
    Some(Address {
        link: place,
        url: link.url,
        host: Span::of(start + parts.host.start..start + parts.host.end),
        rest: Span::of(start + parts.rest.start..start + parts.rest.end),
        known: Addresses::known().find(host, rest),
        is_given_up: link.has_archive || link.dead.is_some(),
    })
}

//! `rules/link/url-not-public.md`

use super::report_addresses;
use crate::engine::{Context, Interest, Rule};
use crate::facts::addresses::Address;
use crate::finding::Finding;
use crate::profile::Hosts;
use crate::value::ip::is_public;
use crate::value::url::{TopLevel, check_url, lower};

/// Finds addresses that are on one computer or network only.
pub struct UrlNotPublic;

impl Rule for UrlNotPublic {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_addresses(cx, |address, host, cx| {
            let message = format!("`{host}` {}", why(address, host, cx)?);
            let help = "write the address that everybody reaches, or leave the link out";
            Some(Finding::new(address.host, message).help(help))
        });
    }
}

/// What keeps the host from being reached over the internet.
fn why(address: &Address, host: &str, cx: &Context<'_>) -> Option<&'static str> {
    let last = host.trim_end_matches('.').rsplit('.').next()?;
    if Hosts::known().is_local(&lower(last)) {
        return Some("is a name of one computer or network");
    }
    // Only what begins like an address is read as one.
    if !host.starts_with(|c: char| c.is_ascii_digit() || c == '[') {
        return None;
    }
    let valid = check_url(cx.doc.slice(address.url))?.ok()?;
    let TopLevel::Address(ip) = valid.top_level else { return None };
    (!is_public(ip)).then_some("is an address of one computer or network")
}

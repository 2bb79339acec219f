//! `rules/link/url-proxy-host.md`

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{report_addresses, short};
use crate::engine::{Context, Interest, Rule};
use crate::facts::addresses::Address;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{AddressKind, Addresses};
use crate::value::url::{TopLevel, check_url};

/// Finds addresses that lead through the proxy of a library, where few readers get in.
pub struct UrlProxyHost;

impl Rule for UrlProxyHost {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_addresses(cx, |address, host, cx| {
            let behind = Addresses::known().behind_proxy(host);
            let is_known = address.known.is_some_and(|known| known.kind == AddressKind::Proxy);
            if behind.is_none() && !is_known {
                return None;
            }
            let message = format!("`{host}` is a proxy, which only members of an institution get through");
            let finding = Finding::new(address.host, message).help("write the address of the page itself");
            Some(match original(address, behind.as_deref(), cx) {
                Some(url) => {
                    let title = format!("write `{}`", short(&url));
                    finding.fix(Fix::replace(title, address.url, url, Safety::Suggested))
                }
                None => finding,
            })
        });
    }
}

/// The address that leads past the proxy: what its login is given, or with the host that its own one begins with.
fn original(address: &Address, behind: Option<&str>, cx: &Context<'_>) -> Option<String> {
    let rest = cx.doc.slice(address.rest);
    let given = ["?url=", "?qurl="].iter().find_map(|param| Some(rest.split_once(param)?.1));
    // What was given to a form is encoded as a whole.
    let decoded = given.map(|given| match given.contains("://") {
        true => Some(Cow::Borrowed(given)),
        false => percent_decode_str(given).decode_utf8().ok(),
    });
    let url = match (decoded, behind) {
        (Some(Some(url)), _) if url.starts_with("http://") || url.starts_with("https://") => url.into_owned(),
        (None, Some(host)) if host.contains('.') => format!("https://{host}{rest}"),
        _ => return None,
    };
    // These would end the link or the argument.
    let is_safe = !url.contains(|sign: char| sign.is_control() || "|[]{}<>\" ".contains(sign));
    matches!(check_url(&url), Some(Ok(valid)) if valid.top_level == TopLevel::Listed && is_safe)
        .then_some(url)
}

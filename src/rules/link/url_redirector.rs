//! `rules/link/url-redirector.md`

use percent_encoding::percent_decode_str;

use super::{is_hidden, report_addresses, short};
use crate::engine::{Context, Interest, Rule};
use crate::facts::addresses::Address;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{AddressKind, KnownAddress};
use crate::value::url::check_url;

/// Finds addresses that only lead on to others.
pub struct UrlRedirector;

impl Rule for UrlRedirector {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_addresses(cx, |address, host, cx| {
            let known = address.known.filter(|known| known.kind == AddressKind::Redirector)?;
            let Some(target) = target(address, known, cx) else {
                let message = format!("`{host}` only leads on from here to another page");
                let help = "follow the link, and write the address that it leads to";
                return Some(Finding::new(address.url, message).help(help));
            };
            let link = cx.facts.links().get(address.link);
            let is_hidden = link.is_some_and(|link| is_hidden(link, cx.facts));
            let safety = if is_hidden { Safety::Safe } else { Safety::Suggested };
            let title = format!("write `{}`", short(&target));
            let message = format!("`{host}` only leads on from here, to `{}`", short(&target));
            let help = "write the address that the link leads to";
            let fix = Fix::replace(title, address.url, target, safety);
            Some(Finding::new(address.url, message).help(help).fix(fix))
        });
    }
}

/// The address that a redirector leads to, if its own one has it and it can be written in wikitext as it is.
fn target(address: &Address, known: &KnownAddress, cx: &Context<'_>) -> Option<String> {
    let (_, query) = cx.doc.slice(address.rest).split_once('?')?;
    let query = query.split('#').next()?;
    let value = query.split('&').find_map(|part| {
        let (name, value) = part.strip_prefix("amp;").unwrap_or(part).split_once('=')?;
        known.targets.iter().any(|target| target == name).then_some(value)
    })?;
    let target = percent_decode_str(value).decode_utf8().ok()?;
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"[]{}|<>\"'".contains(c);
    let is_web = target.starts_with("http://") || target.starts_with("https://");
    let is_valid = is_web && target.chars().all(is_plain) && matches!(check_url(&target), Some(Ok(_)));
    is_valid.then(|| target.into_owned())
}

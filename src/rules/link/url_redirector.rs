//! `rules/link/url-redirector.md`

use percent_encoding::percent_decode_str;

use super::{is_hidden, short};
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
        let facts = cx.facts;
        for address in facts.addresses() {
            let Some(known) = address.known.filter(|known| known.kind == AddressKind::Redirector) else {
                continue;
            };
            let host = cx.doc.slice(address.host);
            let finding = match target(address, known, cx) {
                None => {
                    Finding::new(address.url, format!("`{host}` only leads on from here to another page"))
                        .help("follow the link, and write the address that it leads to")
                }
                Some(target) => {
                    let is_hidden =
                        facts.links().get(address.link).is_some_and(|link| is_hidden(link, facts));
                    let safety = if is_hidden { Safety::Safe } else { Safety::Suggested };
                    let title = format!("write `{}`", short(&target));
                    let message = format!("`{host}` only leads on from here, to `{}`", short(&target));
                    Finding::new(address.url, message)
                        .help("write the address that the link leads to")
                        .fix(Fix::replace(title, address.url, target, safety))
                }
            };
            cx.report(finding);
        }
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

use serde::Serialize;

use super::DeadMark;
use crate::facts::addresses::Address;
use crate::facts::links::Link;
use crate::profile::{AddressKind, Addresses, Archives, Hosts, Site};
use crate::value::ip::is_public;
use crate::value::url::{TopLevel, UrlFault, check_url, lower};

/// What the text tells of a link. Of several that hold, the last one in this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nothing speaks against it.
    Plain,
    /// It is no address of the web: `mailto:`, `news:`.
    NotWeb,
    /// Templates or parameters make parts of it, so that it is not known.
    Composed,
    /// It only leads on: a redirector, a short form, a proxy, a search, a copy for the moment.
    Indirect,
    /// It is on one computer or network only.
    NotPublic,
    /// It cannot lead anywhere.
    Invalid,
    /// The service behind it has ended, or others hold its host.
    Gone,
    /// A template or its citation marks it as dead, and no copy is given.
    MarkedDead,
    /// A copy in an archive is given.
    Archived,
    /// It is itself a copy in an archive.
    Copy,
}

impl Standing {
    /// All, in their order.
    pub const ALL: [Standing; 10] = [
        Standing::Plain,
        Standing::NotWeb,
        Standing::Composed,
        Standing::Indirect,
        Standing::NotPublic,
        Standing::Invalid,
        Standing::Gone,
        Standing::MarkedDead,
        Standing::Archived,
        Standing::Copy,
    ];

    /// Its name in reports: `marked-dead`.
    pub fn name(self) -> &'static str {
        self.described().0
    }

    /// What it means, in a few words.
    pub fn meaning(self) -> &'static str {
        self.described().1
    }

    fn described(self) -> (&'static str, &'static str) {
        match self {
            Standing::Plain => ("plain", "Nothing in the text speaks against it"),
            Standing::NotWeb => ("not-web", "No address of the web: `mailto:`, `news:`"),
            Standing::Composed => {
                ("composed", "Templates or parameters make parts of it, so that it is not known")
            }
            Standing::Indirect => {
                ("indirect", "It only leads on: a redirector, a short form, a proxy, a search")
            }
            Standing::NotPublic => ("not-public", "It is on one computer or network only"),
            Standing::Invalid => ("invalid", "It cannot lead anywhere"),
            Standing::Gone => ("gone", "The service behind it has ended, or others hold its host"),
            Standing::MarkedDead => {
                ("marked-dead", "A template or its citation marks it as dead, and no copy is given")
            }
            Standing::Archived => ("archived", "A copy in an archive is given, whether it is dead or not"),
            Standing::Copy => ("copy", "It is itself a copy in an archive"),
        }
    }
}

/// What a link's text tells of it, and why, where the whole address is known; `address` is what is known of it as an
/// address of the web.
pub(super) fn of(
    link: &Link,
    url: &str,
    address: Option<&Address>,
    mark: Option<&DeadMark>,
    site: &Site,
) -> (Standing, Option<String>) {
    let because = |standing, why: &str| (standing, Some(why.to_owned()));
    if link.is_archive || Archives::known().of_url(url).is_some() {
        return (Standing::Copy, None);
    }
    if link.has_archive {
        return (Standing::Archived, None);
    }
    if let Some(mark) = mark {
        return (Standing::MarkedDead, Some(mark.said()));
    }
    let valid = match check_url(url) {
        None if !is_scheme(url, site) => return because(Standing::Invalid, "no such scheme"),
        None => return (Standing::NotWeb, None),
        Some(Err(fault)) => return because(Standing::Invalid, fault_name(&fault)),
        Some(Ok(valid)) => valid,
    };
    let top_level = valid.host.rsplit('.').next().unwrap_or_default();
    if Hosts::known().is_local(&lower(top_level)) {
        return because(Standing::NotPublic, "a name within one network");
    }
    match valid.top_level {
        TopLevel::Address(ip) if !is_public(ip) => {
            return because(Standing::NotPublic, "an address within one network");
        }
        TopLevel::Unknown if !Hosts::known().is_special(top_level) => {
            return because(Standing::Invalid, "no such top-level domain");
        }
        _ => {}
    }
    if Addresses::known().behind_proxy(&valid.host).is_some() {
        return because(Standing::Indirect, "a proxy");
    }
    let Some(known) = address.and_then(|address| address.known) else { return (Standing::Plain, None) };
    match known.kind {
        AddressKind::Closed => match known.year {
            Some(year) => because(Standing::Gone, &format!("the service ended in {year}")),
            None => because(Standing::Gone, "the service has ended"),
        },
        AddressKind::TakenOver => because(Standing::Gone, "others hold the host"),
        AddressKind::Proxy => because(Standing::Indirect, "a proxy"),
        AddressKind::Redirector => because(Standing::Indirect, "a redirector"),
        AddressKind::Shortener => because(Standing::Indirect, "a short form"),
        AddressKind::Search => because(Standing::Indirect, "results of a search"),
        AddressKind::Cached => because(Standing::Indirect, "a copy that does not last"),
    }
}

/// Whether an address begins with a scheme that links on the wiki.
fn is_scheme(url: &str, site: &Site) -> bool {
    let begins =
        |known: &String| url.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known));
    site.protocols().iter().any(begins)
}

fn fault_name(fault: &UrlFault) -> &'static str {
    match fault {
        UrlFault::NoScheme => "no scheme",
        UrlFault::NoSlashes => "no `//` after the scheme",
        UrlFault::NoHost => "no host",
        UrlFault::WhiteSpace => "white space",
        UrlFault::DoubleScheme => "two schemes",
        UrlFault::Port => "no such port",
        UrlFault::EmptyLabel | UrlFault::TooLong | UrlFault::HostCharacter(_) | UrlFault::Idna => {
            "no such host name"
        }
        UrlFault::Ipv4 | UrlFault::Ipv6 => "no such IP address",
    }
}

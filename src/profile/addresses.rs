use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::data::{DataError, file};
use crate::value::url::{has_listed_suffix, is_registered, lower, registered_domain};

/// How many labels of a host are looked up, from its top-level domain on.
const MAX_LABELS: usize = 3;

/// What is known of addresses on every wiki: the typed form of `rules/data/addresses.toml`.
#[derive(Debug, Default)]
pub struct Addresses {
    list: Vec<KnownAddress>,
    /// The places in the list by the label of the host before its top-level domain, or before the last two labels.
    by_label: FxHashMap<String, Vec<usize>>,
    proxy: Proxy,
}

/// Addresses that are known for what they are.
#[derive(Debug)]
pub struct KnownAddress {
    /// What they are.
    pub kind: AddressKind,
    /// The year in which the service ended, where it is known.
    pub year: Option<u16>,
    /// The parameters one of which holds the address that a redirector leads to.
    pub targets: Vec<String>,
    /// Without the `*` that stands for any top-level domain.
    host: String,
    any_top_level: bool,
    /// How what follows the host begins.
    rest: String,
}

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    /// A service that ended.
    Closed,
    /// A host that others hold now.
    TakenOver,
    /// A host that only readers of a library get through.
    Proxy,
    /// A page that leads on to another one.
    Redirector,
    /// A short form of another address.
    Shortener,
    /// The results of a search.
    Search,
    /// A copy that a service keeps for days, or makes anew each time.
    Cached,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
    proxy: Proxy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    kind: AddressKind,
    #[serde(rename = "source")]
    _source: String,
    year: Option<u16>,
    #[serde(default)]
    targets: Vec<String>,
    urls: Vec<String>,
}

/// What names of proxies consist of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Proxy {
    labels: Vec<String>,
    gates: Vec<String>,
    holders: Vec<String>,
    prefix: String,
}

impl Addresses {
    /// The addresses that are built in, read when they are first asked for.
    pub fn known() -> &'static Addresses {
        static KNOWN: LazyLock<Addresses> = LazyLock::new(|| Addresses::read().unwrap_or_default());
        &KNOWN
    }

    /// What is known of an address, by its host and what follows it.
    pub fn find(&self, host: &str, rest: &str) -> Option<&KnownAddress> {
        let host = lower(host);
        let mut end = host.rfind('.')?;
        for _ in 0..MAX_LABELS {
            let start = host.get(..end)?.rfind('.').map_or(0, |dot| dot + 1);
            let places = self.by_label.get(host.get(start..end)?).into_iter().flatten();
            let known = places.filter_map(|&place| self.list.get(place));
            let found = known.filter(|known| known.is(&host, end, rest)).max_by_key(|known| known.rest.len());
            if found.is_some() || start == 0 {
                return found;
            }
            end = start - 1;
        }
        None
    }

    /// The host that a library's proxy leads to, as its own host tells (`www-jstor-org.ezproxy.example.edu`), empty if
    /// it tells none; none for other hosts.
    pub fn behind_proxy(&self, host: &str) -> Option<String> {
        let host = &*lower(host);
        if let Some(rest) = host.strip_prefix(&self.proxy.prefix) {
            return whole_host(rest).map(str::to_owned);
        }
        let mut start = 0;
        for label in host.split('.') {
            let before = host.get(..start)?.trim_end_matches('.');
            let next = host.get(start + label.len() + 1..).and_then(|rest| rest.split('.').next());
            if self.proxy.has(label, next, before) {
                return Some(original_host(before));
            }
            start += label.len() + 1;
        }
        None
    }

    fn read() -> Result<Addresses, DataError> {
        let read: File = file("addresses")?;
        let mut known = Addresses { proxy: read.proxy, ..Addresses::default() };
        for group in read.group {
            for url in &group.urls {
                let at = url.find('/').unwrap_or(url.len());
                let (host, rest) = url.split_at(at);
                let bare = host.trim_end_matches(".*");
                let any_top_level = bare.len() < host.len();
                let mut labels = bare.rsplit('.');
                let label = if any_top_level { labels.next() } else { labels.nth(1) };
                let place = known.list.len();
                known.by_label.entry(label.unwrap_or_default().to_owned()).or_default().push(place);
                known.list.push(KnownAddress {
                    kind: group.kind,
                    year: group.year,
                    targets: group.targets.clone(),
                    host: bare.to_owned(),
                    any_top_level,
                    rest: rest.to_owned(),
                });
            }
        }
        Ok(known)
    }
}

impl Proxy {
    /// Whether a label is that of a proxy, by itself, by the label behind it or by the host before it, whose dots may have
    /// become hyphens: `www-jstor-org`.
    fn has(&self, label: &str, next: Option<&str>, before: &str) -> bool {
        let is_in = |list: &[String], label: &str| list.iter().any(|known| known == label);
        let is_before_gate =
            || (before.contains('.') || before.starts_with("www-")) && is_whole_host(&original_host(before));
        let mut parts = label.split('-').map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()));
        parts.any(|part| is_in(&self.labels, part))
            || is_in(&self.gates, label.trim_end_matches(|c: char| c.is_ascii_digit()))
                && (next.is_some_and(|next| is_in(&self.holders, next)) || is_before_gate())
    }
}

impl KnownAddress {
    /// Whether a host, of which the label that was looked up ends at a place, and what follows it are these.
    fn is(&self, host: &str, end: usize, rest: &str) -> bool {
        let known = match self.any_top_level {
            true => host.get(..end).filter(|_| is_top_level(host.get(end + 1..).unwrap_or_default())),
            false => Some(host),
        };
        let before = known.and_then(|host| host.strip_suffix(self.host.as_str()));
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
            && rest.starts_with(&self.rest)
    }
}

/// Whether labels are those of a country or a domain under which companies register: `com`, `co.uk`.
fn is_top_level(labels: &str) -> bool {
    labels.split_once('.').is_none_or(|(first, last)| first.len() <= 3 && !last.contains('.'))
}

/// The host that labels begin with, before those of another one: `www.jstor.org` of `www.jstor.org.catalogue.example.edu`.
fn whole_host(labels: &str) -> Option<&str> {
    let ends = labels.match_indices('.').map(|(at, _)| at);
    let mut found = ends.filter_map(|end| labels.get(..end)).skip_while(|start| !is_whole_host(start));
    let first = found.next()?;
    // `www.example.co` is one as well as `www.example.co.uk`.
    let longer = found.next().filter(|next| registered_domain(next).starts_with(registered_domain(first)));
    let host = longer.unwrap_or(first);
    let catalogue = labels.get(host.len() + 1..)?;
    is_registered(catalogue).then_some(host)
}

/// Whether a host has a label before the part that somebody registered, so that it is not one by chance.
fn is_whole_host(host: &str) -> bool {
    has_listed_suffix(host) && registered_domain(host).len() < host.len()
}

/// `www-jstor-org` is `www.jstor.org`; two hyphens stand for one.
fn original_host(before: &str) -> String {
    match before.contains('.') {
        true => before.to_owned(),
        false => before.split("--").map(|part| part.replace('-', ".")).collect::<Vec<_>>().join("-"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(host: &str, rest: &str) -> Option<AddressKind> {
        Addresses::known().find(host, rest).map(|known| known.kind)
    }

    #[test]
    fn the_file_can_be_read() {
        assert!(Addresses::read().unwrap().list.len() > 300);
    }

    #[test]
    fn a_host_is_known_with_all_below_it() {
        assert_eq!(kind("geocities.com", "/x"), Some(AddressKind::Closed));
        assert_eq!(kind("WWW.Geocities.com", ""), Some(AddressKind::Closed));
        assert_eq!(kind("notgeocities.com", ""), None);
        assert_eq!(kind("geocities.com.example", ""), None);
        assert_eq!(Addresses::known().find("plus.google.com", "").unwrap().year, Some(2019));
    }

    #[test]
    fn a_proxy_is_known_by_its_label_its_holder_or_the_host_before_it() {
        let behind = |host| Addresses::known().behind_proxy(host);
        for (host, page) in [
            ("www-jstor-org.ezproxy.example.edu", "www.jstor.org"),
            ("www.jstor.org.proxy.lib.example.edu", "www.jstor.org"),
            ("www-jstor-org.proxy2.example.edu", "www.jstor.org"),
            ("0-www.jstor.org.catalogue.example.edu", "www.jstor.org"),
            ("0-www.example.co.uk.lib.example.ac.uk", "www.example.co.uk"),
            ("0-www.press.jhu.edu.lib.example.org", "www.press.jhu.edu"),
            ("proxy.lib.example.edu", ""),
        ] {
            assert_eq!(behind(host).as_deref(), Some(page), "{host}");
        }
        for host in [
            "proxy.org",
            "0-9.foo.com.cn",
            "0-1.foo.co.uk",
            "cdn-a-io.remote.example.com",
            "web.proxy.example.org",
            "0-60.example.org",
            "remote.example.org",
            "0-www.example.org",
        ] {
            assert_eq!(behind(host), None, "{host}");
        }
    }

    #[test]
    fn what_follows_the_host_tells_search_from_other_pages() {
        assert_eq!(kind("www.google.co.uk", "/search?q=x"), Some(AddressKind::Search));
        assert_eq!(kind("www.google.de", "/search?q=cache:x"), Some(AddressKind::Cached));
        assert_eq!(kind("www.google.com", "/maps"), None);
        assert_eq!(kind("google.example.museum", "/search?q=x"), None);
        assert_eq!(kind("t.co", "/abc"), Some(AddressKind::Shortener));
    }

    #[test]
    fn a_proxy_names_the_host_behind_it() {
        let behind = |host| Addresses::known().behind_proxy(host);
        assert_eq!(behind("www-jstor-org.ezproxy.example.edu").as_deref(), Some("www.jstor.org"));
        assert_eq!(behind("www.jstor.org.libproxy.example.edu").as_deref(), Some("www.jstor.org"));
        assert_eq!(behind("a--b-com.ezproxy2.example.edu").as_deref(), Some("a-b.com"));
        assert_eq!(behind("ezproxy.example.edu").as_deref(), Some(""));
        assert_eq!(behind("www.proxy.org"), None);
    }
}

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::data::{DataError, file};

/// Hosts that browsers ask by `https` alone: the typed form of `rules/data/https-hosts.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpsHosts {
    /// With all below them.
    domains: BTreeSet<String>,
    /// Without what is below them.
    hosts: BTreeSet<String>,
}

impl HttpsHosts {
    /// What is known, parsed when it is first asked for.
    pub fn known() -> &'static HttpsHosts {
        static KNOWN: LazyLock<HttpsHosts> = LazyLock::new(|| HttpsHosts::read().unwrap_or_default());
        &KNOWN
    }

    /// Whether a host (lower case) is one of them.
    pub fn has(&self, host: &str) -> bool {
        let is_domain = |at: usize| host.get(at..).is_some_and(|domain| self.domains.contains(domain));
        let dots = memchr::memrchr_iter(b'.', host.as_bytes()).skip(1).take(PARTS).map(|dot| dot + 1);
        self.hosts.contains(host) || is_domain(0) || dots.into_iter().any(is_domain)
    }

    fn read() -> Result<HttpsHosts, DataError> {
        file("https-hosts")
    }
}

/// How many parts of a host are looked up besides all of it: those of two, three and four labels.
const PARTS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_stands_for_all_below_it_and_a_host_for_itself() {
        let known = HttpsHosts::read().unwrap();
        for host in ["nasa.gov", "www2.jpl.nasa.gov", "www.youtube.com", "bbc.co.uk", "www.theguardian.com"] {
            assert!(known.has(host), "{host}");
        }
        for host in ["news.bbc.co.uk", "notnasa.gov", "example.org", "gov"] {
            assert!(!known.has(host), "{host}");
        }
    }
}

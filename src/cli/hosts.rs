use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::complain;
use crate::engine::nearest;
use crate::inventory::LinkedAddress;
use crate::report::escape;
use crate::value::url::{check_url, url_parts};

/// A host that links are to lead to; those below it are meant as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HostPattern {
    /// In the ASCII form that is looked up.
    host: String,
    /// The port; none: any.
    port: Option<u16>,
}

impl FromStr for HostPattern {
    type Err = String;

    /// Reads `example.org`, `*.example.org`, `example.org:8080`, or an address of the host.
    fn from_str(written: &str) -> Result<Self, String> {
        let no_host = || "write a host, such as `example.org` or `*.example.org`, or an address".to_owned();
        let text = written.trim();
        if text.starts_with("mailto:") {
            return Err(no_host());
        }
        let text = text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches("//");
        let authority = text.split(['/', '?', '#']).next().unwrap_or_default();
        let authority = authority.rsplit('@').next().unwrap_or_default();
        let authority = authority.trim_start_matches("*.").trim_start_matches('.');
        let address = format!("http://{authority}/");
        let valid = match check_url(&address) {
            Some(Ok(valid)) if !authority.contains('*') => valid,
            _ => return Err(no_host()),
        };
        let port = url_parts(&address).and_then(|parts| address.get(parts.port?));
        let port = port.map(str::parse).transpose().map_err(|_| no_host())?;
        Ok(HostPattern { host: valid.host, port })
    }
}

impl HostPattern {
    /// Whether an address leads to a host, in its ASCII form, that is meant.
    fn is_of(&self, host: &str, address: &LinkedAddress) -> bool {
        let before = host.strip_suffix(self.host.as_str());
        let is_below = before.is_some_and(|before| before.is_empty() || before.ends_with('.'));
        is_below && self.port.is_none_or(|port| port_of(&address.url) == Some(port))
    }

    fn shown(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }
}

/// The port that an address leads to.
fn port_of(url: &str) -> Option<u16> {
    let parts = url_parts(url)?;
    let is_plain = url.get(parts.scheme)?.eq_ignore_ascii_case("http");
    match parts.port.and_then(|port| url.get(port)).filter(|port| !port.is_empty()) {
        Some(port) => port.parse().ok(),
        None => Some(if is_plain { 80 } else { 443 }),
    }
}

/// The hosts that are asked for, and what was met of them.
#[derive(Debug)]
pub(super) struct Hosts<'a> {
    asked_for: Vec<AskedFor<'a>>,
}

#[derive(Debug)]
struct AskedFor<'a> {
    pattern: &'a HostPattern,
    is_met: AtomicBool,
    /// The host that is written most like it, as long as it is not met.
    nearest: Mutex<Option<String>>,
}

impl<'a> Hosts<'a> {
    pub(super) fn new(patterns: &'a [HostPattern]) -> Self {
        let asked_for =
            |pattern| AskedFor { pattern, is_met: AtomicBool::new(false), nearest: Mutex::default() };
        Hosts { asked_for: patterns.iter().map(asked_for).collect() }
    }

    /// Whether an address leads to one of the hosts; if there are none, any does.
    pub(super) fn have(&self, address: &LinkedAddress) -> bool {
        if self.asked_for.is_empty() {
            return true;
        }
        let host = match address.host.is_ascii() {
            true => address.host.trim_matches(['[', ']', '.']).to_owned(),
            false => match check_url(&address.url) {
                Some(Ok(valid)) => valid.host,
                _ => return false,
            },
        };
        let mut is_met = false;
        for asked in &self.asked_for {
            if asked.pattern.is_of(&host, address) {
                asked.is_met.store(true, Ordering::Relaxed);
                is_met = true;
            } else if !asked.is_met.load(Ordering::Relaxed) {
                asked.compare(&host);
            }
        }
        is_met
    }

    /// Says which hosts no link leads to.
    pub(super) fn say_missing(&self) {
        for asked in self.asked_for.iter().filter(|asked| !asked.is_met.load(Ordering::Relaxed)) {
            let nearest = asked.nearest.lock().unwrap_or_else(PoisonError::into_inner).take();
            let hint = nearest.map_or(String::new(), |host| format!("; did you mean `{host}`?"));
            complain(&escape(&format!("--host: no link leads to `{}`{hint}", asked.pattern.shown())));
        }
    }
}

impl AskedFor<'_> {
    fn compare(&self, host: &str) {
        let wanted = self.pattern.host.as_str();
        let host = host.strip_prefix("www.").filter(|_| !wanted.starts_with("www.")).unwrap_or(host);
        // What is much longer or shorter is not like it, and most hosts are.
        if host.len().abs_diff(wanted.len()) > wanted.len() / 3 || host == wanted {
            return;
        }
        let mut best = self.nearest.lock().unwrap_or_else(PoisonError::into_inner);
        // Documents come in any order, and of equals the first one would be taken.
        let mut both: Vec<&str> = best.as_deref().into_iter().chain([host]).collect();
        both.sort_unstable();
        let found = nearest(wanted, both.into_iter()).map(str::to_owned);
        *best = found.or(best.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        text.parse::<HostPattern>().map(|pattern| pattern.shown())
    }

    #[test]
    fn a_host_is_read_in_each_way_that_it_is_meant() {
        for text in [
            "example.org",
            "*.example.org",
            ".example.org",
            "https://example.org/x?y",
            "//EXAMPLE.org",
            "a@example.org",
        ] {
            assert_eq!(read(text).as_deref(), Ok("example.org"), "{text}");
        }
        assert_eq!(read("http://localhost:8080/").as_deref(), Ok("localhost:8080"));
        assert_eq!(read("bücher.example").as_deref(), Ok("xn--bcher-kva.example"));
    }

    #[test]
    fn what_cannot_be_a_host_is_refused() {
        for text in [
            "",
            "*",
            "exam ple.org",
            "example,org",
            "ex*mple.org",
            "example.*",
            "http:/example.org",
            "a.org:x",
            "mailto:a@example.org",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}

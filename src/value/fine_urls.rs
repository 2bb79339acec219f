//! Addresses that are seen to be valid at a glance.

use super::url::is_listed_top_level;

/// The URLs that are fine at a glance, read without a look at the public suffix list for each: most links of an
/// article are plain and have one of a few top-level domains.
#[derive(Debug, Default)]
pub struct FineUrls<'t> {
    /// Top-level domains that are listed.
    listed: Vec<&'t str>,
}

/// How many top-level domains are remembered, so that comparing with all of them costs less than the list.
const MAX_LISTED: usize = 16;

impl<'t> FineUrls<'t> {
    /// Whether [`check_url`](super::url::check_url) finds a valid URL with a listed top-level domain, as far as that is seen at a glance:
    /// what is false has to be checked.
    pub fn has(&mut self, url: &'t str) -> bool {
        let Some(top_level) = plain_top_level(url) else { return false };
        if self.listed.contains(&top_level) {
            return true;
        }
        let is_listed = is_listed_top_level(top_level);
        if is_listed && self.listed.len() < MAX_LISTED {
            self.listed.push(top_level);
        }
        is_listed
    }
}

/// The top-level domain of a URL that is nothing out of the ordinary, so that only this domain is left to check:
/// `http://` or `https://`, a host of small ASCII letters, digits, hyphens and dots with no label in Punycode, and
/// nothing but ASCII without white space after it. None for all others, which [`check_url`](super::url::check_url) tells apart.
fn plain_top_level(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
    let (host, after) = rest.split_at_checked(end)?;
    let is_plain = |label: &str| (1..=63).contains(&label.len()) && !label.starts_with("xn--");
    let is_host_byte = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
    let (_, top_level) = host.rsplit_once('.')?;
    let is_valid = host.len() <= 253
        && host.bytes().all(is_host_byte)
        && host.split('.').all(is_plain)
        && top_level.bytes().all(|byte| byte.is_ascii_lowercase())
        && after.bytes().all(|byte| byte.is_ascii_graphic());
    is_valid.then_some(top_level)
}

#[cfg(test)]
mod tests {
    use super::super::url::{TopLevel, check_url};
    use super::*;

    #[test]
    fn a_plain_url_is_valid() {
        for url in
            ["http://www.example.org", "https://a-b.c3.fe/x?y#z", "http://example.com#a", "http://a.b/%"]
        {
            let top_level = plain_top_level(url).unwrap();
            let listed = if is_listed_top_level(top_level) { TopLevel::Listed } else { TopLevel::Unknown };
            assert_eq!(listed, check_url(url).unwrap().unwrap().top_level, "{url}");
        }
        for url in [
            "http://localhost/",
            "http://192.0.2.1/",
            "http://a..org/",
            "http://xn--a.org/",
            "http://example.org:99999/",
            "http://u@example.org/",
            "http://example.org\\x",
            "http://example.org/a b",
            "http://example.org/\u{a0}",
            "http://http/",
            "//example.org/",
        ] {
            assert_eq!(plain_top_level(url), None, "{url}");
        }
    }

    #[test]
    fn fine_urls_are_valid_ones_with_a_listed_top_level() {
        let mut fine = FineUrls::default();
        for _ in 0..2 {
            assert!(fine.has("http://example.org/"));
            assert!(fine.has("https://example.com"));
            assert!(!fine.has("http://example.fe/"));
            assert!(!fine.has("http://example.org:99999/"));
        }
        let many: Vec<String> =
            ["ac", "ad", "ae", "af", "ag", "ai", "al", "am", "ao", "at", "au", "ba", "be", "bg"]
                .into_iter()
                .chain(["ca", "ch", "de", "fr"])
                .map(|top_level| format!("http://a.{top_level}/"))
                .collect();
        assert!(many.iter().all(|url| fine.has(url)));
        assert_eq!(fine.listed.len(), MAX_LISTED);
    }
}

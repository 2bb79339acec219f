//! What a URL says about which page it leads to: two URLs of one page have the same key.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};
use percent_encoding::percent_decode_str;

use super::entity;

/// Names of protocols whose URLs are the addresses of pages.
const SCHEMES: [&str; 3] = ["https:", "http:", "ftp:"];

/// The key of the page that a URL leads to: host and path, with what follows the `?`.
///
/// Scheme, `www.`, the port that goes without saying, a slash at the end, the fragment, parameters that `is_tracking`
/// knows and how a character is encoded make no difference; a fragment by which a site tells its pages apart
/// (`#!` and `#/`) does. The key is for comparing and is no URL.
///
/// ```
/// use wikivet::value::page_key::page_key;
/// let key = |url| page_key(url, |name| name == "utm_source");
/// assert_eq!(key("http://www.Example.org/a%20b/?utm_source=x#c"), key("https://example.org:443/a b"));
/// assert_ne!(key("http://example.org/?id=1"), key("http://example.org/?id=2"));
/// ```
pub fn page_key(url: &str, is_tracking: impl Fn(&str) -> bool) -> String {
    let url = entity::decode_all(url.trim());
    let url = if has_encoded_scheme(&url) { decoded(&url).into_owned().into() } else { url };
    let (host, rest) = split(&url);
    let mut key = host.to_lowercase();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    key.push_str(&decoded(path.trim_end_matches('/')));
    let mut sign = '?';
    for part in query.split('&').filter(|part| !part.is_empty()) {
        if !is_tracking(part.split('=').next().unwrap_or_default()) {
            key.push(sign);
            key.push_str(&decoded(part));
            sign = '&';
        }
    }
    key
}

/// Whether a URL names no more than a host: the home page of a site.
pub fn is_home(key: &str) -> bool {
    !key.contains(['/', '?', '#'])
}

/// A number that URLs with the same key have in common, and few others, but for letters and digits that are percent-encoded.
/// It costs no memory. Of a long path the end is enough.
pub fn page_sum(url: &str) -> u64 {
    let (sum, left) = add_letters(plain_path(url), 0);
    if left == 0 {
        return sum;
    }
    let (host, rest) = split(url);
    let end = rest.bytes().position(|byte| matches!(byte, b'?' | b'&')).unwrap_or(rest.len());
    let (sum, left) = add_letters(rest.as_bytes().get(..end).unwrap_or_default(), 0);
    if left == 0 { sum } else { add_letters(host.as_bytes(), sum).0 }
}

/// The path of most URLs, which begin with their scheme and have no fragment; of others nothing.
fn plain_path(url: &str) -> &[u8] {
    let address = url.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest));
    let Some(address) = address.and_then(|rest| rest.strip_prefix("://")) else { return &[] };
    let end = memchr3(b'?', b'&', b'#', address.as_bytes()).unwrap_or(address.len());
    let (before, after) = address.as_bytes().split_at(end);
    let start = memchr(b'/', before).unwrap_or(end);
    if start == 0 || after.first() == Some(&b'#') { &[] } else { &before[start..] }
}

/// Adds the last letters and digits to a sum, but for those that encode others: addresses of one site differ at the end.
/// Also says how many letters fewer there are than are added at most.
fn add_letters(bytes: &[u8], mut sum: u64) -> (u64, usize) {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    const MOST: usize = 16;
    let mut left = MOST;
    let is_encoding = |at: usize| bytes.get(at) == Some(&ENCODED);
    for (at, &byte) in bytes.iter().enumerate().rev() {
        let folded = FOLDED[usize::from(byte)];
        if folded != 0 && !is_encoding(at.wrapping_sub(1)) && !is_encoding(at.wrapping_sub(2)) {
            sum = (sum.rotate_left(5) ^ u64::from(folded)).wrapping_mul(MULTIPLIER);
            left -= 1;
            if left == 0 {
                break;
            }
        }
    }
    (sum, left)
}

/// The sign before two digits that stand for a byte.
const ENCODED: u8 = b'%';

/// By byte: a letter in lower case, or a digit; else nothing.
const FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// The host without what makes no difference, and what stands behind it, without the fragment.
fn split(url: &str) -> (&str, &str) {
    let url = url.trim();
    let scheme = SCHEMES.iter().find_map(|scheme| strip_prefix_ignoring_case(url, scheme));
    // MediaWiki and archives fold the slashes of an address that stands in a path.
    let url = scheme.unwrap_or(url).trim_start_matches('/');
    let end = url.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(url.len());
    let (authority, rest) = url.split_at_checked(end).unwrap_or((url, ""));
    let user = authority.bytes().rposition(|byte| byte == b'@').map_or(0, |at| at + 1);
    let host = authority.get(user..).unwrap_or_default();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(host);
    let host = host.strip_suffix('.').unwrap_or(host);
    let host = strip_prefix_ignoring_case(host, "www.").unwrap_or(host);
    let fragment = memchr_iter(b'#', rest.as_bytes()).find(|&at| !tells_pages_apart(&rest[at..]));
    (host, &rest[..fragment.unwrap_or(rest.len())])
}

fn tells_pages_apart(fragment: &str) -> bool {
    fragment.starts_with("#!") || fragment.starts_with("#/")
}

fn has_encoded_scheme(url: &str) -> bool {
    url.get(..10).is_some_and(|start| start.to_ascii_lowercase().contains("%3a"))
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(url: &str) -> String {
        page_key(url, |name| name.starts_with("utm_"))
    }

    const SAME: [&str; 10] = [
        "http://example.org/a",
        "https://www.example.org/a/",
        "//Example.org:80/a",
        "example.org./a",
        "http://example.org/a#top",
        "http://example.org/%61",
        "http://user@example.org/a",
        "http:/example.org/a",
        "http%3A%2F%2Fexample.org%2Fa",
        "http://example.org/a?utm_source=b&amp;utm_medium=c",
    ];

    #[test]
    fn urls_of_one_page_have_one_key() {
        for url in SAME {
            assert_eq!(key(url), "example.org/a", "{url}");
        }
    }

    #[test]
    fn urls_of_one_page_have_one_sum() {
        for url in SAME.iter().filter(|url| !url.contains('%')) {
            assert_eq!(page_sum(url), page_sum(SAME[0]), "{url}");
        }
        assert_eq!(page_sum("http://a.b/x%20y"), page_sum("http://a.b/x y"));
        assert_ne!(page_sum("http://a.b/x"), page_sum("http://a.b/y"));
    }

    #[test]
    fn what_tells_pages_apart_is_kept() {
        for url in [
            "http://example.org/a?b=1",
            "http://example.org/A",
            "http://example.org/a#!/b",
            "http://m.example.org/a",
        ] {
            assert_ne!(key(url), "example.org/a", "{url}");
        }
        assert_eq!(key("http://a.b/?x=1&utm_source=2&y=3"), "a.b?x=1&y=3");
    }

    #[test]
    fn a_host_alone_is_a_home_page() {
        assert!(is_home(&key("http://www.example.org/#x")));
        assert!(!is_home(&key("http://www.example.org/x")));
    }
}

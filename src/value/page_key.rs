//! What a URL says about which page it leads to: two URLs of one page have the same key.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr3};
use percent_encoding::percent_decode_str;

use super::entity;
use super::url::web_address;

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

/// The key of a URL with all that its query says.
pub fn whole_key(url: &str) -> String {
    page_key(url, |_| false)
}

/// Whether a URL names no more than a host: the home page of a site.
pub fn is_home(key: &str) -> bool {
    !key.contains(['/', '?', '#'])
}

/// A number that URLs with the same key have in common, and few others. URLs of one key may have two numbers where one of
/// them writes a `?`, `&` or `=` encoded, has a character reference in its path, or encodes bytes that are not UTF-8. Of
/// most it costs no memory: the ends of the path and of one parameter are enough, and the host where the path is short.
pub fn page_sum(url: &str, is_tracking: impl Fn(&str) -> bool) -> u64 {
    let (host, path, query) = plain_parts(url).unwrap_or_else(|| {
        let (host, rest) = split(url);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        (host, before(path, b'&'), before(query, b'#'))
    });
    let (mut end, is_all) = end_of(path.trim_end_matches('/'));
    if is_all {
        // In this bit the two cases of letters of ASCII differ, and no other signs of hosts.
        const CASE: u128 = u128::from_ne_bytes([0x20; 16]);
        let host = if host.is_ascii() { Cow::Borrowed(host) } else { Cow::Owned(host.to_lowercase()) };
        end ^= u128::from(mixed(last_bytes(host.as_bytes()).0 | CASE));
    }
    if query.is_empty() {
        return mixed(end);
    }
    let (mut rest, mut first) = (query, 0);
    while !rest.is_empty() {
        let param = before(rest, b'&');
        rest = rest.get(param.len() + 1..).unwrap_or_default();
        // The `&` before a parameter may be written as a character reference.
        let param = param.strip_prefix("amp;").unwrap_or(param);
        if !param.is_empty() && !is_tracking(before(param, b'=')) {
            first = mixed(end_of(param).0);
            break;
        }
    }
    mixed(end ^ u128::from(first.rotate_left(17)))
}

/// A text up to the first of a sign, which is ASCII.
fn before(text: &str, sign: u8) -> &str {
    memchr(sign, text.as_bytes()).and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The same number for an address that has nothing but a path behind its host, and a path long enough to do without the
/// host; none for others.
pub(crate) fn path_sum(url: &str) -> Option<u64> {
    let address = web_address(url)?.as_bytes();
    let path = address.get(memchr(b'/', address).filter(|start| *start > 0)?..)?;
    let end = path.iter().rposition(|byte| *byte != b'/')? + 1;
    match last_bytes(path.get(..end)?) {
        (sum, false) => Some(mixed(sum)),
        _ => None,
    }
}

/// Host, path and query of most URLs, which begin with their scheme, and have neither a port nor a fragment in their path.
fn plain_parts(url: &str) -> Option<(&str, &str, &str)> {
    let address = web_address(url)?;
    let end = memchr3(b'?', b'&', b'#', address.as_bytes()).unwrap_or(address.len());
    let (place, after) = address.split_at_checked(end)?;
    let start = memchr3(b'/', b':', b'@', place.as_bytes()).unwrap_or(end);
    let (host, path) = place.split_at_checked(start)?;
    let is_plain =
        start > 0 && matches!(path.as_bytes().first(), None | Some(b'/')) && !after.starts_with('#');
    let host = host.strip_suffix('.').unwrap_or(host);
    let host = strip_prefix_ignoring_case(host, "www.").unwrap_or(host);
    let query = after.strip_prefix('?').map_or("", |query| before(query, b'#'));
    is_plain.then_some((host, path, query))
}

/// The last bytes of a text without percent-encoding as a number, and whether they are all.
fn end_of(text: &str) -> (u128, bool) {
    const BYTES: usize = size_of::<u128>();
    let bytes = text.as_bytes();
    let tail = bytes.get(bytes.len().saturating_sub(BYTES + 2)..).unwrap_or_default();
    if memchr(ENCODED, tail).is_none() {
        return last_bytes(bytes);
    }
    let hex = |byte: u8| char::from(byte).to_digit(16);
    let (mut end, mut read, mut rest) = ([0; BYTES], 0, bytes);
    while let [head @ .., last] = rest
        && read < BYTES
    {
        let encoded = match head {
            [before @ .., ENCODED, high] => hex(*high).zip(hex(*last)).map(|digits| (before, digits)),
            _ => None,
        };
        let (before, byte) =
            encoded.map_or((head, *last), |(before, (high, low))| (before, (high << 4 | low) as u8));
        read += 1;
        (end[BYTES - read], rest) = (byte, before);
    }
    last_bytes(&end[BYTES - read..])
}

/// The last bytes of a text as a number, and whether they are all.
fn last_bytes(bytes: &[u8]) -> (u128, bool) {
    if let Some(last) = bytes.last_chunk() {
        return (u128::from_le_bytes(*last), false);
    }
    (bytes.iter().fold(0, |all, byte| all << 8 | u128::from(*byte)), true)
}

/// A number in which all bits of another one have a part.
fn mixed(number: u128) -> u64 {
    const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
    let (low, high) = (number as u64, (number >> 64) as u64);
    (low.wrapping_mul(MULTIPLIER).rotate_left(31) ^ high).wrapping_mul(MULTIPLIER)
}

/// The sign before two digits that stand for a byte.
const ENCODED: u8 = b'%';

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
    let is_colon = |sign: &[u8]| sign.eq_ignore_ascii_case(b"%3a");
    url.as_bytes().get(..10).is_some_and(|start| start.windows(3).any(is_colon))
}

/// A text without percent-encoding, as which most are written.
fn decoded(text: &str) -> Cow<'_, str> {
    match memchr(ENCODED, text.as_bytes()) {
        Some(_) => percent_decode_str(text).decode_utf8_lossy(),
        None => Cow::Borrowed(text),
    }
}

/// What stands behind the start of a text, in whatever case of letters of ASCII that is.
pub(crate) fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
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
        let sum = |url: &str| page_sum(url, |name| name.starts_with("utm_"));
        for url in SAME.iter().filter(|url| !url.contains("%3A")) {
            assert_eq!(sum(url), sum(SAME[0]), "{url}");
        }
        assert_eq!(sum("http://a.b/x%20y"), sum("http://a.b/x y"));
        assert_eq!(sum("http://a.b/?utm_x=1&amp;c=1"), sum("http://www.a.b?c=1#d"));
        for (one, other) in [
            ("http://a.b/%e4%b8%ad%E6%96%87", "http://A.B/中文"),
            ("http://a.b/a/very/long/path/%41%42c%", "http://a.b/a/very/long/path/ABc%"),
            ("http://a.b/%%41", "http://a.b/%A"),
            ("http://РОССИЯ.рф/a", "http://россия.рф/a"),
            ("http://a.b/?utm_x=1&q=%C3%A4&r=2", "http://a.b/?q=ä&r=2"),
        ] {
            assert_eq!((key(one), sum(one)), (key(other), sum(other)), "{one} {other}");
        }
        for other in ["http://a.b/y", "http://a.c/x", "http://a.b/x?c=1"] {
            assert_ne!(sum("http://a.b/x"), sum(other), "{other}");
        }
        assert_ne!(sum("http://a.b/x?c=1"), sum("http://a.b/x?c=2"));
        let long = "http://a.b/a/long/path/to/a/page";
        let alike =
            [long, "https://www.a.b/a/long/path/to/a/page//", "http://u@a.b:80/a/long/path/to/a/page"];
        assert!(alike.iter().all(|url| path_sum(url) == Some(sum(url)) && sum(url) == sum(long)));
        assert_eq!(path_sum("http://a.b/x"), None);
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

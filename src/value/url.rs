//! URLs as read: their parts with their places, and what keeps one from leading anywhere.

use std::borrow::Cow;
use std::net::IpAddr;
use std::ops::Range;

use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{char, satisfy};
use nom::combinator::{opt, recognize};
use nom::{IResult, Parser};
use psl::{List, Psl};
use url::{Host, ParseError, Url};

use super::bytes::table_of;

/// Where the parts of a URL stand in it, in bytes from its start. Nothing is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlParts {
    /// The scheme, without its colon; empty for a URL that starts with `//`.
    pub scheme: Range<usize>,
    /// The host, without user, password and port; an IPv6 address with its brackets.
    pub host: Range<usize>,
    /// What stands after the host's colon; none without a colon.
    pub port: Option<Range<usize>>,
    /// Path, query and fragment.
    pub rest: Range<usize>,
}

/// What keeps a URL from leading anywhere. The texts are as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// Neither a scheme nor `//` at the start.
    NoScheme,
    /// A scheme that needs `//` after its colon has none.
    NoSlashes,
    /// Nothing stands where the host should be.
    NoHost,
    /// White space inside, where the link ends.
    WhiteSpace,
    /// The host is itself a scheme: `http://http://…`.
    DoubleScheme,
    /// The port is not a number from 0 to 65535.
    Port,
    /// Two dots in a row in the host, or one at its start.
    EmptyLabel,
    /// A part of the host that is longer than 63 bytes, or a host longer than 253.
    TooLong,
    /// A character that no host name has.
    HostCharacter(char),
    /// A host of numbers that is not an IPv4 address.
    Ipv4,
    /// A host in brackets that is not an IPv6 address.
    Ipv6,
    /// A host that Unicode's rules for domain names refuse.
    Idna,
}

/// A URL whose host is well formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidUrl {
    /// The host in the ASCII form that is looked up, in lower case; an IPv6 address without brackets.
    pub host: String,
    /// What the host's last label is.
    pub top_level: TopLevel,
}

/// What the last label of a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopLevel {
    /// Part of an IP address.
    Address(IpAddr),
    /// A top-level domain that the public suffix list knows.
    Listed,
    /// None that the public suffix list knows.
    Unknown,
}

/// The schemes whose URLs have a host that is looked up in the DNS and that parse as the URL standard has it.
const HIERARCHICAL: [&str; 5] = ["http", "https", "ftp", "ws", "wss"];

/// Splits a URL into its parts; none without `scheme://` or `//` at the start.
pub fn url_parts(url: &str) -> Option<UrlParts> {
    let (after, scheme) = url_start(url).ok()?;
    let authority_at = url.len() - after.len();
    let (mut host_at, mut colon, mut end) = (authority_at, None, url.len());
    let marks = after.bytes().enumerate().filter(|(_, byte)| IN_AUTHORITY[usize::from(*byte)]);
    for (at, byte) in marks.map(|(at, byte)| (authority_at + at, byte)) {
        match byte {
            b'/' | b'?' | b'#' | b'\\' => {
                end = at;
                break;
            }
            b'@' => (host_at, colon) = (at + 1, None),
            b':' => colon = Some(at),
            _ => {}
        }
    }
    // The colons in brackets are an address's own.
    let bracketed = url.get(host_at..end).filter(|host| host.starts_with('['));
    let bracket = bracketed.and_then(|host| host.find(']'));
    let colon = colon.filter(|colon| bracket.is_none_or(|bracket| host_at + bracket < *colon));
    Some(UrlParts {
        scheme: 0..scheme.len(),
        host: host_at..colon.unwrap_or(end),
        port: colon.map(|colon| colon + 1..end),
        rest: end..url.len(),
    })
}

/// What stands behind `http://` or `https://`, as which nearly all URLs begin; none for others.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("http")?;
    rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")
}

/// The bytes that end a host, or stand beside it.
const IN_AUTHORITY: [bool; 256] = table_of(b"/?#\\@:");

/// A host in lower case, in which most are written.
pub fn lower(host: &str) -> Cow<'_, str> {
    match host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(host.to_ascii_lowercase()),
        false => Cow::Borrowed(host),
    }
}

/// Whether URLs of this scheme have a host in the DNS; the empty scheme of `//host` has.
pub fn has_dns_host(scheme: &str) -> bool {
    scheme.is_empty() || HIERARCHICAL.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Reads a URL that should lead to a host; none for schemes that have none or are resolved otherwise
/// (`mailto:`, `urn:`, `irc://`).
pub fn check_url(url: &str) -> Option<Result<ValidUrl, UrlFault>> {
    let Some(parts) = url_parts(url) else {
        return match scheme(url) {
            Ok((_, name)) if has_dns_host(name) => Some(Err(UrlFault::NoSlashes)),
            Ok(_) => None,
            Err(_) => Some(Err(UrlFault::NoScheme)),
        };
    };
    let part = |range: &Range<usize>| url.get(range.clone()).unwrap_or_default();
    if !has_dns_host(part(&parts.scheme)) {
        return None;
    }
    Some(check_parts(url, part(&parts.host), parts.port.as_ref().map(part)))
}

/// The part of a host that somebody registered, such as `bbc.co.uk`; the host itself where it has none.
pub fn registered_domain(host: &str) -> &str {
    psl::domain_str(host).unwrap_or(host)
}

/// Whether somebody can have registered a host or a part of it: it is no public suffix itself.
pub fn is_registered(host: &str) -> bool {
    psl::domain_str(host).is_some()
}

/// Whether the last label of a host is a top-level domain.
pub fn has_listed_suffix(host: &str) -> bool {
    host.rsplit('.').next().is_some_and(is_listed_top_level)
}

/// Whether the public suffix list has a rule for a top-level domain, in the ASCII form.
pub(super) fn is_listed_top_level(top_level: &str) -> bool {
    // Some countries have rules for their second level alone (`*.ck`), so that one label asks for too little.
    let asked = format!("a.b.{top_level}");
    List.suffix(asked.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

fn check_parts(url: &str, host: &str, port: Option<&str>) -> Result<ValidUrl, UrlFault> {
    if host.is_empty() {
        return Err(UrlFault::NoHost);
    }
    if has_dns_host(host) && port.is_none_or(str::is_empty) {
        return Err(UrlFault::DoubleScheme);
    }
    if port.is_some_and(|port| !port.is_empty() && port.parse::<u16>().is_err()) {
        return Err(UrlFault::Port);
    }
    if url.contains(char::is_whitespace) {
        return Err(UrlFault::WhiteSpace);
    }
    if let Some(character) = host.chars().find(|&c| c.is_ascii() && !is_host_character(c)) {
        return Err(UrlFault::HostCharacter(character));
    }
    // The host alone is read, so that nothing in a path of thousands of bytes costs anything.
    let parsed = Url::parse(&format!("http://{host}/")).map_err(|error| match error {
        ParseError::InvalidIpv4Address => UrlFault::Ipv4,
        ParseError::InvalidIpv6Address => UrlFault::Ipv6,
        ParseError::InvalidDomainCharacter => host
            .chars()
            .find(|c| !c.is_alphanumeric() && *c != '.')
            .map_or(UrlFault::Idna, UrlFault::HostCharacter),
        _ => UrlFault::Idna,
    })?;
    match parsed.host() {
        Some(Host::Ipv4(address)) => Ok(address_url(address.into())),
        Some(Host::Ipv6(address)) => Ok(address_url(address.into())),
        Some(Host::Domain(domain)) => check_domain(domain),
        None => Err(UrlFault::NoHost),
    }
}

fn address_url(address: IpAddr) -> ValidUrl {
    ValidUrl { host: address.to_string(), top_level: TopLevel::Address(address) }
}

/// Checks a domain name in its ASCII form.
fn check_domain(domain: &str) -> Result<ValidUrl, UrlFault> {
    let name = domain.strip_suffix('.').unwrap_or(domain);
    if name.split('.').any(str::is_empty) {
        return Err(UrlFault::EmptyLabel);
    }
    if name.len() > 253 || name.split('.').any(|label| label.len() > 63) {
        return Err(UrlFault::TooLong);
    }
    let last = name.rsplit('.').next().unwrap_or_default();
    let top_level = if is_listed_top_level(last) { TopLevel::Listed } else { TopLevel::Unknown };
    Ok(ValidUrl { host: name.to_owned(), top_level })
}

fn is_host_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_.%[]:".contains(character)
}

/// `scheme "://"` or `"//"`; gives the scheme without its colon.
fn url_start(input: &str) -> IResult<&str, &str> {
    // Nearly all URLs, at a glance.
    for scheme in ["https", "http"] {
        if let Some(rest) = input.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://")) {
            return Ok((rest, input.get(..scheme.len()).unwrap_or_default()));
        }
    }
    let (rest, scheme) = opt(scheme).parse(input)?;
    let (rest, _) = tag("//")(rest)?;
    Ok((rest, scheme.unwrap_or_default()))
}

/// `alpha *( alpha | digit | "+" | "-" | "." ) ":"`; gives the scheme without its colon.
fn scheme(input: &str) -> IResult<&str, &str> {
    let letter = satisfy(|c| c.is_ascii_alphabetic());
    let more = take_while(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let (rest, name) = recognize((letter, more)).parse(input)?;
    let (rest, _) = char(':')(rest)?;
    Ok((rest, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(url: &str) -> UrlFault {
        check_url(url).unwrap().unwrap_err()
    }

    fn valid(url: &str) -> ValidUrl {
        check_url(url).unwrap().unwrap()
    }

    fn host(url: &str) -> &str {
        &url[url_parts(url).unwrap().host]
    }

    #[test]
    fn parts_have_places() {
        assert_eq!(host("http://user:pw@www.example.org:80/a?b@c"), "www.example.org");
        assert_eq!(host("//example.org"), "example.org");
        assert_eq!(host("http://[::1]:80/"), "[::1]");
        assert_eq!(host("http://example.org?x=http://other.org/"), "example.org");
        assert_eq!(url_parts("mailto:a@example.org"), None);
    }

    #[test]
    fn ordinary_urls_are_valid() {
        for url in [
            "http://www.example.org",
            "https://example.org:8080/a%zz|b",
            "ftp://ftp.example.org/",
            "//example.org/x",
            "HTTP://EXAMPLE.ORG.",
            "http://user:secret@example.org/",
            "http://a_b.example.org/",
            "http://b-.example.org/",
            "http://192.0.2.1/",
            "http://[2001:db8::1]:80/",
            "http://президент.рф/",
            "http://xn--d1abbgf6aiiy.xn--p1ai/",
            "http://例え.jp/",
            "http://www.gov.ck/",
            "http://example.co.uk/",
            "http://web.archive.org/web/2010/http://www.foo.fe/",
            "http://example.su/",
            "http://example.onion/",
        ] {
            assert_ne!(valid(url).top_level, TopLevel::Unknown, "{url}");
        }
    }

    #[test]
    fn unknown_top_levels_are_told() {
        for url in ["http://www.amb-azerbaidjan.fe/", "http://localhost/", "http://example.comを参照"] {
            assert_eq!(valid(url).top_level, TopLevel::Unknown, "{url}");
        }
    }

    #[test]
    fn a_top_level_that_only_has_suffixes_below_it_is_known() {
        for url in ["http://x.onion", "http://www.example.com.bd", "http://www.example.com.ck"] {
            assert_eq!(valid(url).top_level, TopLevel::Listed, "{url}");
        }
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(fault("www.example.org"), UrlFault::NoScheme);
        assert_eq!(fault("http:/example.org"), UrlFault::NoSlashes);
        assert_eq!(fault("http://"), UrlFault::NoHost);
        assert_eq!(fault("http:///path"), UrlFault::NoHost);
        assert_eq!(fault("http://a b.org/"), UrlFault::WhiteSpace);
        assert_eq!(fault("http://http://example.org"), UrlFault::DoubleScheme);
        assert_eq!(fault("http://https//example.org"), UrlFault::DoubleScheme);
        assert_eq!(fault("http://example.org:80801/"), UrlFault::Port);
        assert_eq!(fault("http://example.org:80a/"), UrlFault::Port);
        assert_eq!(fault("http://www..example.org/"), UrlFault::EmptyLabel);
        assert_eq!(fault("http://.example.org/"), UrlFault::EmptyLabel);
        assert_eq!(fault(&format!("http://{}.org/", "a".repeat(64))), UrlFault::TooLong);
        assert_eq!(fault("http://www,example.org/"), UrlFault::HostCharacter(','));
        assert_eq!(fault("http://1.2.3.400/"), UrlFault::Ipv4);
        assert_eq!(fault("http://[::zz]/"), UrlFault::Ipv6);
    }

    #[test]
    fn schemes_without_a_looked_up_host_are_left_alone() {
        for url in ["mailto:a@b", "news:comp.lang", "tel:+1", "urn:isbn:1", "irc://irc.example.fe/x"] {
            assert_eq!(check_url(url), None, "{url}");
        }
    }
}

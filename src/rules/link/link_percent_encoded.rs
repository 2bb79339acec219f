//! `rules/link/link-percent-encoded.md`

use percent_encoding::percent_decode;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfc;

use super::{plain_target, short};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{Kind, KindSet, Link, NodeRef};

/// The length of a percent code: the sign and two digits.
const CODE: usize = 3;

/// Finds links to pages whose titles are written in percent codes.
pub struct LinkPercentEncoded;

impl Rule for LinkPercentEncoded {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Wikilink, Kind::File, Kind::Category, Kind::Interlanguage]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some((span, target)) = Link::cast(node).and_then(plain_target) else { return };
        let Some(decoded) = decode(target) else { return };
        let message = format!("link target `{}` is written in percent codes", short(target));
        let title = format!("write `{}`", short(&decoded));
        cx.report(
            Finding::new(span, message)
                .help(title.clone())
                .fix(Fix::replace(title, span, decoded, Safety::Safe).cosmetic()),
        );
    }
}

/// The target without the percent codes that a title can do without; none if that changes nothing.
fn decode(target: &str) -> Option<String> {
    let mut decoded = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'%', target.as_bytes().get(at..)?) {
        let start = at + found;
        let codes = target.as_bytes().get(start..)?.chunks(CODE).take_while(|code| is_code(code)).count();
        let end = start + codes * CODE;
        at = end.max(start + 1);
        let run = percent_decode(target.as_bytes().get(start..end)?).decode_utf8();
        if let Some(text) = run.ok().filter(|text| is_plain_title(text)) {
            decoded.push_str(target.get(kept..start)?);
            decoded.push_str(&text);
            kept = at;
        }
    }
    if kept == 0 {
        return None;
    }
    decoded.push_str(target.get(kept..)?);
    let is_other_start = decoded.starts_with([':', '/', ' ', '_']) && !decoded.starts_with(target.get(..1)?);
    let is_other_link = is_other_start || decoded.ends_with([' ', '_']);
    let is_read_for_more = ["''", "  ", "//", "__", "!!"].iter().any(|signs| decoded.contains(signs));
    // A page is saved in NFC, which would make another title of one that is not.
    (!is_other_link && !is_read_for_more && is_nfc(&decoded)).then_some(decoded)
}

fn is_code(code: &[u8]) -> bool {
    matches!(code, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// Whether all characters can stand in a title as they are: MediaWiki allows none of `#<>[]{}|` there, reads `&` and
/// `%` for more, and drops or changes what is not seen.
fn is_plain_title(text: &str) -> bool {
    let is_plain = |sign: char| match sign {
        '#' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '&' | '%' | '~' | '\u{fffd}' => false,
        ' '..='~' => true,
        // What is not seen is what Rust escapes.
        _ => is_combining_mark(sign) || (!sign.is_whitespace() && sign.escape_debug().len() == 1),
    };
    !text.is_empty() && text.chars().all(is_plain)
}

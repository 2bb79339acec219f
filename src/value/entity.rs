//! Character references as MediaWiki decodes them: the names of HTML, and the numbers of characters that may stand in
//! a page.
//!
//! The table of names is `rules/data/entities.tsv`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The bytes of the longest reference that means something.
pub const MAX_LENGTH: usize = 34;

/// The characters that a reference such as `&nbsp;`, `&#160;` or `&#xA0;` stands for; none where it stands for nothing
/// and shows as it is written.
pub fn decode(reference: &str) -> Option<String> {
    let name = reference.strip_prefix('&')?.strip_suffix(';')?;
    let Some(number) = name.strip_prefix('#') else { return named(name) };
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.starts_with('+') {
        return None;
    }
    let character = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    let may_stand = match character {
        '\t' | '\n' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => !character.is_control(),
    };
    may_stand.then(|| character.to_string())
}

/// A text with its character references decoded.
///
/// ```
/// # use wikivet::value::entity::decode_all;
/// assert_eq!(decode_all("A &amp; B&#59; &c;"), "A & B; &c;");
/// ```
pub fn decode_all(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let (before, mut rest) = text.split_at(first);
    let mut decoded = before.to_owned();
    while !rest.is_empty() {
        let end = rest.bytes().take(MAX_LENGTH).position(|byte| byte == b';').map_or(0, |at| at + 1);
        let (reference, after) = rest.split_at(end);
        if let Some(characters) = decode(reference) {
            decoded.push_str(&characters);
            rest = after;
        } else {
            decoded.push('&');
            rest = rest.get(1..).unwrap_or_default();
        }
        let next = rest.find('&').unwrap_or(rest.len());
        let (plain, others) = rest.split_at(next);
        decoded.push_str(plain);
        rest = others;
    }
    Cow::Owned(decoded)
}

/// Whether a name, without the `&` and the `;`, is one of HTML's.
pub fn is_name(name: &[u8]) -> bool {
    std::str::from_utf8(name).is_ok_and(|name| NAMES.contains_key(name))
}

static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../rules/data/entities.tsv").lines();
    lines.filter_map(|line| line.split_once('\t')).collect()
});

fn named(name: &str) -> Option<String> {
    let points = NAMES.get(name)?.split(' ');
    points.map(|point| char::from_u32(u32::from_str_radix(point, 16).ok()?)).collect()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn names_and_numbers_stand_for_characters() {
        for (reference, character) in [
            ("&amp;", "&"),
            ("&nbsp;", "\u{A0}"),
            ("&zwj;", "\u{200D}"),
            ("&lrm;", "\u{200E}"),
            ("&thetasym;", "\u{3D1}"),
            ("&nvlt;", "<\u{20D2}"),
            ("&#160;", "\u{A0}"),
            ("&#xA0;", "\u{A0}"),
            ("&#X1F600;", "😀"),
        ] {
            assert_eq!(decode(reference).as_deref(), Some(character), "{reference}");
        }
    }

    #[test]
    fn what_stands_for_nothing_is_told() {
        for reference in
            ["&xyzzy;", "&#;", "&#x;", "&#+65;", "&#0;", "&#x80;", "&#xD800;", "&#x110000;", "&amp", "amp;"]
        {
            assert_eq!(decode(reference), None, "{reference}");
        }
    }
}

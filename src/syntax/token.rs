//! nom grammars of tokens and leaves: what can be read without knowing what it stands in. Each takes the rest of
//! its range and looks no further than its own end; lengths are in bytes.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{map, map_opt, not, opt, peek, recognize, value, verify};
use nom::multi::{count, many1_count, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::value::entity;

type Read<'i, T> = IResult<&'i [u8], T, ()>;

/// The name at the start of a tag.
pub(super) struct TagName<'i> {
    /// Whether it is a closing tag.
    pub(super) closing: bool,
    /// The name as written.
    pub(super) name: &'i [u8],
    /// From `<` to the end of the name.
    pub(super) len: usize,
}

/// The length of the longest name of a tag that is read.
const MAX_TAG_NAME: usize = 41;

/// `<name` or `</name`, up to white space, `/` or `>`.
pub(super) fn tag_name(input: &[u8]) -> Option<TagName<'_>> {
    fn read(input: &[u8]) -> Read<'_, (bool, &[u8])> {
        let name = take_while1(|byte: u8| byte.is_ascii_alphanumeric() || byte == b'-');
        preceded(char('<'), (map(opt(char('/')), |slash| slash.is_some()), name)).parse(input)
    }
    let (rest, (closing, name)) = read(input.get(..MAX_TAG_NAME + 3).unwrap_or(input)).ok()?;
    let ends = rest.first().is_none_or(|&byte| is_space(byte) || byte == b'/' || byte == b'>');
    if !ends || !name.first().is_some_and(u8::is_ascii_alphabetic) || name.len() > MAX_TAG_NAME {
        return None;
    }
    Some(TagName { closing, name, len: 1 + usize::from(closing) + name.len() })
}

/// White space, `/` if there is one, `>` at the end of a tag's head: where in `head` (without the `>`) they start,
/// and whether there is a `/`.
pub(super) fn tag_tail(head: &[u8]) -> (usize, bool) {
    let closed = head.last() == Some(&b'/');
    let rest = head.get(..head.len() - usize::from(closed)).unwrap_or_default();
    (rest.trim_ascii_end().len(), closed)
}

/// The length of the longest character reference that is read.
pub(super) const MAX_ENTITY: usize = 34;

/// `&name;` where HTML has the name, or `&#12;` or `&#x1f;` where the number is that of a character that HTML may show.
pub(super) fn entity(input: &[u8]) -> Option<usize> {
    let name = take_while_m_n(2, 32, |byte: u8| byte.is_ascii_alphanumeric());
    let digits = take_while_m_n(1, 30, |byte: u8| byte.is_ascii_digit());
    let decimal = map_opt(preceded(char('#'), digits), |digits| shown_character(digits, 10));
    let digits = take_while_m_n(1, 29, |byte: u8| byte.is_ascii_hexdigit());
    let hex = map_opt(preceded((char('#'), one_of("xX")), digits), |digits| shown_character(digits, 16));
    let name = verify(name, entity::is_name);
    length(recognize(delimited(char('&'), alt((hex, decimal, map(name, |_| ()))), char(';'))).parse(input))
}

/// The ASCII character that `%3C`, `&#60;` or `&lt;` at the start of a title stands for.
pub(super) fn title_escape(input: &[u8]) -> Option<char> {
    fn read(input: &[u8]) -> Read<'_, u32> {
        let number =
            |digits: &[u8], radix| u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok();
        let hex = |min, max| take_while_m_n(min, max, |byte: u8| byte.is_ascii_hexdigit());
        let percent = map_opt(preceded(char('%'), hex(2, 2)), move |digits| number(digits, 16));
        let digits = take_while_m_n(1, 30, |byte: u8| byte.is_ascii_digit());
        let decimal = map_opt(delimited(tag("&#"), digits, char(';')), move |digits| number(digits, 10));
        let start = (tag("&#"), one_of("xX"));
        let hex = map_opt(delimited(start, hex(1, 29), char(';')), move |digits| number(digits, 16));
        let less = value(u32::from('<'), tag("&lt;"));
        let greater = value(u32::from('>'), tag("&gt;"));
        alt((percent, decimal, hex, less, greater)).parse(input)
    }
    read(input).ok().and_then(|(_, number)| char::from_u32(number)).filter(char::is_ascii)
}

/// Whether a text starts with `&amp;name;`, which is a character reference once the first one is undone.
pub(super) fn escaped_entity(input: &[u8]) -> bool {
    fn read(input: &[u8]) -> Read<'_, &[u8]> {
        let name = take_while1(|byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80);
        delimited(tag("&amp;"), name, char(';')).parse(input)
    }
    read(input).is_ok()
}

/// Whether digits are the number of a character that XML and HTML both allow in a text.
fn shown_character(digits: &[u8], radix: u32) -> Option<()> {
    let number = u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?;
    char::from_u32(number)
        .filter(|sign| matches!(sign, '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..))
        .map(|_| ())
}

/// `__WORD__`: the word, which may hold a single `_`.
pub(super) fn switch(input: &[u8]) -> Option<&[u8]> {
    fn read(input: &[u8]) -> Read<'_, &[u8]> {
        let part = || take_while_m_n(1, 60, |byte: u8| byte != b'_' && !byte.is_ascii_whitespace());
        let word = recognize(separated_list1(terminated(char('_'), peek(not(char('_')))), part()));
        delimited(tag("__"), word, tag("__")).parse(input)
    }
    read(input).ok().map(|(_, word)| word)
}

/// `RFC 12`, `PMID 12`, `ISBN 0-306-40615-2`.
pub(super) fn magic_link(input: &[u8]) -> Option<usize> {
    let spaces = || many1_count(link_space);
    let number =
        (alt((tag("RFC"), tag("PMID"))), spaces(), take_while_m_n(1, 12, |byte: u8| byte.is_ascii_digit()));
    let digit = |last: bool| {
        take_while_m_n(1, 1, move |byte: u8| byte.is_ascii_digit() || last && matches!(byte, b'x' | b'X'))
    };
    let hyphen = || opt(alt((tag("-"), link_space)));
    let ten = || recognize((count(terminated(digit(false), hyphen()), 9), digit(true)));
    let thirteen = recognize((tag("97"), one_of("89"), hyphen(), ten()));
    let end = || not(take_while_m_n(1, 1, |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_'));
    // `ISBN 9781234567 2003` has ten digits: no more than ten are followed by an end.
    let digits = alt((recognize((thirteen, end())), recognize((ten(), end()))));
    let isbn = recognize((tag("ISBN"), spaces(), digits));
    length(alt((recognize((number, end())), isbn)).parse(input))
}

/// White space within a magic link, which may be written as a character reference.
fn link_space(input: &[u8]) -> Read<'_, &[u8]> {
    let zeros = || take_while(|byte: u8| byte == b'0');
    let decimal = recognize((tag("&#"), zeros(), tag("160;")));
    let hex = recognize((tag("&#"), one_of("xX"), zeros(), tag_no_case("a0;")));
    let wide = verify(take(3usize), is_wide_space);
    alt((tag(" "), tag("\t"), tag("\u{a0}"), tag("&nbsp;"), decimal, hex, wide)).parse(input)
}

/// Whether a text starts with a character reference for a space that does not break.
pub(super) fn is_fixed_space(input: &[u8]) -> bool {
    input.starts_with(b"&") && link_space(input).is_ok()
}

/// Whether a text starts with one of Unicode's space separators of three bytes.
pub(super) fn is_wide_space(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xe1, 0x9a, 0x80, ..]
            | [0xe2, 0x80, 0x80..=0x8a | 0xaf, ..]
            | [0xe2, 0x81, 0x9f, ..]
            | [0xe3, 0x80, 0x80, ..]
    )
}

/// `~~~`, `~~~~` or `~~~~~`.
pub(super) fn signature(input: &[u8]) -> Option<usize> {
    length(take_while_m_n(3, 5, |byte: u8| byte == b'~').parse(input))
}

/// `</name>` with white space before the `>`.
pub(super) fn closing_tag(name: &[u8], input: &[u8]) -> Option<usize> {
    let space = take_while(is_space);
    length(recognize((tag("</"), tag_no_case(name), space, char('>'))).parse(input))
}

/// One attribute of a tag: where its name and its value stand in the text that was read.
#[derive(Clone, Copy)]
pub(super) struct RawAttribute {
    pub(super) name: (usize, usize),
    pub(super) value: Option<(usize, usize)>,
}

/// The attribute that starts at or after `from`; anything that is none is passed over.
pub(super) fn attribute(text: &[u8], from: usize) -> Option<(RawAttribute, usize)> {
    fn name(input: &[u8]) -> Read<'_, &[u8]> {
        take_while1(|byte: u8| !is_space(byte) && !matches!(byte, b'=' | b'"' | b'\'' | b'/' | b'>'))
            .parse(input)
    }
    fn equals(input: &[u8]) -> Read<'_, &[u8]> {
        recognize((take_while(is_space), char('='), take_while(is_space))).parse(input)
    }
    fn value(input: &[u8]) -> Read<'_, (usize, &[u8])> {
        let quoted = |quote: u8| {
            let inside = map(take_while(move |byte: u8| byte != quote), |value| (1, value));
            delimited(char(char::from(quote)), inside, opt(char(char::from(quote))))
        };
        let bare = map(take_while(|byte: u8| !is_space(byte) && byte != b'>'), |value| (0, value));
        alt((quoted(b'"'), quoted(b'\''), bare)).parse(input)
    }
    let mut at = from;
    loop {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let Ok((after, found)) = name(rest) else {
            at += 1;
            continue;
        };
        let mut read = RawAttribute { name: (at, at + found.len()), value: None };
        at = text.len() - after.len();
        if let Ok((after, _)) = equals(after) {
            at = text.len() - after.len();
            if let Ok((after, (quote, found))) = value(after) {
                read.value = Some((at + quote, at + quote + found.len()));
                at = text.len() - after.len();
            }
        }
        return Some((read, at));
    }
}

/// The value of the last attribute of a name, which is in lower case; empty where it has none.
pub(super) fn attribute_value<'i>(text: &'i [u8], name: &[u8]) -> Option<&'i [u8]> {
    let (mut at, mut value) = (0, None);
    while let Some((read, next)) = attribute(text, at) {
        at = next;
        if text.get(read.name.0..read.name.1).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            value = read.value.map_or(Some(b"".as_slice()), |(start, end)| text.get(start..end));
        }
    }
    value
}

/// Whether the head of an extension tag, from its name to its `>`, says that the content is wikitext after all.
pub(super) fn holds_wikitext(head: &[u8]) -> bool {
    let attributes = head.get(tag_name(head).map_or(0, |tag| tag.len)..).unwrap_or_default();
    attribute_value(attributes, b"format") == Some(b"wikitext")
}

/// White space between the parts of a tag.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c')
}

fn length<'i>(read: Read<'i, &'i [u8]>) -> Option<usize> {
    read.ok().map(|(_, found)| found.len())
}

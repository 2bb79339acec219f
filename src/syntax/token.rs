//! nom grammars of tokens and leaves: what can be read without knowing what it stands in. Each takes the rest of
//! its range and looks no further than its own end; lengths are in bytes.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{map, not, opt, peek, recognize};
use nom::multi::count;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

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

/// `&name;`, `&#12;` or `&#x1f;`.
pub(super) fn entity(input: &[u8]) -> Option<usize> {
    let name = take_while_m_n(2, 32, |byte: u8| byte.is_ascii_alphanumeric());
    let decimal = preceded(char('#'), take_while_m_n(1, 8, |byte: u8| byte.is_ascii_digit()));
    let hex = preceded((char('#'), one_of("xX")), take_while_m_n(1, 7, |byte: u8| byte.is_ascii_hexdigit()));
    length(recognize(delimited(char('&'), alt((hex, decimal, name)), char(';'))).parse(input))
}

/// `__WORD__`: the word.
pub(super) fn switch(input: &[u8]) -> Option<&[u8]> {
    fn read(input: &[u8]) -> Read<'_, &[u8]> {
        let word = take_while_m_n(1, 60, |byte: u8| byte != b'_' && !byte.is_ascii_whitespace());
        delimited(tag("__"), word, tag("__")).parse(input)
    }
    read(input).ok().map(|(_, word)| word)
}

/// `RFC 12`, `PMID 12`, `ISBN 0-306-40615-2`.
pub(super) fn magic_link(input: &[u8]) -> Option<usize> {
    let spaces = || take_while1(|byte: u8| byte == b' ');
    let number =
        (alt((tag("RFC"), tag("PMID"))), spaces(), take_while_m_n(1, 12, |byte: u8| byte.is_ascii_digit()));
    let digit = |last: bool| {
        take_while_m_n(1, 1, move |byte: u8| byte.is_ascii_digit() || last && matches!(byte, b'x' | b'X'))
    };
    let hyphen = || opt(one_of("- "));
    let ten = || recognize((count(terminated(digit(false), hyphen()), 9), digit(true)));
    let thirteen = recognize((tag("97"), one_of("89"), hyphen(), ten()));
    let isbn = recognize((tag("ISBN"), spaces(), alt((recognize(thirteen), ten()))));
    let end = peek(not(take_while_m_n(1, 1, |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_')));
    length(recognize((alt((recognize(number), isbn)), end)).parse(input))
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

/// White space between the parts of a tag.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0b' | b'\x0c')
}

fn length<'i>(read: Read<'i, &'i [u8]>) -> Option<usize> {
    read.ok().map(|(_, found)| found.len())
}

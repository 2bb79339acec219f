//! From a document's bytes to its text.

use memchr::{memchr, memchr3, memmem};
use quick_xml::escape::resolve_xml_entity;

use super::container::advance;
use super::encoding::{Guess, guess, guess_utf16};
use super::error::Problem;
use crate::source::{ContainerPosition, Steps};

/// The longest reference that is looked for, from `&` to `;`: a number with some leading zeros.
const LONGEST_REFERENCE: usize = 24;

/// The text of `bytes`, which start at `start` in their file.
pub(super) fn decode_utf8(bytes: Vec<u8>, start: ContainerPosition) -> Result<String, Problem> {
    if let Some(at) = memchr(0, &bytes) {
        return Err(Problem::Binary { at: place(start, &bytes, at), utf16: guess_utf16(&bytes) });
    }
    // Four times as fast as the standard library's check, on scripts other than Latin, a copy included.
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
        return Ok(text.to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let guess = match error.utf8_error().error_len() {
            None => Guess::CutOff,
            Some(_) => guess(bytes, valid),
        };
        let byte = bytes.get(valid).copied().unwrap_or(0);
        Problem::Utf8 { at: place(start, bytes, valid), byte, guess }
    })
}

/// The place of the byte `at` of bytes that start at `start`.
fn place(mut start: ContainerPosition, bytes: &[u8], at: usize) -> ContainerPosition {
    advance(&mut start, bytes.get(..at).unwrap_or_default());
    start
}

/// A text and where it does not run in step with the raw text it was decoded from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) steps: Steps,
}

/// Reads XML character data: the five entities, character references, CDATA sections, comments, line ends.
///
/// What is not XML stays as it is: people cut fragments by hand.
/// `raw` has to be shorter than 4 GiB.
pub(super) fn decode_xml(raw: &str) -> Decoded {
    let mut decoder =
        XmlDecoder { raw, at: 0, text: String::with_capacity(raw.len()), steps: Steps::default() };
    while let Some(found) = memchr3(b'&', b'<', b'\r', decoder.rest().as_bytes()) {
        decoder.copy(found);
        let rest = decoder.rest();
        if rest.starts_with('&') {
            decoder.reference();
        } else if rest.starts_with('\r') {
            decoder.carriage_return();
        } else if let Some(content) = rest.strip_prefix(CDATA_START) {
            decoder.cdata(content);
        } else if rest.starts_with(COMMENT_START) {
            decoder.leave_out(memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3));
        } else {
            decoder.copy(1);
        }
    }
    decoder.copy(decoder.rest().len());
    Decoded { text: decoder.text, steps: decoder.steps }
}

/// What a CDATA section starts with.
pub(super) const CDATA_START: &str = "<![CDATA[";
/// What an XML comment starts with.
pub(super) const COMMENT_START: &str = "<!--";

struct XmlDecoder<'a> {
    raw: &'a str,
    /// Where in `raw` the decoder stands.
    at: usize,
    text: String,
    steps: Steps,
}

impl<'a> XmlDecoder<'a> {
    fn rest(&self) -> &'a str {
        &self.raw[self.at..]
    }

    fn copy(&mut self, count: usize) {
        self.text.push_str(&self.raw[self.at..self.at + count]);
        self.at += count;
    }

    fn replace(&mut self, count: usize, by: &str) {
        self.text.push_str(by);
        self.at += count;
        self.steps.decoded(self.text.len() as u32, self.at as u32);
    }

    fn leave_out(&mut self, count: usize) {
        let from = self.at as u32;
        self.at += count;
        self.steps.left_out(self.text.len() as u32, from..self.at as u32);
    }

    fn reference(&mut self) {
        let window = &self.rest().as_bytes()[..self.rest().len().min(LONGEST_REFERENCE)];
        let reference =
            memchr(b';', window).and_then(|end| Some((end + 1, resolve(self.rest().get(1..end)?)?)));
        match reference {
            Some((count, character)) => self.replace(count, character.encode_utf8(&mut [0; 4])),
            None => self.copy(1),
        }
    }

    fn carriage_return(&mut self) {
        let count = if self.rest().starts_with("\r\n") { 2 } else { 1 };
        self.replace(count, "\n");
    }

    /// `content` is what follows the opening mark.
    fn cdata(&mut self, content: &str) {
        let end = memmem::find(content.as_bytes(), b"]]>");
        self.leave_out(CDATA_START.len());
        let close = self.at + end.unwrap_or(content.len());
        while let Some(found) = memchr(b'\r', &self.raw.as_bytes()[self.at..close]) {
            self.copy(found);
            self.carriage_return();
        }
        self.copy(close - self.at);
        if end.is_some() {
            self.leave_out(3);
        }
    }
}

/// The character that a reference without `&` and `;` stands for; none for what XML 1.0 does not know.
fn resolve(reference: &str) -> Option<char> {
    let Some(number) = reference.strip_prefix('#') else {
        return resolve_xml_entity(reference)?.chars().next();
    };
    if number.starts_with('+') || number.starts_with("x+") {
        return None;
    }
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
        .filter(|&character| character >= ' ' || matches!(character, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        decode_xml(raw).text
    }

    #[test]
    fn entities_and_character_references_are_decoded_once() {
        assert_eq!(text("&lt;ref&gt; &quot;&apos;&amp;amp; &#8211;&#x2013;"), "<ref> \"'&amp; ––");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for raw in ["&nbsp;", "&", "& lt;", "&#0;", "&#xD800;", "&;", "a &lt", "&#x;", "&#+65;", "&ü;"] {
            assert_eq!(text(raw), raw);
        }
    }

    #[test]
    fn cdata_is_text_without_entities() {
        assert_eq!(text("a<![CDATA[<b>&lt;]]&gt;\r\n]]>c"), "a<b>&lt;]]&gt;\nc");
        assert_eq!(text("<![CDATA[never closed &lt;"), "never closed &lt;");
    }

    #[test]
    fn xml_comments_are_not_text_and_other_tags_are() {
        assert_eq!(text("a<!-- b -->c<ref>"), "ac<ref>");
    }

    #[test]
    fn line_ends_become_lf() {
        assert_eq!(text("a\r\nb\rc\n&#13;"), "a\nb\nc\n\r");
    }

    #[test]
    fn bytes_that_are_not_text_are_named_by_their_place_in_the_file() {
        let start = ContainerPosition { offset: 10, line: 2, column: 3 };
        let place = |bytes: &[u8]| match decode_utf8(bytes.to_vec(), start) {
            Err(Problem::Binary { at, .. } | Problem::Utf8 { at, .. }) => (at.offset, at.line, at.column),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(b"ab\0"), (12, 2, 5));
        assert_eq!(place(b"caf\xE9 au lait"), (13, 2, 6));
        assert_eq!(place(b"\xC3\xBC\n\xC3\xBC\xE9 au lait"), (15, 3, 2));
        assert_eq!(place("abü".as_bytes().split_last().unwrap().1), (12, 2, 5));
    }

    #[test]
    fn a_character_that_is_not_complete_at_the_end_was_cut_off() {
        let cut = decode_utf8(vec![b'a', 0xE2, 0x80], ContainerPosition::START);
        assert!(matches!(cut, Err(Problem::Utf8 { guess: Guess::CutOff, .. })), "{cut:?}");
    }
}

//! Numbers of libraries and their catalogues: LCCN, OCLC, Open Library, JSTOR.

use chrono::NaiveDate;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{digit1, one_of};
use nom::combinator::{all_consuming, opt, recognize};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{Fault, FaultKind, Identifier, number};
use crate::source::Span;

/// Reads a Library of Congress Control Number in its normal form: up to three letters, a year of two or four digits, a
/// number of six digits, which a hyphen fills with zeros. What a slash is followed by is not part of it.
/// Source: the normalisation that the Library of Congress describes for its permalinks.
pub(super) fn read_lccn(text: &str) -> Result<(), Fault> {
    let wrong =
        || Fault::of(Identifier::Lccn, FaultKind::Form("of up to three letters and 8 or 10 digits"), text);
    let normal = text.split('/').next().unwrap_or_default();
    if let Some((at, sign)) = normal.char_indices().find(|(_, sign)| sign.is_whitespace()) {
        let span = Span::of(at..at + sign.len_utf8());
        return Err(Fault::new(Identifier::Lccn, FaultKind::Sign(sign), span));
    }
    let (start, serial) = normal.split_once('-').unwrap_or((normal, ""));
    let n_letters = start.bytes().take_while(u8::is_ascii_lowercase).count();
    let year = start.get(n_letters..).unwrap_or_default();
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let n_digits = match normal.contains('-') {
        true if serial.is_empty() || serial.len() > 6 => return Err(wrong()),
        true => year.len() + 6,
        false => year.len(),
    };
    let fits = matches!((n_letters, n_digits), (0..=3, 8) | (0..=2, 10));
    if fits && is_number(year) && is_number(serial) { Ok(()) } else { Err(wrong()) }
}

/// Reads an OCLC number: a number, also with the letters that catalogues write before it.
pub(super) fn read_oclc(text: &str, today: NaiveDate) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Oclc;
    let digits = |min, max| take_while_m_n::<_, &str, ()>(min, max, |sign: char| sign.is_ascii_digit());
    let number = alt((
        preceded(tag("ocm"), digits(8, 8)),
        preceded(tag("ocn"), digits(9, 9)),
        preceded(tag("on"), digits(10, 12)),
        preceded(tag("(OCoLC)"), digits(1, 12)),
        digits(1, 12),
    ));
    number::several(WHAT, text)?;
    match all_consuming(number).parse(text) {
        Ok((_, digits)) => number::in_range(WHAT, text, digits, today),
        Err(_) => match text.char_indices().find(|(_, sign)| sign.is_whitespace()) {
            Some((at, sign)) => {
                Err(Fault::new(WHAT, FaultKind::Sign(sign), Span::of(at..at + sign.len_utf8())))
            }
            None => Err(Fault::of(WHAT, FaultKind::Form("of digits alone"), text)),
        },
    }
}

/// Reads an identifier of Open Library: a number and what it is, an author, an edition or a work.
pub(super) fn read_open_library(text: &str) -> Result<(), Fault> {
    fn identifier(input: &str) -> IResult<&str, &str> {
        recognize(terminated(preceded(opt(tag("OL")), digit1), one_of("AMW"))).parse(input)
    }
    match all_consuming(identifier).parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(Fault::of(Identifier::Ol, FaultKind::Form("of a number and `A`, `M` or `W`"), text)),
    }
}

/// Reads the name of an item of JSTOR: a number, or what stands behind `stable/` in its address.
pub(super) fn read_jstor(text: &str) -> Result<(), Fault> {
    let has_label = text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("jstor"));
    match text.char_indices().find(|(_, sign)| sign.is_whitespace()) {
        None if text.starts_with(|sign: char| sign.is_ascii_alphanumeric()) && !has_label => Ok(()),
        None => {
            Err(Fault::of(Identifier::Jstor, FaultKind::Form("of a number, or of letters and digits"), text))
        }
        Some((at, sign)) => {
            let span = Span::of(at..at + sign.len_utf8());
            Err(Fault::new(Identifier::Jstor, FaultKind::Sign(sign), span))
        }
    }
}

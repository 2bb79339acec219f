//! DOI (DOI Handbook, section 2.2) and handle (RFC 3650).

use chrono::{Datelike, NaiveDate};
use nom::Parser;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{opt, recognize, rest};
use nom::multi::many0_count;
use nom::sequence::preceded;
use percent_encoding::percent_decode_str;

use super::{Fault, FaultKind, Identifier};
use crate::source::Span;

/// The dash that word processors put in the place of a hyphen.
const EN_DASH: char = '\u{2013}';

/// The registrant of a DOI, with its subdivisions, and the name that it gave: `1000` and `182` of `10.1000/182`.
pub fn registrant_and_name(doi: &str) -> Option<(&str, &str)> {
    let registrant = recognize((digit1::<&str, ()>, many0_count((char('.'), digit1))));
    let (_, (registrant, name)) =
        (preceded(tag("10."), registrant), preceded(char('/'), rest)).parse(doi).ok()?;
    Some((registrant, name)).filter(|(_, name)| !name.is_empty())
}

/// Reads a DOI.
pub(super) fn read_doi(text: &str, today: NaiveDate) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Doi;
    let form = || Fault::of(WHAT, FaultKind::Form("`10.`, a number, a slash, a name"), text);
    let (registrant, name) = registrant_and_name(text).ok_or_else(form)?;
    let number = registrant.split('.').next().unwrap_or_default();
    let span = Span::of("10.".len().."10.".len() + number.len());
    let rule = |rule| Err(Fault::new(WHAT, FaultKind::Rule(rule), span));
    let is_divided = number.len() < registrant.len();
    match number.parse::<u64>() {
        Ok(5555) => return rule("the registrant 5555 of a DOI is for tests only"),
        Ok(..1000) if !is_divided => return rule("the registrant of a DOI has at least four digits"),
        Ok(number) if number <= highest_registrant(today) => {}
        _ => return rule("no registrant of a DOI has so high a number yet"),
    }
    name_fault(WHAT, text, text.len() - name.len())?;
    escape_fault(text)
}

/// What is wrong with a DOI that was taken out of an address as it stood there.
fn escape_fault(text: &str) -> Result<(), Fault> {
    const RULE: &str = "the `%` escapes of an address are no part of a DOI";
    let decoded = percent_decode_str(text).decode_utf8().unwrap_or_default();
    let is_plain = |sign: char| sign.is_ascii_graphic() && sign != '%';
    if decoded == text || !decoded.chars().all(is_plain) {
        return Ok(());
    }
    Err(Fault::of(Identifier::Doi, FaultKind::Rule(RULE), text).repaired(decoded))
}

/// Reads a handle; what a resolver is asked behind its `?` is part of the name.
pub(super) fn read_handle(text: &str) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Hdl;
    let prefix =
        take_while1::<_, &str, ()>(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-'));
    match (prefix, opt(preceded(char('/'), rest))).parse(text) {
        Ok((_, (prefix, Some(name)))) if !name.is_empty() => name_fault(WHAT, text, prefix.len() + 1),
        _ => Err(Fault::of(WHAT, FaultKind::Form("of a prefix, a slash, a name"), text)),
    }
}

/// What is wrong with the name behind the slash, which starts at `start`.
fn name_fault(what: Identifier, text: &str, start: usize) -> Result<(), Fault> {
    let name = text.get(start..).unwrap_or_default();
    for (at, sign) in name.char_indices() {
        let span = Span::of(start + at..start + at + sign.len_utf8());
        if sign.is_whitespace() {
            return Err(Fault::new(what, FaultKind::Sign(sign), span));
        }
        if sign == EN_DASH {
            let repaired = text.replace(EN_DASH, "-");
            return Err(Fault::new(what, FaultKind::Dash(sign), span).repaired(repaired));
        }
    }
    match text.strip_suffix(['.', ',']) {
        Some(repaired) if repaired.len() > start && !repaired.ends_with(['.', ',']) => {
            let span = Span::of(repaired.len()..text.len());
            let surplus = FaultKind::Surplus(text.get(span.range()).unwrap_or_default().to_owned());
            Err(Fault::new(what, surplus, span).repaired(repaired))
        }
        _ => Ok(()),
    }
}

/// A number that is certainly higher than that of any registrant. In early 2025 the highest was below 60,000, and
/// there were some 4,000 more a year; twice as many are allowed for.
fn highest_registrant(today: NaiveDate) -> u64 {
    const IN_2025: u64 = 60_000;
    const A_YEAR: u64 = 8_000;
    IN_2025 + A_YEAR * u64::try_from(today.year() - 2024).unwrap_or(0)
}

//! Bibcodes, as the Astrophysics Data System describes them: `YYYYJJJJJVVVVMPPPPA`, 19 signs with points for padding.

use chrono::{Datelike, NaiveDate};

use super::{Fault, FaultKind, Identifier};
use crate::source::Span;

/// How many signs a bibcode has.
const LENGTH: usize = 19;

/// Reads one.
pub(super) fn read(text: &str, today: NaiveDate) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Bibcode;
    let fault = |kind| Err(Fault::of(WHAT, kind, text));
    let is_known = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '&' | '.');
    if let Some((at, sign)) = text.char_indices().find(|&(_, sign)| !is_known(sign)) {
        return Err(Fault::new(WHAT, FaultKind::Sign(sign), Span::of(at..at + sign.len_utf8())));
    }
    if text.len() != LENGTH {
        return fault(FaultKind::Rule("a bibcode has 19 signs, with points for what is missing"));
    }
    let (year, rest) = text.split_at(4);
    match year.parse::<i32>() {
        Ok(number) if (1000..=today.year() + 1).contains(&number) => {}
        _ => return fault(FaultKind::Date(year.to_owned())),
    }
    if rest.contains("&.") {
        return fault(FaultKind::Rule(
            "a sign of the journal's name is missing before the `.` behind its `&`",
        ));
    }
    let has_form = rest.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && rest.ends_with(|sign: char| sign.is_ascii_alphabetic() || matches!(sign, '.'))
        && !rest.get(4..).is_some_and(|rest| rest.contains('&'));
    if has_form { Ok(()) } else { fault(FaultKind::Form("`YYYYJJJJJVVVVMPPPPA`")) }
}

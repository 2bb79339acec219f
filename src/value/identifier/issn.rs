//! ISSN (ISO 3297).

use super::{Fault, FaultKind, Identifier, digits};

/// Reads an ISSN, with or without its hyphen.
pub(super) fn read(text: &str) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Issn;
    let (digits, slip) = digits::read(WHAT, text)?;
    if digits.len() != 8 {
        return Err(Fault::of(WHAT, FaultKind::Length { has: digits.len(), wanted: "8" }, text));
    }
    digits::check_eleven(WHAT, text, &digits)?;
    digits::slip(text, slip)
}

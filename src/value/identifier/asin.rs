//! ASIN: ten capital letters and digits. Of a book that has an ISBN of ten digits it is that.

use super::{Fault, FaultKind, Identifier, Isbn};
use crate::source::Span;

/// Reads one.
pub(super) fn read(text: &str) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Asin;
    let fault = |kind| Err(Fault::of(WHAT, kind, text));
    if let Some((at, sign)) = text.char_indices().find(|(_, sign)| !sign.is_ascii_alphanumeric()) {
        return Err(Fault::new(WHAT, FaultKind::Sign(sign), Span::of(at..at + sign.len_utf8())));
    }
    if text.len() != 10 {
        return fault(FaultKind::Rule("an ASIN has ten letters and digits"));
    }
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let capitals = Fault::of(WHAT, FaultKind::Rule("the letters of an ASIN are capitals"), text);
        return Err(capitals.repaired(text.to_ascii_uppercase()));
    }
    if text.starts_with(|sign: char| sign.is_ascii_uppercase()) {
        return Ok(());
    }
    match Isbn::read(text) {
        // Numbers that the shop gives by itself, in a part of the ISBNs that is not given out.
        Ok(_) if text.starts_with("630") || text.starts_with("631") => Ok(()),
        Ok(_) => fault(FaultKind::Rule("this ASIN is an ISBN")),
        Err(_) => fault(FaultKind::Rule("an ASIN starts with a letter if it is no ISBN")),
    }
}

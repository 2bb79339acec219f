//! Message ids of Usenet articles (RFC 5536).

use super::{Fault, FaultKind, Identifier};

/// Reads one, without the angle brackets that stand around it in an article's head.
pub(super) fn read(text: &str) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::MessageId;
    let has_form = |text: &str| {
        let parts = text.split_once('@');
        parts.is_some_and(|(left, right)| !left.is_empty() && !right.is_empty())
            && !text.contains(|sign: char| matches!(sign, '<' | '>') || sign.is_whitespace())
    };
    if has_form(text) {
        return Ok(());
    }
    let fault = Fault::of(WHAT, FaultKind::Form("`name@host`, without angle brackets"), text);
    match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
        Some(inner) if has_form(inner) => Err(fault.repaired(inner)),
        _ => Err(fault),
    }
}

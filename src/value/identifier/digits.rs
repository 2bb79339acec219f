//! Numbers of digits with hyphens and a check digit: what ISBN, ISMN, ISSN and SBN share.

use super::{Fault, FaultKind, Identifier};
use crate::source::Span;

/// The value of `X`, which stands for ten.
pub(super) const X: u8 = 10;

/// The most digits that these numbers have.
const USUAL_DIGITS: usize = 13;

/// The dashes and minus signs that stand where a hyphen belongs.
const DASHES: &str = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}\u{ad}";

/// The digits of a text; an `X` is ten and stands at the end only. Hyphens and spaces are left out. A dash is a fault
/// of an otherwise good number only, so that it is kept beside the digits.
pub(super) fn read(what: Identifier, text: &str) -> Result<(Vec<u8>, Option<Fault>), Fault> {
    if !text.contains(|sign: char| sign.is_ascii_digit()) {
        return Err(Fault::of(what, FaultKind::NoDigit, text));
    }
    let (mut digits, mut slip) = (Vec::with_capacity(USUAL_DIGITS), None);
    for (at, sign) in text.char_indices() {
        let fault = |kind| Fault::new(what, kind, Span::of(at..at + sign.len_utf8()));
        match sign {
            '0'..='9' => digits.push(sign as u8 - b'0'),
            'X' | 'x' => digits.push(X),
            '-' | ' ' => {}
            sign if DASHES.contains(sign) => slip = slip.or(Some(fault(FaultKind::Dash(sign)))),
            sign if sign.is_whitespace() => slip = slip.or(Some(fault(FaultKind::Sign(sign)))),
            sign => return Err(fault(FaultKind::Sign(sign))),
        }
    }
    let is_inside = digits.iter().rev().skip(1).any(|&digit| digit == X);
    if is_inside {
        const RULE: &str = "`X` can only be the last sign";
        return Err(Fault::of(what, FaultKind::Rule(RULE), text));
    }
    Ok((digits, slip))
}

/// A slip of the pen as the fault of a number that is good without it.
pub(super) fn slip(text: &str, slip: Option<Fault>) -> Result<(), Fault> {
    let Some(fault) = slip else { return Ok(()) };
    let mended = |sign: char| match sign {
        sign if DASHES.contains(sign) => '-',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    };
    Err(fault.repaired(text.chars().map(mended).collect::<String>()))
}

/// Compares the last digit with the one that the others give by a sum weighted down from the number of digits, modulo
/// eleven: ISBN of ten digits, SBN, ISSN.
pub(super) fn check_eleven(what: Identifier, text: &str, digits: &[u8]) -> Result<(), Fault> {
    let sum: usize =
        digits.iter().rev().enumerate().skip(1).map(|(at, &digit)| (at + 1) * usize::from(digit)).sum();
    check(what, text, digits, (11 - sum % 11) % 11)
}

/// The check digit of thirteen digits, of which the last does not count: weights one and three, modulo ten.
pub(super) fn thirteenth(digits: &[u8]) -> usize {
    let weights = [1, 3].into_iter().cycle();
    let sum: usize =
        digits.iter().take(12).zip(weights).map(|(&digit, weight)| usize::from(digit) * weight).sum();
    (10 - sum % 10) % 10
}

/// Compares the last digit with the one that is wanted.
pub(super) fn check(what: Identifier, text: &str, digits: &[u8], wanted: usize) -> Result<(), Fault> {
    let has = digits.last().map_or(0, |&digit| usize::from(digit));
    if has == wanted {
        return Ok(());
    }
    let kind = FaultKind::CheckDigit { has: written(has), wanted: written(wanted) };
    Err(Fault::of(what, kind, text))
}

/// A digit as it is written.
fn written(digit: usize) -> char {
    u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('X')
}

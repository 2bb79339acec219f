//! Identifiers of publications: ISBN, ISSN, DOI.
//!
//! Sources: ISO 2108 (ISBN) and ISO 3297 (ISSN) for lengths and check digits; the DOI Handbook, section 2.2, for the
//! form of a DOI.

use std::fmt;

/// What is wrong with an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentifierFault {
    /// It has a sign that no such identifier has.
    Sign {
        /// What it should be: `ISBN`.
        what: &'static str,
        /// The sign.
        sign: char,
    },
    /// It has another number of digits.
    Length {
        /// What it should be.
        what: &'static str,
        /// How many digits it has.
        has: usize,
        /// How many it should have: `10 or 13`.
        wanted: &'static str,
    },
    /// `X` stands somewhere else than at the end.
    X {
        /// What it should be.
        what: &'static str,
    },
    /// The first digits of an ISBN of 13 digits are others than 978 and 979.
    Prefix,
    /// The last digit is not the one that the others give.
    CheckDigit {
        /// What it should be.
        what: &'static str,
        /// The digit that is written.
        has: char,
        /// The one that the others give.
        wanted: char,
    },
    /// A DOI does not start with `10.` and a registrant.
    DoiStart,
    /// Nothing stands behind the slash of a DOI, or there is none.
    DoiName,
    /// A DOI holds white space.
    DoiSpace,
    /// A DOI ends with a sign that belongs to the sentence around.
    DoiEnd(char),
}

impl fmt::Display for IdentifierFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IdentifierFault::Sign { what, sign } => write!(out, "no {what} has a `{sign}`"),
            IdentifierFault::Length { what, has, wanted } => {
                write!(out, "the {what} has {has} digits, not {wanted}")
            }
            IdentifierFault::X { what } => write!(out, "`X` is the last sign of an {what} or none"),
            IdentifierFault::Prefix => write!(out, "an ISBN of 13 digits starts with 978 or 979"),
            IdentifierFault::CheckDigit { what, has, wanted } => {
                write!(out, "the check digit of the {what} is `{has}`, and the others give `{wanted}`")
            }
            IdentifierFault::DoiStart => write!(out, "a DOI starts with `10.` and a number"),
            IdentifierFault::DoiName => write!(out, "a DOI has a slash and a name behind it"),
            IdentifierFault::DoiSpace => write!(out, "no DOI has a space"),
            IdentifierFault::DoiEnd(sign) => write!(out, "the `{sign}` at the end is no part of a DOI"),
        }
    }
}

/// What is wrong with an ISBN, hyphens and spaces left out.
///
/// ```
/// use wikivet::value::identifier::isbn_fault;
/// assert_eq!(isbn_fault("978-0-306-40615-7"), None);
/// assert_eq!(isbn_fault("0-306-40615-X").unwrap().to_string(), "the check digit of the ISBN is `X`, and the others give `2`");
/// ```
pub fn isbn_fault(text: &str) -> Option<IdentifierFault> {
    const ISBN: &str = "ISBN";
    let signs = match signs(text, ISBN) {
        Ok(signs) => signs,
        Err(fault) => return Some(fault),
    };
    match signs.len() {
        10 => weighted(&signs, ISBN, 11, |at| 10 - at as u32),
        13 if signs.contains(&'X') => Some(IdentifierFault::X { what: ISBN }),
        13 if !signs.starts_with(&['9', '7', '8']) && !signs.starts_with(&['9', '7', '9']) => {
            Some(IdentifierFault::Prefix)
        }
        13 => weighted(&signs, ISBN, 10, |at| if at % 2 == 0 { 1 } else { 3 }),
        has => Some(IdentifierFault::Length { what: ISBN, has, wanted: "10 or 13" }),
    }
}

/// What is wrong with an ISSN, hyphens and spaces left out.
///
/// ```
/// use wikivet::value::identifier::issn_fault;
/// assert_eq!(issn_fault("0378-5955"), None);
/// assert_eq!(issn_fault("0378-595").unwrap().to_string(), "the ISSN has 7 digits, not 8");
/// ```
pub fn issn_fault(text: &str) -> Option<IdentifierFault> {
    const ISSN: &str = "ISSN";
    match signs(text, ISSN) {
        Ok(signs) if signs.len() == 8 => weighted(&signs, ISSN, 11, |at| 8 - at as u32),
        Ok(signs) => Some(IdentifierFault::Length { what: ISSN, has: signs.len(), wanted: "8" }),
        Err(fault) => Some(fault),
    }
}

/// What is wrong with a DOI.
///
/// ```
/// use wikivet::value::identifier::doi_fault;
/// assert_eq!(doi_fault("10.1000/182"), None);
/// assert_eq!(doi_fault("doi:10.1000/182").unwrap().to_string(), "a DOI starts with `10.` and a number");
/// ```
pub fn doi_fault(text: &str) -> Option<IdentifierFault> {
    let Some((registrant, name)) = text.split_once('/') else { return Some(IdentifierFault::DoiName) };
    let number = registrant.strip_prefix("10.").unwrap_or_default();
    if !number.starts_with(|sign: char| sign.is_ascii_digit())
        || !number.chars().all(|sign| sign.is_ascii_digit() || sign == '.')
    {
        return Some(IdentifierFault::DoiStart);
    }
    if name.is_empty() {
        return Some(IdentifierFault::DoiName);
    }
    if name.contains(char::is_whitespace) {
        return Some(IdentifierFault::DoiSpace);
    }
    name.chars().next_back().filter(|sign| ".,;".contains(*sign)).map(IdentifierFault::DoiEnd)
}

/// The digits, and `X` at the end, of an identifier; hyphens, dashes and spaces are left out.
fn signs(text: &str, what: &'static str) -> Result<Vec<char>, IdentifierFault> {
    let is_left_out =
        |sign: char| sign.is_whitespace() || "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}".contains(sign);
    let mut signs = Vec::new();
    for sign in text.trim().chars().filter(|&sign| !is_left_out(sign)) {
        match sign {
            '0'..='9' => signs.push(sign),
            'x' | 'X' => signs.push('X'),
            sign => return Err(IdentifierFault::Sign { what, sign }),
        }
    }
    let is_inside = signs.iter().rev().skip(1).any(|&sign| sign == 'X');
    if is_inside { Err(IdentifierFault::X { what }) } else { Ok(signs) }
}

/// Compares the last sign with what the weighted sum of the others gives.
fn weighted(
    signs: &[char],
    what: &'static str,
    modulus: u32,
    weight: impl Fn(usize) -> u32,
) -> Option<IdentifierFault> {
    let (&has, others) = signs.split_last()?;
    let digit = |sign: &char| sign.to_digit(10).unwrap_or(10);
    let sum: u32 = others.iter().enumerate().map(|(at, sign)| weight(at) * digit(sign)).sum();
    let wanted = match (modulus - sum % modulus) % modulus {
        10 => 'X',
        digit => char::from_digit(digit, 10)?,
    };
    (has != wanted).then_some(IdentifierFault::CheckDigit { what, has, wanted })
}

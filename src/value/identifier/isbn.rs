//! ISBN (ISO 2108), the SBN it grew out of, and the ISMN (ISO 10957), whose numbers are ISBNs with a prefix of their
//! own.

use isbn::{Isbn10, Isbn13, IsbnError};

use super::digits::{self, X};
use super::{Fault, FaultKind, Identifier};

/// An ISBN whose check digit is right.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Isbn {
    /// Ten or thirteen digits; an `X` is ten.
    digits: Vec<u8>,
}

impl Isbn {
    /// Reads one, with or without hyphens or spaces at any place.
    ///
    /// ```
    /// use wikivet::value::identifier::Isbn;
    /// let isbn = Isbn::read("0306406152").unwrap();
    /// assert_eq!(isbn.hyphenated().unwrap(), "0-306-40615-2");
    /// assert_eq!(Some(isbn), Isbn::read("978-0-306-40615-7").unwrap().as_ten());
    /// ```
    pub fn read(text: &str) -> Result<Isbn, Fault> {
        const WHAT: Identifier = Identifier::Isbn;
        let (digits, slip) = digits::read(WHAT, text)?;
        let broken = |rule| Err(Fault::of(WHAT, FaultKind::Rule(rule), text));
        match digits.as_slice() {
            [_, _, _, _, _, _, _, _, _, _] => digits::check_eleven(WHAT, text, &digits)?,
            [9, 7, 9, 0, rest @ ..] if rest.len() == 9 => return broken("979-0 starts an ISMN, not an ISBN"),
            [9, 7, 8 | 9, rest @ ..] if rest.len() == 10 => {
                digits::check(WHAT, text, &digits, digits::thirteenth(&digits))?;
            }
            thirteen if thirteen.len() == 13 => {
                return broken("an ISBN of 13 digits starts with 978 or 979");
            }
            other => {
                let kind = FaultKind::Length { has: other.len(), wanted: "10 or 13" };
                return Err(Fault::of(WHAT, kind, text));
            }
        }
        digits::slip(text, slip)?;
        Ok(Isbn { digits })
    }

    /// The same book's ISBN of thirteen digits.
    pub fn as_thirteen(&self) -> Isbn {
        if self.digits.len() == 13 {
            return self.clone();
        }
        let mut digits = vec![9, 7, 8];
        digits.extend(self.digits.iter().take(9));
        digits.push(digits::thirteenth(&digits) as u8);
        Isbn { digits }
    }

    /// The same book's ISBN of ten digits; none if it starts with 979.
    pub fn as_ten(&self) -> Option<Isbn> {
        if self.digits.len() == 10 {
            return Some(self.clone());
        }
        let core = self.digits.strip_prefix(&[9, 7, 8])?.get(..9)?;
        let sum: usize = core.iter().zip(1..).map(|(&digit, weight)| usize::from(digit) * weight).sum();
        let mut digits = core.to_vec();
        digits.push((sum % 11) as u8);
        Some(Isbn { digits })
    }

    /// The digits alone; an `X` is ten.
    pub fn digits(&self) -> &[u8] {
        &self.digits
    }

    /// With hyphens between prefix, registration group, registrant, publication and check digit, as the ranges of the
    /// International ISBN Agency have it; none if it is in no range that was given out when the ranges were published.
    pub fn hyphenated(&self) -> Option<String> {
        self.by_ranges().ok()
    }

    /// Whether its registration group and registrant are in no range that was given out when the ranges were published.
    pub fn is_unassigned(&self) -> bool {
        matches!(self.by_ranges(), Err(IsbnError::InvalidGroup | IsbnError::UndefinedRange))
    }

    fn by_ranges(&self) -> Result<String, IsbnError> {
        let hyphenated = match self.digits.as_slice().try_into() {
            Ok(ten) => Isbn10::new(ten)?.hyphenate()?,
            Err(_) => {
                let thirteen = self.digits.as_slice().try_into().map_err(|_| IsbnError::InvalidLength)?;
                Isbn13::new(thirteen)?.hyphenate()?
            }
        };
        Ok(hyphenated.to_string())
    }
}

/// The ISBNs of a text that gives several, with signs of a sentence between them, and where each starts.
pub fn isbns(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = std::iter::once(0).chain(text.match_indices([',', ';']).map(|(at, _)| at + 1));
    let parts = starts.zip(text.split([',', ';']));
    parts.filter(|(_, part)| !part.trim().is_empty()).enumerate().map(|(index, (start, part))| {
        // The word stands before those after the first, since the template writes it before the first only.
        let bare = part.trim_start();
        let number = bare.strip_prefix("ISBN").filter(|_| index > 0).unwrap_or(bare);
        (start + part.len() - number.len(), number.trim_end())
    })
}

/// Reads a Standard Book Number: an ISBN of ten digits without the zero at its start.
pub(super) fn read_sbn(text: &str) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Sbn;
    let (digits, slip) = digits::read(WHAT, text)?;
    if digits.len() != 9 {
        return Err(Fault::of(WHAT, FaultKind::Length { has: digits.len(), wanted: "9" }, text));
    }
    digits::check_eleven(WHAT, text, &digits)?;
    digits::slip(text, slip)
}

/// Reads a number for printed music.
pub(super) fn read_ismn(text: &str) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Ismn;
    let (digits, slip) = digits::read(WHAT, text)?;
    let fault = |kind| Err(Fault::of(WHAT, kind, text));
    match digits.as_slice() {
        [9, 7, 9, 0, rest @ ..] if rest.len() == 9 && !rest.contains(&X) => {
            digits::check(WHAT, text, &digits, digits::thirteenth(&digits))?;
        }
        thirteen if thirteen.len() == 13 => return fault(FaultKind::Rule("an ISMN starts with 979-0")),
        other => return fault(FaultKind::Length { has: other.len(), wanted: "13" }),
    }
    digits::slip(text, slip)
}

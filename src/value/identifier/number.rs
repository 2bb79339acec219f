//! Numbers that a registry gives out one after the other.

use chrono::{Datelike, NaiveDate};

use super::{Fault, FaultKind, Identifier};
use crate::source::Span;

/// What numbers a registry has given out.
struct Range {
    low: u64,
    /// The highest in early 2025.
    high: u64,
    /// How many are new each year, at most.
    a_year: u64,
}

/// The ranges of the registries. Sources: the limits in Module:Citation/CS1 of 2022 and of early 2025; what is new in a
/// year is twice of what lies between them.
fn range(what: Identifier) -> Range {
    let (low, high, a_year) = match what {
        Identifier::Oclc => (1, 10_450_000_000, 500_000_000),
        Identifier::Osti => (1_018, 23_010_000, 1_000_000),
        Identifier::Pmc => (1, 11_900_000, 2_000_000),
        Identifier::Pmid => (1, 40_400_000, 4_000_000),
        Identifier::Rfc => (1, 9_800, 600),
        Identifier::S2cid => (1, 276_000_000, 20_000_000),
        Identifier::Ssrn => (100, 5_200_000, 1_000_000),
        _ => (0, u64::MAX, 0),
    };
    Range { low, high, a_year }
}

/// Reads a number of digits alone that can have been given out.
pub(super) fn read(what: Identifier, text: &str, today: NaiveDate) -> Result<(), Fault> {
    several(what, text)?;
    if let Some((at, sign)) = text.char_indices().find(|(_, sign)| !sign.is_ascii_digit()) {
        return Err(Fault::new(what, FaultKind::Sign(sign), Span::of(at..at + sign.len_utf8())));
    }
    in_range(what, text, text, today)
}

/// Several numbers with white space between them, where there is to be one.
pub(super) fn several(what: Identifier, text: &str) -> Result<(), Fault> {
    const FEWEST_DIGITS: usize = 4;
    let is_number =
        |text: &str| text.len() >= FEWEST_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    let count = text.split_whitespace().count();
    if count > 1 && text.split_whitespace().all(is_number) {
        return Err(Fault::of(what, FaultKind::Several(count), text));
    }
    Ok(())
}

/// Whether the digits, which are a part of `text`, are a number in the range of a registry.
pub(super) fn in_range(what: Identifier, text: &str, digits: &str, today: NaiveDate) -> Result<(), Fault> {
    let Range { low, high, a_year } = range(what);
    let years = u64::try_from(today.year() - 2024).unwrap_or(0);
    let high = high.saturating_add(a_year * years);
    match digits.parse::<u64>() {
        Ok(number) if (low..=high).contains(&number) => Ok(()),
        _ => Err(Fault::of(what, FaultKind::Range { low, high }, text)),
    }
}

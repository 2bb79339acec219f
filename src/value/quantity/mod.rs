//! Numbers with what they measure, as cells, parameters and sentences write them: `1,234`, `−3.5 %`, `$5 million`,
//! `12 km`, `about 5–7 kg`, `3rd`.
//!
//! ```text
//! quantity := (hedge space)? (sign? money)? sign? number after
//! after    := ordinal | (space power)? (range (money? number (space power)?))? (space unit)? "+"?
//! number   := digits with marks | digits vulgar? | vulgar
//! ```

mod digits;
mod read;
#[cfg(test)]
mod tests;
mod unit;

pub use rust_decimal::Decimal;

use crate::profile::Language;
use crate::source::Span;

/// What a number counts or measures.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Nothing is written beside it.
    None,
    /// Parts of a hundred.
    Percent,
    /// Parts of a thousand.
    PerMille,
    /// Money, by the ISO 4217 code of its currency, or by its sign where several currencies have it.
    Money(String),
    /// A measure, by the symbol of its unit as `rules/data/units.toml` has it: `km`.
    Measure(String),
}

/// A number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its value, with words for powers of ten worked in: five million for `5 million`.
    pub value: Decimal,
    /// The second number of two that a dash or a word joins: 5 for `3–5`. It is less than the first one in scores.
    pub end: Option<Decimal>,
    /// What it measures.
    pub unit: Unit,
    /// The power of ten that a word gives: 6 for `5 million`, else 0.
    pub power: u32,
    /// Whether it is a place in an order: `3rd`, `3.`, `#3`
    pub is_ordinal: bool,
    /// Whether a hedge makes it a bound or a guess: `about 5`, `5+`, `> 5`.
    pub is_hedged: bool,
    /// The mark between groups of its digits, if it has one.
    pub group: Option<char>,
    /// Its decimal mark, if it has one.
    pub decimal: Option<char>,
    /// The number with its hedge, signs and unit, as offsets into the text.
    pub span: Span,
    /// The digits of the first number with their marks.
    pub digits: Span,
}

/// The grammar of quantities of one language.
#[derive(Clone, Copy, Debug)]
pub struct QuantityGrammar<'l> {
    language: Option<&'l Language>,
}

impl<'l> QuantityGrammar<'l> {
    /// The grammar of a language; without one, what only a language can decide is not read: `1,234`.
    pub fn new(language: Option<&'l Language>) -> Self {
        QuantityGrammar { language }
    }
}

use std::fmt;

use super::Identifier;
use crate::source::Span;

/// What is wrong with an identifier, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What the text was to be.
    pub what: Identifier,
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, in bytes of the text that was read.
    pub span: Span,
    /// The whole text without the fault, if only one thing can be meant.
    pub repaired: Option<String>,
}

/// The kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// It has a sign that no such identifier has.
    Sign(char),
    /// It has no digit.
    NoDigit,
    /// It is this many of them, with spaces between them.
    Several(usize),
    /// It has a dash where a hyphen belongs.
    Dash(char),
    /// It has another number of digits.
    Length {
        /// How many it has.
        has: usize,
        /// How many it should have: `10 or 13`.
        wanted: &'static str,
    },
    /// The last digit is not the one that the others give.
    CheckDigit {
        /// The digit that is written.
        has: char,
        /// The one that the others give.
        wanted: char,
    },
    /// It has another form than this.
    Form(&'static str),
    /// It breaks this rule of its registry.
    Rule(&'static str),
    /// Its number is higher than any that can have been given out, or lower than the first.
    Range {
        /// The lowest.
        low: u64,
        /// A number that is certainly higher than the highest.
        high: u64,
    },
    /// It names a day or month that is none, or is still to come.
    Date(String),
    /// What stands before or behind it is no part of it.
    Surplus(String),
    /// A web address stands in its place.
    Address,
}

impl Fault {
    pub(super) fn new(what: Identifier, kind: FaultKind, span: Span) -> Self {
        Fault { what, kind, span, repaired: None }
    }

    /// A fault of a whole text.
    pub(super) fn of(what: Identifier, kind: FaultKind, text: &str) -> Self {
        Fault::new(what, kind, Span::of(0..text.len()))
    }

    pub(super) fn repaired(mut self, text: impl Into<String>) -> Self {
        self.repaired = Some(text.into());
        self
    }

    /// The same fault of a text that starts so many bytes before.
    pub(super) fn moved(mut self, by: usize) -> Self {
        let range = self.span.range();
        self.span = Span::of(range.start + by..range.end + by);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, an) = (self.what.name(), self.what.with_article());
        match &self.kind {
            FaultKind::Sign(sign) if sign.is_whitespace() => write!(out, "no {name} has a space"),
            FaultKind::Sign(sign) => write!(out, "no {name} has a `{sign}`"),
            FaultKind::NoDigit => write!(out, "{an} has digits"),
            FaultKind::Several(count) => write!(out, "{count} {name}s stand where one is wanted"),
            FaultKind::Dash(dash) => write!(out, "the `{dash}` is a dash, and {an} has hyphens"),
            FaultKind::Length { has: 1, wanted } => write!(out, "the {name} has 1 digit, not {wanted}"),
            FaultKind::Length { has, wanted } => write!(out, "the {name} has {has} digits, not {wanted}"),
            FaultKind::CheckDigit { has, wanted } => {
                write!(out, "the check digit of the {name} is `{has}`, and the others give `{wanted}`")
            }
            FaultKind::Form(form) => write!(out, "{an} has the form {form}"),
            FaultKind::Rule(rule) => out.write_str(rule),
            FaultKind::Range { low, high } => {
                write!(
                    out,
                    "the number is out of the range of the {name}s, {low} to about {}",
                    grouped(*high)
                )
            }
            FaultKind::Date(date) => write!(out, "`{date}` is no date that {an} can have"),
            FaultKind::Surplus(text) => write!(out, "`{text}` is no part of {an}"),
            FaultKind::Address => write!(out, "an address stands where {an} is wanted"),
        }
    }
}

/// The digits of a number in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

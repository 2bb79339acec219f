use serde::Deserialize;

use crate::engine::Context;
use crate::rules::shown;
use crate::value::date::DateGrammar;
use crate::value::identifier::{Identifier, isbns};
use crate::value::url::check_url;

/// What the value of a parameter has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ValueType {
    /// A day or a month, in any form that the language has.
    Date,
    /// A number of one to four digits, also a negative one.
    Year,
    /// A year or a date.
    YearOrDate,
    /// A whole number, also a negative one.
    Integer,
    /// A number, with separators.
    Number,
    /// A web address with scheme and host.
    Url,
    /// An ISBN whose check digit is right.
    Isbn,
    /// An ISSN whose check digit is right.
    Issn,
    /// A DOI: `10.`, a registrant, a slash, a name.
    Doi,
}

impl ValueType {
    /// What is wrong with a value; it is not empty, and what citation templates take as it is, between `((` and `))`,
    /// is never wrong.
    pub(super) fn fault(self, value: &str, cx: &Context<'_>) -> Option<String> {
        if value.starts_with("((") && value.ends_with("))") {
            return None;
        }
        let fault =
            |what: Identifier, text: &str| what.check(text, cx.today).err().map(|fault| fault.to_string());
        match self {
            ValueType::Isbn => return isbns(value).find_map(|(_, isbn)| fault(Identifier::Isbn, isbn)),
            ValueType::Issn => return fault(Identifier::Issn, value),
            ValueType::Doi => return fault(Identifier::Doi, value),
            _ => {}
        }
        let grammar = &cx.facts.dates().grammar;
        let (is_right, what) = match self {
            ValueType::Date => (is_date(value, grammar) || cx.language.is_none(), "a date"),
            ValueType::Year => (is_year(value, grammar), "a year"),
            ValueType::YearOrDate => (
                is_year(value, grammar) || is_date(value, grammar) || cx.language.is_none(),
                "a year or a date",
            ),
            ValueType::Integer => (is_integer(value), "a whole number"),
            ValueType::Number => (is_number(value), "a number"),
            _ => (check_url(value).is_none_or(|url| url.is_ok()), "a web address"),
        };
        (!is_right).then(|| format!("`{}` is not {what}", shown(value)))
    }
}

fn is_date(value: &str, grammar: &DateGrammar) -> bool {
    let dates = grammar.find_all(value);
    matches!(dates.as_slice(), [date] if date.span.range() == (0..value.len()))
}

fn is_year(value: &str, grammar: &DateGrammar) -> bool {
    let digits = value.trim_start_matches(SIGNS);
    (1..=4).contains(&digits.chars().count()) && grammar.integer(digits).is_some()
}

/// Signs that stand before negative and positive numbers: hyphen, minus, plus.
const SIGNS: [char; 3] = ['-', '−', '+'];

fn is_integer(value: &str) -> bool {
    let digits = value.strip_prefix(SIGNS).unwrap_or(value);
    !digits.is_empty() && digits.chars().all(char::is_numeric)
}

/// Digits with separators of thousands and decimals between them, as any language writes them.
fn is_number(value: &str) -> bool {
    const SEPARATORS: &str = ".,' ’٫٬\u{a0}\u{2009}\u{202f}";
    let digits = value.strip_prefix(SIGNS).unwrap_or(value);
    let starts = digits.trim_start_matches(['.', ',']).starts_with(char::is_numeric);
    starts
        && digits.ends_with(char::is_numeric)
        && digits.chars().all(|sign| sign.is_numeric() || SEPARATORS.contains(sign))
}

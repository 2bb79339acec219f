use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{one_of, satisfy, space0};
use nom::combinator::{eof, opt, recognize};
use nom::multi::many1_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{Decimal, Quantity, QuantityGrammar, Unit};
use crate::source::Span;

impl QuantityGrammar<'_> {
    /// The quantity that a text is, as a whole, white space at its ends aside.
    pub fn read_value(&self, text: &str) -> Option<Quantity> {
        let start = text.len() - text.trim_start().len();
        let trimmed = text.trim();
        let (_, (sign, (digits, unit))) =
            (opt(one_of("+-−")), (|input| self.digits(input), terminated(unit, eof))).parse(trimmed).ok()?;
        let is_negative = matches!(sign, Some('-' | '−'));
        let at = start + sign.map_or(0, char::len_utf8);
        let (value, group, decimal) = self.value_of(digits)?;
        Some(Quantity {
            value: if is_negative { -value } else { value },
            end: None,
            unit,
            is_ordinal: false,
            is_hedged: false,
            group,
            decimal,
            span: Span::of(start..start + trimmed.len()),
            digits: Span::of(start..at + digits.len()),
        })
    }

    /// `digits := digit{1,3} (group digit{3})+ (mark digit+)? | digit+ (mark digit+)?`
    fn digits<'t>(&self, input: &'t str) -> IResult<&'t str, &'t str> {
        let is_digit = |sign| self.digit(sign).is_some();
        let group = self.group();
        let is_group = move |sign: char| {
            Some(sign) == group || (group == Some(' ') && matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2009}'))
        };
        let grouped = recognize((
            take_while_m_n(1, 3, is_digit),
            many1_count(preceded(satisfy(is_group), take_while_m_n(3, 3, is_digit))),
        ));
        let decimal = self.decimal();
        let fraction = opt((satisfy(move |sign| sign == decimal), take_while1(is_digit)));
        recognize((alt((grouped, take_while1(is_digit))), fraction)).parse(input)
    }

    /// The value of digits with their marks: the mark between groups and the decimal mark.
    fn value_of(&self, digits: &str) -> Option<(Decimal, Option<char>, Option<char>)> {
        let decimal = self.decimal();
        let (mut group, mut point) = (None, None);
        let mut plain = String::new();
        for sign in digits.chars() {
            match self.digit(sign).and_then(|digit| char::from_digit(digit, 10)) {
                Some(digit) => plain.push(digit),
                None if sign == decimal => {
                    point = Some(sign);
                    plain.push('.');
                }
                None => group = Some(sign),
            }
        }
        Some((plain.parse().ok()?, group, point))
    }

    fn digit(&self, sign: char) -> Option<u32> {
        self.language.map_or_else(|| sign.to_digit(10), |language| language.digit(sign))
    }

    fn group(&self) -> Option<char> {
        self.language?.numbers.group.chars().next()
    }

    fn decimal(&self) -> char {
        self.language.and_then(|language| language.numbers.decimal.chars().next()).unwrap_or('.')
    }
}

/// `unit := space? "%" | nothing`
fn unit(input: &str) -> IResult<&str, Unit> {
    let percent = preceded(space0, one_of("%٪")).map(|_| Unit::Percent);
    let (rest, unit) = opt(percent).parse(input)?;
    Ok((rest, unit.unwrap_or(Unit::None)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Language;

    fn value(text: &str) -> Option<(String, Unit)> {
        let quantity = QuantityGrammar::new(Language::named("en")).read_value(text)?;
        Some((quantity.value.to_string(), quantity.unit))
    }

    #[test]
    fn numbers_with_marks() {
        for (text, read) in
            [("1,234", "1234"), ("−3.5", "-3.5"), (" 12 ", "12"), ("1,234,567.80", "1234567.80")]
        {
            assert_eq!(value(text), Some((read.to_owned(), Unit::None)), "{text}");
        }
        assert_eq!(value("12.5 %"), Some(("12.5".to_owned(), Unit::Percent)));
    }

    #[test]
    fn what_is_no_quantity() {
        for text in ["", "twelve", "12a", "1,23", "1990–91", "12 May"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}

//! Numbers as people write them: in digits, grouped or not, and in words.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::satisfy;
use nom::combinator::{not, peek, recognize};
use nom::multi::many1_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use crate::profile::Language;
use crate::source::Span;
use crate::value::lowercase::lowercase;
use crate::value::sign::{is_alphabetic, is_alphanumeric};

/// How many words a number may have.
const WORDS: usize = 4;

/// A whole number and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: u64,
    /// Where it is written, in the text given to the grammar.
    pub span: Span,
    /// Whether it is written in words.
    pub in_words: bool,
}

/// The grammar of whole numbers of one language.
#[derive(Clone, Copy, Debug)]
pub struct NumberGrammar<'l> {
    language: &'l Language,
}

impl<'l> NumberGrammar<'l> {
    /// The grammar of a language.
    pub fn new(language: &'l Language) -> Self {
        NumberGrammar { language }
    }

    /// All whole numbers in `text` that stand by themselves, in order. Parts of dates, times, ranges, decimals,
    /// measures with a sign, ordinals and identifiers are none.
    pub fn find_all(&self, text: &str) -> Vec<Number> {
        let starts = self.language.number_starts();
        let mut numbers: Vec<Number> = Vec::new();
        let (mut before, mut end) = (None, 0);
        for (at, sign) in text.char_indices() {
            if starts.has(sign)
                && is_free(before)
                && end <= at
                && let Some(number) = self.number_at(text, at, sign)
            {
                end = number.span.end as usize;
                numbers.push(number);
            }
            before = Some(sign);
        }
        numbers
    }

    fn number_at(&self, text: &str, at: usize, first: char) -> Option<Number> {
        let input = text.get(at..)?;
        let in_digits = self.language.digit(first).and_then(|_| self.in_digits(input).ok());
        let (length, value, in_words) = match in_digits {
            Some((rest, value)) => (input.len() - rest.len(), value, false),
            None => self.in_words(input).map(|(length, value)| (length, value, true))?,
        };
        Some(Number { value, span: Span::of(at..at + length), in_words })
    }

    /// `in_digits := (digits1-3 (group digits3)+ | digit+)`, and nothing after it that makes it something else.
    fn in_digits<'t>(&self, input: &'t str) -> IResult<&'t str, u64> {
        let is_digit = |sign| self.language.digit(sign).is_some();
        let digits = |min, max| terminated(take_while_m_n(min, max, is_digit), peek(not(satisfy(is_digit))));
        let grouped = recognize((digits(1, 3), many1_count(preceded(|rest| self.group(rest), digits(3, 3)))));
        let (rest, written) = alt((grouped, take_while1(is_digit))).parse(input)?;
        let (rest, ()) = not(|rest| self.continuation(rest)).parse(rest)?;
        let value = written
            .chars()
            .filter_map(|sign| self.language.digit(sign))
            .try_fold(0u64, |value, digit| value.checked_mul(10)?.checked_add(u64::from(digit)));
        match value {
            Some(value) => Ok((rest, value)),
            None => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))),
        }
    }

    fn group<'t>(&self, input: &'t str) -> IResult<&'t str, char> {
        let mark = self.language.numbers.group.chars().next();
        satisfy(|sign| {
            Some(sign) == mark || (mark == Some(' ') && matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2009}'))
        })
        .parse(input)
    }

    /// `continuation := letter | "%" | "°" | mark digit`
    fn continuation<'t>(&self, input: &'t str) -> IResult<&'t str, ()> {
        let joined =
            (satisfy(|sign| ".,:/-–−'’".contains(sign)), satisfy(|sign| self.language.digit(sign).is_some()));
        alt((satisfy(|sign| is_alphabetic(sign) || "%°‰_-".contains(sign)).map(|_| ()), joined.map(|_| ())))
            .parse(input)
    }

    /// The longest number word that the text starts with, with its length.
    fn in_words(&self, input: &str) -> Option<(usize, u64)> {
        if !self.language.number_starts().has_word(input) {
            return None;
        }
        let mut found = None;
        let mut words = 0;
        let ends =
            input.char_indices().skip(1).map(|(at, sign)| (at, Some(sign))).chain([(input.len(), None)]);
        for (at, sign) in ends {
            if sign.is_some_and(is_alphabetic) {
                continue;
            }
            let word = lowercase(input.get(..at)?);
            if let Some(&value) = self.language.numbers.words.get(&word) {
                found = Some((at, value));
            }
            words += 1;
            if words == WORDS || !sign.is_some_and(|sign| sign == ' ' || sign == '-') {
                break;
            }
        }
        let (length, _) = found?;
        let hyphenated = input.get(length..)?.starts_with('-');
        found.filter(|_| !hyphenated)
    }
}

/// Whether a number may start after this sign.
fn is_free(before: Option<char>) -> bool {
    // Most words stand after a space.
    before.is_none_or(|sign| sign == ' ' || !is_alphanumeric(sign) && !".,:/-–−'’#№$£€+±_".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, u64)> {
        let language: Language = toml::from_str(
            "[numbers]\ngroup = \",\"\ndecimal = \".\"\nwords = { twelve = 12, twenty = 20, twenty-one = 21, \"half a dozen\" = 6 }",
        )
        .unwrap();
        let numbers = NumberGrammar::new(&language).find_all(text);
        numbers.into_iter().map(|number| (text[number.span.range()].to_owned(), number.value)).collect()
    }

    #[test]
    fn digits_and_words() {
        assert_eq!(read("with 160 countries"), [("160".to_owned(), 160)]);
        assert_eq!(read("1,024 and 12"), [("1,024".to_owned(), 1024), ("12".to_owned(), 12)]);
        assert_eq!(read("Twenty-one or twelve."), [("Twenty-one".to_owned(), 21), ("twelve".to_owned(), 12)]);
        assert_eq!(read("half a dozen eggs"), [("half a dozen".to_owned(), 6)]);
    }

    #[test]
    fn what_is_no_number_by_itself() {
        assert_eq!(read("3.5 m, 10%, 7th, 8–12, 12:30, B12, #4, $5, 1/2, twelve-year, 20-year"), []);
    }

    #[test]
    fn a_number_too_large_is_none() {
        assert_eq!(read("99999999999999999999999"), []);
    }
}

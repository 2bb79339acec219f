//! The time of a day with its zone, as a date may have it before or behind it.

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{opt, recognize, verify};
use nom::multi::many1_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use super::lexemes::{Lexer, Named, fail, is_space};
use super::words::Word;

impl<'t> Lexer<'_, 't> {
    /// `time := ("T"? clock | hour half) after_time*`
    pub(super) fn time(&self, input: &'t str) -> IResult<&'t str, &'t str> {
        let two = |rest| self.numeral(2, rest);
        let fraction = pair(one_of(".,"), |rest| self.numeral(9, rest));
        let clock =
            recognize((opt(one_of("Tt")), two, one_of(":："), two, opt((one_of(":："), two, opt(fraction)))));
        let hour = recognize((two, take_while(is_space), |rest| self.word_of_time(rest)));
        let after = preceded(take_while(is_space), |rest| self.after_time(rest));
        recognize((alt((clock, hour)), opt(many1_count(after)))).parse(input)
    }

    /// `after_time := zone | "(" zone+ ")"`
    fn after_time(&self, input: &'t str) -> IResult<&'t str, &'t str> {
        let bracketed = (one_of("(（["), many1_count(|rest| self.zone(rest)), one_of(")）]"));
        alt((recognize(bracketed), |rest| self.zone(rest))).parse(input)
    }

    /// `zone := word | capital{1,5} | ("+" | "-") digit{1,4} (":" digit{2})?`
    fn zone(&self, input: &'t str) -> IResult<&'t str, &'t str> {
        let offset =
            (one_of("+-−±"), |rest| self.numeral(4, rest), opt((char(':'), |rest| self.numeral(2, rest))));
        alt((|rest| self.word_of_time(rest), |rest| self.capitals(rest), recognize(offset))).parse(input)
    }

    fn word_of_time(&self, input: &'t str) -> IResult<&'t str, &'t str> {
        let is_of_time = |named: &Named<'_>| matches!(named.entry.word, Word::Time | Word::Zone);
        recognize(verify(|rest| self.word(rest), is_of_time)).parse(input)
    }

    /// The letters of a zone that the language's data do not name.
    fn capitals(&self, input: &'t str) -> IResult<&'t str, &'t str> {
        let letters = take_while1(|sign: char| sign.is_ascii_uppercase());
        let (rest, zone) = verify(letters, |zone: &str| zone.len() <= 5).parse(input)?;
        let is_word = rest.starts_with(char::is_alphanumeric) || self.word(input).is_ok();
        if is_word { fail(input) } else { Ok((rest, zone)) }
    }
}

use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, opt, recognize, verify};
use nom::error::{Error, ErrorKind};
use nom::multi::many1_count;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::words::{Entry, Word};
use super::{NotADate, WhyNot};
use crate::source::Span;
use crate::value::date::Part;
use crate::value::date::grammar::{DateGrammar, Marks};
use crate::value::entity;

/// The most lexemes of a date: two dates with weekdays and times have less than thirty.
const MOST: usize = 48;
/// The longest text that is looked at, in bytes.
const LONGEST: usize = 400;
/// The signs that stand between the ends of a range.
const DASHES: [char; 8] = ['–', '-', '—', '−', '‒', '―', '〜', '～'];

/// The signs that join the numbers of a date.
const JOINTS: [char; 6] = ['-', '.', '/', '_', '–', '−'];

/// A piece of a date and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Lexeme<'g> {
    pub(super) kind: Kind<'g>,
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum Kind<'g> {
    Number(Number),
    /// Two or three numbers, one of which may be a month's name, joined by one sign.
    Joined(Joined<'g>),
    /// Eight, twelve or fourteen digits that are year, month, day and time.
    Stamp([Part; 3]),
    Time,
    Word(Named<'g>),
    Gap,
    Comma,
    Dot,
    Dash(char),
    Slash,
    Doubt,
    Open,
    Close,
}

/// A word of the language, or of the one that is read beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'g> {
    pub(super) entry: &'g Entry,
    pub(super) is_foreign: bool,
}

/// A number of up to four digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) part: Part,
    /// How many digits it has.
    pub(super) digits: usize,
    pub(super) tail: Option<(Tail, Span)>,
    /// Whether an apostrophe stands for its first two digits.
    pub(super) is_cut: bool,
}

/// What follows a number directly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// `5th`
    Ordinal,
    /// `1990s`
    Decade,
    /// `2005a`
    Letter,
    /// `1730/31`, after a month.
    SecondYear,
}

/// `12.03.2010`, `12-Mar-2010`, `2010-06`, `Mar-2010`.
#[derive(Clone, Debug)]
pub(super) struct Joined<'g> {
    pub(super) fields: Vec<Field<'g>>,
    pub(super) sign: char,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Field<'g> {
    Number(Number),
    Month(Part, Named<'g>),
}

impl<'g> Joined<'g> {
    /// The months that are named: where, their number and their name.
    pub(super) fn months(&self) -> impl Iterator<Item = (Span, i32, Named<'g>)> + '_ {
        self.fields.iter().filter_map(|field| match field {
            Field::Month(part, named) => Some((part.span, part.value, *named)),
            Field::Number(_) => None,
        })
    }
}

/// Cuts a text into the pieces that dates are made of.
pub(super) fn lexemes<'g>(grammar: &'g DateGrammar, text: &str) -> Result<Vec<Lexeme<'g>>, NotADate> {
    let all = Span::of(0..text.len());
    if text.len() > LONGEST {
        return Err(NotADate { why: WhyNot::TooLong, span: all });
    }
    let beside = DateGrammar::beside().filter(|beside| !std::ptr::eq(*beside, grammar));
    let may_join = text.contains(JOINTS);
    let mut lexer = Lexer { grammar, beside, text, may_join, seen_month: false, seen_period: false };
    let (mut lexemes, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        if lexemes.len() == MOST {
            return Err(NotADate { why: WhyNot::TooLong, span: all });
        }
        let Ok((after, kind)) = lexer.lexeme(rest) else { return Err(lexer.unknown(rest)) };
        if let Kind::Word(named) = &kind {
            lexer.seen_month |= matches!(named.entry.word, Word::Month(_));
            lexer.seen_period |= matches!(named.entry.word, Word::Period(_));
        }
        lexemes.push(Lexeme { kind, span: lexer.between(rest, after) });
        rest = after;
    }
    Ok(lexemes)
}

pub(super) struct Lexer<'g, 't> {
    grammar: &'g DateGrammar,
    /// The grammar of the other language that is read, if the text's own is another.
    beside: Option<&'static DateGrammar>,
    text: &'t str,
    /// Whether there is a sign that may join numbers.
    may_join: bool,
    /// Whether a month was named before.
    seen_month: bool,
    /// Whether a season or the like was named before.
    seen_period: bool,
}

impl<'g, 't> Lexer<'g, 't> {
    /// `lexeme := gap | joined | time | word | stamp | number | sign`, of which the first sign rules most out.
    fn lexeme(&self, input: &'t str) -> IResult<&'t str, Kind<'g>> {
        let joined = map(|rest| self.joined(rest), Kind::Joined);
        let time = map(|rest| self.time(rest), |_| Kind::Time);
        let word = map(|rest| self.word(rest), Kind::Word);
        let number = map(|rest| self.number(rest), Kind::Number);
        match input.chars().next().unwrap_or_default() {
            first if self.grammar.is_digit(first) => {
                alt((joined, time, word, |rest| self.stamp(rest), number)).parse(input)
            }
            'T' | 't' => alt((joined, time, word)).parse(input),
            first if first.is_alphabetic() => alt((joined, word)).parse(input),
            _ => alt((map(gap, |_| Kind::Gap), joined, word, number, sign)).parse(input),
        }
    }

    /// What no lexeme starts with: a word, a number, a sign.
    fn unknown(&self, input: &str) -> NotADate {
        let is_word =
            |sign: char| !is_space(sign) && !matches!(sign, ',' | ';' | '(' | ')' | '[' | ']' | '/');
        let first = input.chars().next().unwrap_or_default();
        let (why, rest) = if self.grammar.is_digit(first) {
            (WhyNot::Number, input.trim_start_matches(|sign| self.grammar.is_digit(sign)))
        } else if first.is_alphanumeric() {
            (WhyNot::Word, input.trim_start_matches(is_word))
        } else {
            (WhyNot::Sign, input.get(first.len_utf8()..).unwrap_or_default())
        };
        NotADate { why, span: self.between(input, rest) }
    }

    /// The longer of the language's own word and that of the other language.
    pub(super) fn word(&self, input: &'t str) -> IResult<&'t str, Named<'g>> {
        let own = self.grammar.words.at_start(input).map(|(entry, length)| (entry, length, false));
        let beside = self.beside.and_then(|grammar| grammar.words.at_start(input));
        let beside = beside.map(|(entry, length)| (entry, length, true));
        let is_longer = |length: usize| own.is_none_or(|(_, own, _)| own < length);
        let Some((entry, length, is_foreign)) = beside.filter(|(_, length, _)| is_longer(*length)).or(own)
        else {
            return fail(input);
        };
        Ok((input.get(length..).unwrap_or_default(), Named { entry, is_foreign }))
    }

    /// `number := "'"? digit{1,4} (ordinal | decade | letter | second_year)?`
    fn number(&self, input: &'t str) -> IResult<&'t str, Number> {
        let (rest, is_cut) = map(opt(one_of("'’‘")), |sign| sign.is_some()).parse(input)?;
        let (rest, (part, digits)) = self.numeral(4, rest)?;
        if is_cut && digits != 2 {
            return fail(input);
        }
        let (after, tail) = self.tail(part, digits, rest);
        let tail = tail.map(|tail| (tail, self.between(rest, after)));
        Ok((after, Number { part, digits, tail, is_cut }))
    }

    /// So many digits at most, and no more.
    pub(super) fn numeral(&self, most: usize, input: &'t str) -> IResult<&'t str, (Part, usize)> {
        let (rest, digits) = take_while1(|sign| self.grammar.is_digit(sign)).parse(input)?;
        let count = digits.chars().count();
        if count > most {
            return fail(input);
        }
        let value = digits.chars().filter_map(|sign| self.grammar.digit(sign));
        let value = value.fold(0i32, |value, digit| value.saturating_mul(10).saturating_add_unsigned(digit));
        Ok((rest, (Part { value, span: self.between(input, rest) }, count)))
    }

    /// What follows a number directly, and what is left of the text then.
    fn tail(&self, year: Part, digits: usize, input: &'t str) -> (&'t str, Option<Tail>) {
        let suffix = |suffixes: fn(&Marks) -> &[String]| {
            let grammars = [Some(self.grammar), self.beside].into_iter().flatten();
            let after = grammars
                .flat_map(|grammar| suffixes(&grammar.marks))
                .filter_map(|suffix| strip_prefix_in_any_case(input, suffix));
            after.filter(|after| !after.starts_with(char::is_alphanumeric)).min_by_key(|after| after.len())
        };
        let is_round = digits >= 2 && year.value % 10 == 0;
        let decade = if is_round { suffix(|marks| &marks.decade_suffixes) } else { None };
        if let Some(after) = decade {
            (after, Some(Tail::Decade))
        } else if let Some(after) = suffix(|marks| &marks.ordinal_suffixes) {
            (after, Some(Tail::Ordinal))
        } else if digits >= 3
            && let Ok((after, _)) = letter(input)
        {
            (after, Some(Tail::Letter))
        } else if digits == 4
            && self.seen_month
            && let Ok((after, (next, count))) = preceded(char('/'), |rest| self.numeral(4, rest)).parse(input)
            && (year.value + 1) % 10i32.pow(count.min(4) as u32) == next.value
        {
            (after, Some(Tail::SecondYear))
        } else {
            (input, None)
        }
    }

    /// `joined := field sign field (sign field)?`, the signs the same; of two fields only what is no range.
    fn joined(&self, input: &'t str) -> IResult<&'t str, Joined<'g>> {
        if !self.may_join {
            return fail(input);
        }
        let (rest, first) = self.field(input)?;
        let (rest, (sign, gap)) = (one_of(&JOINTS[..]), take_while(is_space)).parse(rest)?;
        let is_spaced = !gap.is_empty();
        if is_spaced && sign != '.' {
            return fail(input);
        }
        let (after_two, second) = self.field(rest)?;
        let third = preceded((char(sign), take_while(is_space)), |rest| self.field(rest)).parse(after_two);
        if let Ok((after, third)) = third {
            let fields = vec![first, second, third];
            let names = fields.iter().filter(|field| matches!(field, Field::Month(..))).count();
            let has_dash_after = after.starts_with(sign) && sign != '.';
            return if names <= 1 && !has_dash_after {
                Ok((after, Joined { fields, sign }))
            } else {
                fail(input)
            };
        }
        let is_pair = match (first, second) {
            (Field::Number(first), Field::Number(second)) => match (first.digits, second.digits) {
                (1 | 2, 4) => matches!(sign, '-' | '.' | '/') && (1..=12).contains(&first.part.value),
                (4, 1 | 2) if !self.seen_month && !self.seen_period => {
                    matches!(sign, '-' | '.' | '/') && (1..=12).contains(&second.part.value)
                }
                _ => false,
            },
            (Field::Month(..), Field::Number(year)) => year.digits == 4,
            // After a month's name the sign divides the ends of a range: `May 2010-June 2011`.
            (Field::Number(number), Field::Month(..)) => number.digits != 3 && !self.seen_month,
            (Field::Month(..), Field::Month(..)) => false,
        };
        if is_pair && !is_spaced {
            Ok((after_two, Joined { fields: vec![first, second], sign }))
        } else {
            fail(input)
        }
    }

    /// A bare number or the name of a month.
    fn field(&self, input: &'t str) -> IResult<&'t str, Field<'g>> {
        if let Ok((rest, named)) = self.word(input) {
            return match named.entry.word {
                Word::Month(value) => {
                    Ok((rest, Field::Month(Part { value, span: self.between(input, rest) }, named)))
                }
                _ => fail(input),
            };
        }
        let (rest, (part, digits)) = self.numeral(4, input)?;
        let (rest, tail) = match letter(rest) {
            Ok((after, _)) if digits == 4 => (after, Some((Tail::Letter, self.between(rest, after)))),
            _ => (rest, None),
        };
        Ok((rest, Field::Number(Number { part, digits, tail, is_cut: false })))
    }

    /// `stamp := year4 month2 day2 (hour2 minute2 second2?)?`
    fn stamp(&self, input: &'t str) -> IResult<&'t str, Kind<'g>> {
        let (rest, digits) = take_while1(|sign| self.grammar.is_digit(sign)).parse(input)?;
        if !matches!(digits.chars().count(), 8 | 12 | 14) || !digits.is_ascii() {
            return fail(input);
        }
        let start = self.text.len() - input.len();
        let part = |from: usize, to: usize| {
            let value = digits.get(from..to).and_then(|digits| digits.parse().ok()).unwrap_or_default();
            Part { value, span: Span::of(start + from..start + to) }
        };
        let parts = [part(0, 4), part(4, 6), part(6, 8)];
        let is_date = (1000..2200).contains(&parts[0].value)
            && (1..=12).contains(&parts[1].value)
            && (1..=31).contains(&parts[2].value);
        if is_date { Ok((rest, Kind::Stamp(parts))) } else { fail(input) }
    }

    fn between(&self, start: &str, end: &str) -> Span {
        Span::of(self.text.len() - start.len()..self.text.len() - end.len())
    }
}

/// `gap := (white space | "_" | an entity that stands for white space)+`
fn gap(input: &str) -> IResult<&str, &str> {
    let signs = take_while1(|sign: char| is_space(sign) || sign == '_');
    recognize(many1_count(alt((signs, entity_of(is_space))))).parse(input)
}

fn sign<'g>(input: &str) -> IResult<&str, Kind<'g>> {
    alt((
        map(satisfy(|sign| DASHES.contains(&sign)), Kind::Dash),
        map(entity_of(|sign| DASHES.contains(&sign)), |_| Kind::Dash('&')),
        map(one_of(",،、"), |_| Kind::Comma),
        map(char('.'), |_| Kind::Dot),
        map(one_of("/⁄"), |_| Kind::Slash),
        map(one_of("?？؟"), |_| Kind::Doubt),
        map(one_of("([（"), |_| Kind::Open),
        map(one_of(")]）"), |_| Kind::Close),
    ))
    .parse(input)
}

/// A character reference that stands for a sign such as `is_meant`.
fn entity_of<'t>(
    is_meant: impl Fn(char) -> bool,
) -> impl Parser<&'t str, Output = &'t str, Error = Error<&'t str>> {
    let reference = recognize((
        char('&'),
        take_while1(|sign: char| sign.is_ascii_alphanumeric() || sign == '#'),
        char(';'),
    ));
    verify(reference, move |reference: &str| {
        entity::decode(reference).is_some_and(|signs| signs.chars().all(&is_meant))
    })
}

/// One small letter that ends a word.
fn letter(input: &str) -> IResult<&str, char> {
    let (rest, letter) = satisfy(|sign| sign.is_ascii_lowercase()).parse(input)?;
    if rest.starts_with(char::is_alphanumeric) { fail(input) } else { Ok((rest, letter)) }
}

/// White space, and signs that nobody sees.
pub(super) fn is_space(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

fn strip_prefix_in_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    (start == prefix || start.eq_ignore_ascii_case(prefix)).then_some(rest)
}

pub(super) fn fail<O>(input: &str) -> IResult<&str, O> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)))
}

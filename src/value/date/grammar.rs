use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map_opt, not, opt, peek};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::months::MonthTable;
use super::pattern::{Pattern, Piece};
use super::{Date, DateOrder, Form, Part};
use crate::profile::Language;
use crate::source::Span;

/// The grammar of dates of one language; without a language, of numeric dates alone.
#[derive(Debug, Default)]
pub struct DateGrammar<'l> {
    language: Option<&'l Language>,
    months: MonthTable,
    patterns: Vec<Pattern>,
}

impl<'l> DateGrammar<'l> {
    /// The grammar of a language; without one it reads ISO and other numeric dates.
    pub fn new(language: Option<&'l Language>) -> Self {
        let Some(known) = language else { return DateGrammar::default() };
        let mut patterns: Vec<Pattern> =
            known.dates.patterns.iter().filter_map(|source| Pattern::parse(source)).collect();
        let yearless: Vec<Pattern> = patterns.iter().filter_map(Pattern::without_year).collect();
        patterns.extend(yearless);
        DateGrammar { language, months: MonthTable::new(&known.months), patterns }
    }

    /// All dates in `text`, in order, none overlapping another. Spans are offsets into `text`.
    pub fn find_all(&self, text: &str) -> Vec<Date> {
        let reader = Reader { grammar: self, text };
        let mut dates: Vec<Date> = Vec::new();
        let mut after_digit = false;
        for (at, sign) in text.char_indices() {
            let is_digit = self.is_digit(sign);
            let starts_number = is_digit && !after_digit;
            after_digit = is_digit;
            let from = dates.last().map_or(0, |date| date.span.end as usize);
            if starts_number && at >= from {
                dates.extend(reader.date_around(from, at));
            }
        }
        dates
    }

    /// Writes a date in an order of the language; none where a part is missing or the language has no such order.
    pub fn write(&self, date: &Date, order: DateOrder) -> Option<String> {
        self.fill(self.patterns.iter().find(|pattern| pattern.order == order && pattern.has_year())?, date)
    }

    /// Writes a date in an order of the language, without its year.
    pub fn write_without_year(&self, date: &Date, order: DateOrder) -> Option<String> {
        self.fill(self.patterns.iter().find(|pattern| pattern.order == order && !pattern.has_year())?, date)
    }

    fn fill(&self, pattern: &Pattern, date: &Date) -> Option<String> {
        let names = &self.language?.months.in_date;
        let range = |part: Part, until: Option<Part>| match until {
            Some(until) => format!("{}–{}", part.value, until.value),
            None => part.value.to_string(),
        };
        let mut out = String::new();
        for piece in &pattern.pieces {
            match piece {
                Piece::Day => out.push_str(&range(date.day?, date.day_until)),
                Piece::MonthName => {
                    let index = usize::try_from(date.month?.value - 1).ok()?;
                    out.push_str(names.get(index)?);
                }
                Piece::MonthNumber => out.push_str(&range(date.month?, date.month_until)),
                Piece::Year => out.push_str(&range(date.year?, None)),
                Piece::Gap => out.push(' '),
                Piece::Literal(literal) => out.push_str(literal),
            }
        }
        Some(out)
    }

    /// The number of the month that a whole text names or numbers; numbers above 12 as they are.
    pub fn month(&self, text: &str) -> Option<i32> {
        let named = self.months.at_start(text).filter(|(_, length)| *length == text.len());
        named.map(|(name, _)| name.number).or_else(|| self.integer(text))
    }

    /// The number that a whole text of one to four digits is, with a sign before it or not.
    pub fn integer(&self, text: &str) -> Option<i32> {
        let (negative, digits) = text.strip_prefix(['-', '−']).map_or((false, text), |digits| (true, digits));
        let (rest, value) = Reader { grammar: self, text: digits }.number(1, 4, digits).ok()?;
        rest.is_empty().then_some(if negative { -value.value } else { value.value })
    }

    fn is_digit(&self, sign: char) -> bool {
        self.digit(sign).is_some()
    }

    fn digit(&self, sign: char) -> Option<u32> {
        match self.language {
            Some(language) => language.digit(sign),
            None => sign.to_digit(10),
        }
    }
}

/// Reads dates in one text. The parsers take what is left of that text, so that its length tells the place.
struct Reader<'g, 't> {
    grammar: &'g DateGrammar<'g>,
    text: &'t str,
}

impl<'t> Reader<'_, 't> {
    /// The longest date whose first number starts at `at` and that starts at `from` or later.
    fn date_around(&self, from: usize, at: usize) -> Option<Date> {
        let before = self.text.get(from..at)?;
        let head = before.trim_end();
        let named = (head.len() < before.len()).then(|| self.grammar.months.starts_before(head));
        let starts = named.into_iter().flatten().map(|start| from + start);
        std::iter::once(at)
            .chain(starts)
            .filter_map(|start| self.date_at(start))
            .filter(|date| date.span.end as usize > at)
            .max_by_key(|date| date.span.len())
    }

    /// The longest date that starts exactly at `start`.
    fn date_at(&self, start: usize) -> Option<Date> {
        let head = self.text.get(..start)?;
        let input = self.text.get(start..)?;
        let is_number = input.chars().next().is_some_and(|sign| self.grammar.is_digit(sign));
        if !may_start(head, is_number) {
            return None;
        }
        let named = self.grammar.patterns.iter().filter(|pattern| pattern.starts_with_name() != is_number);
        let named = named.map(|pattern| self.by_pattern(pattern, input));
        let numeric =
            is_number.then(|| [self.numeric(input), self.numeric_year_first(input), self.iso(input)]);
        named
            .chain(numeric.into_iter().flatten())
            .flatten()
            .filter(|(rest, date)| self.may_end(rest, date.form))
            .map(|(rest, date)| Date { span: self.between(input, rest), ..date })
            .max_by_key(|date| date.span.len())
    }

    /// `date := piece*`, the pieces of one pattern in their order.
    fn by_pattern(&self, pattern: &Pattern, input: &'t str) -> IResult<&'t str, Date> {
        let mut date = empty(pattern.form());
        let mut rest = input;
        for (index, piece) in pattern.pieces.iter().enumerate() {
            rest = match piece {
                Piece::Day => {
                    let (rest, (day, until)) = self.days(rest)?;
                    (date.day, date.day_until) = (Some(day), until);
                    rest
                }
                Piece::MonthName => {
                    let (rest, (month, proper)) = self.month_name(rest)?;
                    let (rest, until) = opt(preceded(dash, |rest| self.month_name(rest))).parse(rest)?;
                    (date.month, date.month_until) = (Some(month), until.map(|(month, _)| month));
                    date.proper = proper;
                    rest
                }
                Piece::MonthNumber => {
                    let (rest, month) = self.number(1, 2, rest)?;
                    date.month = Some(month);
                    rest
                }
                Piece::Year => {
                    let (rest, year) = self.year(rest)?;
                    date.year = Some(year);
                    rest
                }
                Piece::Gap => match pattern.pieces.get(index + 1) {
                    Some(Piece::Year) => preceded(opt(char(',')), gap).parse(rest)?.0,
                    _ => gap(rest)?.0,
                },
                Piece::Literal(literal) if literal == "," => opt(char(',')).parse(rest)?.0,
                Piece::Literal(literal) => tag(literal.as_str()).parse(rest)?.0,
            };
        }
        let complete = date.proper || (date.day.is_some() && date.year.is_some());
        if complete { Ok((rest, date)) } else { fail(input) }
    }

    /// `iso := year4 "-" number2 "-" number2`
    fn iso(&self, input: &'t str) -> IResult<&'t str, Date> {
        let (rest, (year, _, month, _, day)) = (
            |rest| self.number(4, 4, rest),
            char('-'),
            |rest| self.number(2, 2, rest),
            char('-'),
            |rest| self.number(2, 2, rest),
        )
            .parse(input)?;
        Ok((rest, Date { year: Some(year), month: Some(month), day: Some(day), ..empty(Form::Iso) }))
    }

    /// `numeric := number separator number separator year4`, both separators the same.
    fn numeric(&self, input: &'t str) -> IResult<&'t str, Date> {
        let (rest, first) = self.number(1, 2, input)?;
        let (rest, separator) = one_of("./-")(rest)?;
        let (rest, second) = terminated(|rest| self.number(1, 2, rest), char(separator)).parse(rest)?;
        let (rest, year) = self.number(4, 4, rest)?;
        let (day, month) =
            if second.value > 12 && first.value <= 12 { (second, first) } else { (first, second) };
        Ok((rest, Date { year: Some(year), month: Some(month), day: Some(day), ..empty(Form::Numeric) }))
    }

    /// `numeric_year_first := year4 separator number separator number`, both separators the same.
    fn numeric_year_first(&self, input: &'t str) -> IResult<&'t str, Date> {
        let (rest, year) = self.number(4, 4, input)?;
        let (rest, separator) = one_of("./-")(rest)?;
        let (rest, month) = terminated(|rest| self.number(1, 2, rest), char(separator)).parse(rest)?;
        let (rest, day) = self.number(1, 2, rest)?;
        Ok((rest, Date { year: Some(year), month: Some(month), day: Some(day), ..empty(Form::Numeric) }))
    }

    /// `days := number ordinal? (dash number ordinal?)?`
    fn days(&self, input: &'t str) -> IResult<&'t str, (Part, Option<Part>)> {
        (|rest| self.day(rest), opt(preceded(dash, |rest| self.day(rest)))).parse(input)
    }

    fn day(&self, input: &'t str) -> IResult<&'t str, Part> {
        let (rest, day) = self.number(1, 2, input)?;
        let suffixes = self.grammar.language.map(|language| language.dates.ordinal_suffixes.as_slice());
        let after = suffixes
            .unwrap_or_default()
            .iter()
            .filter_map(|suffix| rest.strip_prefix(suffix.as_str()))
            .find(|after| !after.starts_with(char::is_alphanumeric));
        Ok((after.unwrap_or(rest), day))
    }

    /// `year := number3-4 (gap? era)?`
    fn year(&self, input: &'t str) -> IResult<&'t str, Part> {
        let (rest, year) = self.number(1, 4, input)?;
        let dates = self.grammar.language.map(|language| &language.dates);
        let tail = opt(gap).parse(rest)?.0;
        let marked = |marks: &[String]| {
            marks
                .iter()
                .filter_map(|mark| tail.strip_prefix(mark.as_str()))
                .find(|after| !after.starts_with(char::is_alphanumeric))
        };
        if let Some(after) = dates.and_then(|dates| marked(&dates.before_era)) {
            return Ok((after, Part { value: 1 - year.value, ..year }));
        }
        if let Some(after) = dates.and_then(|dates| marked(&dates.common_era)) {
            return Ok((after, year));
        }
        if year.value < 100 { fail(input) } else { Ok((rest, year)) }
    }

    fn month_name(&self, input: &'t str) -> IResult<&'t str, (Part, bool)> {
        let Some((name, length)) = self.grammar.months.at_start(input) else { return fail(input) };
        let rest = input.get(length..).unwrap_or_default();
        Ok((rest, (Part { value: name.number, span: self.between(input, rest) }, name.proper)))
    }

    /// A number of so many digits and no more, in ASCII or in the language's own digits.
    fn number(&self, min: usize, max: usize, input: &'t str) -> IResult<&'t str, Part> {
        let digits = take_while_m_n(min, max, |sign| self.grammar.is_digit(sign));
        let value = map_opt(digits, |digits: &str| {
            digits.chars().try_fold(0, |value, sign| Some(value * 10 + self.grammar.digit(sign)? as i32))
        });
        let (rest, value) =
            terminated(value, peek(not(satisfy(|sign| self.grammar.is_digit(sign))))).parse(input)?;
        Ok((rest, Part { value, span: self.between(input, rest) }))
    }

    /// Whether a date may end before `rest`: not within a word, a longer number or an identifier.
    fn may_end(&self, rest: &str, form: Form) -> bool {
        let mut signs = rest.chars();
        let Some(next) = signs.next() else { return true };
        let joints = if matches!(form, Form::Iso | Form::Numeric) { ".,:-–−/_" } else { ".,:/_" };
        let goes_on = joints.contains(next) && signs.next().is_some_and(|sign| self.grammar.is_digit(sign));
        let has_time = form == Form::Iso && next == 'T';
        !(goes_on || "%°_".contains(next) || (next.is_ascii_alphanumeric() && !has_time))
    }

    fn between(&self, start: &str, end: &str) -> Span {
        Span::of(self.text.len() - start.len()..self.text.len() - end.len())
    }
}

/// Whether a date may start after `head`: not within a word, a longer number or an identifier.
fn may_start(head: &str, is_number: bool) -> bool {
    let mut signs = head.chars().rev();
    let Some(last) = signs.next() else { return true };
    let joined = ".,:/-_".contains(last) && signs.next().is_some_and(|sign| sign.is_alphanumeric());
    match is_number {
        true => !last.is_ascii_alphanumeric() && !last.is_numeric() && !joined && !"#_/=$£€".contains(last),
        false => !last.is_alphanumeric(),
    }
}

fn empty(form: Form) -> Date {
    Date {
        span: Span::default(),
        form,
        year: None,
        month: None,
        day: None,
        day_until: None,
        month_until: None,
        proper: true,
    }
}

/// `gap := white space of one to three signs`
fn gap(input: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 3, char::is_whitespace).parse(input)
}

/// `dash := white space? ("–" | "-" | "—" | "−") white space?`
fn dash(input: &str) -> IResult<&str, char> {
    delimited(opt(gap), alt((char('–'), char('-'), char('—'), char('−'))), opt(gap)).parse(input)
}

fn fail<O>(input: &str) -> IResult<&str, O> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::opt;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::grammar::{DASHES, DateGrammar, Marks};
use super::steps::{Step, StepPiece};
use super::{Date, Form, Part};
use crate::source::Span;

/// Reads dates in one text. The parsers take what is left of that text, so that its length tells the place.
pub(super) struct Reader<'g, 't> {
    pub(super) grammar: &'g DateGrammar,
    pub(super) text: &'t str,
}

impl<'t> Reader<'_, 't> {
    /// The longest date whose first number starts at `at` and that starts at `from` or later: with that number where
    /// `starts` says that it may, with a month's name where `named` does.
    pub(super) fn date_around(&self, from: usize, at: usize, starts: bool, named: bool) -> Option<Date> {
        let mut longest = if starts { self.date_at(at) } else { None };
        if named {
            let head = self.text.get(from..at)?.trim_end();
            let names = self.grammar.months.starts_before(head).into_iter().flatten();
            for date in names.filter_map(|start| self.date_at(from + start)) {
                keep_longest(&mut longest, Some(date).filter(|date| date.span.end as usize > at));
            }
        }
        longest
    }

    /// The longest date that starts exactly at `start`.
    fn date_at(&self, start: usize) -> Option<Date> {
        let head = self.text.get(..start)?;
        let input = self.text.get(start..)?;
        let is_number = input.chars().next().is_some_and(|sign| self.grammar.is_digit(sign));
        if !may_start(head, is_number) {
            return None;
        }
        if is_number && let Some(day) = self.iso_day(start, input) {
            return Some(day);
        }
        let mut longest = None;
        let steps = self.grammar.steps.iter().filter(|step| step.piece.is_number() == is_number);
        for step in steps {
            self.follow(step, input, input, &mut empty(), &mut longest);
        }
        if is_number && self.number(1, 4, input).is_ok_and(|(rest, _)| rest.starts_with(['.', '/', '-'])) {
            for (rest, date) in
                [self.numeric(input), self.numeric_year_first(input), self.iso(input)].into_iter().flatten()
            {
                self.end(input, rest, &date, &mut longest);
            }
        }
        longest
    }

    /// A year, month and day as ISO 8601 joins them, than which no other reading of them is longer.
    fn iso_day(&self, start: usize, input: &'t str) -> Option<Date> {
        let bytes = input.as_bytes();
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let (rest, date) = self.iso(input).ok()?;
        let span = Span::of(start..self.text.len() - rest.len());
        self.may_end(rest, Form::Iso).then_some(Date { span, ..date })
    }

    /// Reads a step and all that may follow it. `rest` is what is left of the text, `date` what was read before it.
    fn follow(
        &self,
        step: &Step,
        input: &'t str,
        rest: &'t str,
        date: &mut Date,
        longest: &mut Option<Date>,
    ) {
        let Ok(rest) = self.piece(&step.piece, rest, date) else { return };
        if let Some(form) = step.form
            && (date.proper || (date.day.is_some() && date.year.is_some()))
        {
            date.form = form;
            self.end(input, rest, date, longest);
        }
        for next in &step.next {
            self.follow(next, input, rest, date, longest);
        }
        step.piece.forget(date);
    }

    /// Keeps a date that ends before `rest` if it may end there and is the longest so far.
    fn end(&self, input: &str, rest: &str, date: &Date, longest: &mut Option<Date>) {
        let span = self.between(input, rest);
        let is_longest = longest.as_ref().is_none_or(|longest| longest.span.len() <= span.len());
        if is_longest && self.may_end(rest, date.form) {
            *longest = Some(Date { span, ..date.clone() });
        }
    }

    /// Reads one piece into a date; gives what is left of the text.
    fn piece(
        &self,
        piece: &StepPiece,
        input: &'t str,
        date: &mut Date,
    ) -> Result<&'t str, nom::Err<nom::error::Error<&'t str>>> {
        let (rest, ()) = match piece {
            StepPiece::Day => {
                let (rest, (day, until)) = self.days(input)?;
                (date.day, date.day_until) = (Some(day), until);
                (rest, ())
            }
            StepPiece::MonthName => {
                let (rest, (month, proper)) = self.month_name(input)?;
                let (rest, until) = opt(preceded(dash, |rest| self.month_name(rest))).parse(rest)?;
                (date.month, date.month_until) = (Some(month), until.map(|(month, _)| month));
                date.proper = proper;
                (rest, ())
            }
            StepPiece::MonthNumber => {
                let (rest, month) = self.number(1, 2, input)?;
                date.month = Some(month);
                (rest, ())
            }
            StepPiece::Year => {
                let (rest, year) = self.year(input)?;
                date.year = Some(year);
                (rest, ())
            }
            StepPiece::GapBeforeYear => preceded(opt(char(',')), gap).map(|_| ()).parse(input)?,
            StepPiece::Gap => gap.map(|_| ()).parse(input)?,
            StepPiece::Comma => opt(char(',')).map(|_| ()).parse(input)?,
            StepPiece::Literal(literal) => tag(literal.as_str()).map(|_| ()).parse(input)?,
        };
        Ok(rest)
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
        Ok((rest, Date { year: Some(year), month: Some(month), day: Some(day), form: Form::Iso, ..empty() }))
    }

    /// `numeric := number separator number separator year4`, both separators the same.
    fn numeric(&self, input: &'t str) -> IResult<&'t str, Date> {
        let (rest, first) = self.number(1, 2, input)?;
        let (rest, separator) = one_of("./-")(rest)?;
        let (rest, second) = terminated(|rest| self.number(1, 2, rest), char(separator)).parse(rest)?;
        let (rest, year) = self.number(4, 4, rest)?;
        let (day, month) =
            if second.value > 12 && first.value <= 12 { (second, first) } else { (first, second) };
        Ok((
            rest,
            Date { year: Some(year), month: Some(month), day: Some(day), form: Form::Numeric, ..empty() },
        ))
    }

    /// `numeric_year_first := year4 separator number separator number`, both separators the same.
    fn numeric_year_first(&self, input: &'t str) -> IResult<&'t str, Date> {
        let (rest, year) = self.number(4, 4, input)?;
        let (rest, separator) = one_of("./-")(rest)?;
        let (rest, month) = terminated(|rest| self.number(1, 2, rest), char(separator)).parse(rest)?;
        let (rest, day) = self.number(1, 2, rest)?;
        Ok((
            rest,
            Date { year: Some(year), month: Some(month), day: Some(day), form: Form::Numeric, ..empty() },
        ))
    }

    /// `days := number ordinal? (dash number ordinal?)?`
    fn days(&self, input: &'t str) -> IResult<&'t str, (Part, Option<Part>)> {
        (|rest| self.day(rest), opt(preceded(dash, |rest| self.day(rest)))).parse(input)
    }

    fn day(&self, input: &'t str) -> IResult<&'t str, Part> {
        let (rest, day) = self.number(1, 2, input)?;
        let after = self
            .grammar
            .marks
            .ordinal_suffixes
            .iter()
            .filter_map(|suffix| rest.strip_prefix(suffix.as_str()))
            .find(|after| !after.starts_with(char::is_alphanumeric));
        Ok((after.unwrap_or(rest), day))
    }

    /// `year := number3-4 (gap? era)?`
    fn year(&self, input: &'t str) -> IResult<&'t str, Part> {
        let (rest, year) = self.number(1, 4, input)?;
        let Marks { before_era, common_era, .. } = &self.grammar.marks;
        let tail = opt(gap).parse(rest)?.0;
        let marked = |marks: &[String]| {
            marks
                .iter()
                .filter_map(|mark| tail.strip_prefix(mark.as_str()))
                .find(|after| !after.starts_with(char::is_alphanumeric))
        };
        if let Some(after) = marked(before_era) {
            return Ok((after, Part { value: 1 - year.value, ..year }));
        }
        if let Some(after) = marked(common_era) {
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
    pub(super) fn number(&self, min: usize, max: usize, input: &'t str) -> IResult<&'t str, Part> {
        let (mut value, mut digits) = (0, 0);
        let mut rest = input.chars();
        let mut after = rest.clone();
        while let Some(digit) = after.next().and_then(|sign| self.grammar.digit(sign)) {
            if digits == max {
                return fail(input);
            }
            (value, digits) = (value * 10 + digit as i32, digits + 1);
            rest = after.clone();
        }
        if digits < min {
            return fail(input);
        }
        let rest = rest.as_str();
        Ok((rest, Part { value, span: self.between(input, rest) }))
    }

    /// Whether a date may end before `rest`: not within a word, a longer number or an identifier.
    fn may_end(&self, rest: &str, form: Form) -> bool {
        let mut signs = rest.chars();
        let Some(next) = signs.next() else { return true };
        let joins = match next {
            '.' | ',' | ':' | '/' | '_' => true,
            '-' | '–' | '−' => matches!(form, Form::Iso | Form::Numeric),
            _ => false,
        };
        let goes_on = joins && signs.next().is_some_and(|sign| self.grammar.is_digit(sign));
        let has_time = form == Form::Iso && next == 'T';
        !(goes_on || matches!(next, '%' | '°' | '_') || (next.is_ascii_alphanumeric() && !has_time))
    }

    fn between(&self, start: &str, end: &str) -> Span {
        Span::of(self.text.len() - start.len()..self.text.len() - end.len())
    }
}

/// Whether a date may start after `head`: not within a word, a longer number or an identifier.
fn may_start(head: &str, is_number: bool) -> bool {
    let mut signs = head.chars().rev();
    let Some(last) = signs.next() else { return true };
    if !is_number {
        return !last.is_alphanumeric();
    }
    match last {
        '#' | '_' | '/' | '=' | '$' | '£' | '€' => false,
        '.' | ',' | ':' | '-' => !signs.next().is_some_and(char::is_alphanumeric),
        _ => !last.is_ascii_alphanumeric() && !last.is_numeric(),
    }
}

/// Of two dates the longer one, of two of one length the second.
fn keep_longest(longest: &mut Option<Date>, date: Option<Date>) {
    let Some(date) = date else { return };
    if longest.as_ref().is_none_or(|longest| longest.span.len() <= date.span.len()) {
        *longest = Some(date);
    }
}

/// A date of which nothing was read yet.
pub(super) fn empty() -> Date {
    Date {
        span: Span::default(),
        form: Form::Parts,
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
    delimited(opt(gap), satisfy(|sign| DASHES.contains(&sign)), opt(gap)).parse(input)
}

fn fail<O>(input: &str) -> IResult<&str, O> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

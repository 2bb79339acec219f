//! arXiv identifiers, as arXiv describes them: `archive/YYMMNNN` up to March 2007, `YYMM.NNNN` since, with five digits
//! since 2015; a version may follow.

use chrono::{Datelike, Months, NaiveDate};
use nom::branch::alt;
use nom::bytes::complete::{take_while, take_while_m_n};
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{all_consuming, opt, recognize};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{Fault, FaultKind, Identifier};

/// The parts of an identifier.
struct Parts<'t> {
    /// Year and month: `0704`.
    month: &'t str,
    /// The number within the month.
    number: &'t str,
    /// Whether an archive stands before it.
    has_archive: bool,
}

/// Reads one.
pub(super) fn read(text: &str, today: NaiveDate) -> Result<(), Fault> {
    const WHAT: Identifier = Identifier::Arxiv;
    let fault = |kind| Err(Fault::of(WHAT, kind, text));
    let Ok((_, parts)) = all_consuming(terminated(alt((new, old)), opt(version))).parse(text) else {
        return fault(FaultKind::Form("`YYMM.NNNNN`, before April 2007 `archive/YYMMNNN`"));
    };
    let not_a_month = || FaultKind::Date(parts.month.to_owned());
    let Some(month) = first_day(parts.month) else { return fault(not_a_month()) };
    let at = (month.year(), month.month());
    if today.checked_add_months(Months::new(1)).is_some_and(|next| month > next) || at < (1991, 7) {
        return fault(not_a_month());
    }
    match (parts.has_archive, at >= (2007, 4), at >= (2015, 1), parts.number.len()) {
        (true, false, ..) | (false, true, true, 5) | (false, true, false, 4) => Ok(()),
        (true, true, ..) => {
            fault(FaultKind::Rule("since April 2007 no archive stands in an arXiv identifier"))
        }
        (false, false, ..) => {
            fault(FaultKind::Rule("before April 2007 an arXiv identifier has the form `archive/YYMMNNN`"))
        }
        (false, true, true, _) => {
            fault(FaultKind::Rule("since 2015 an arXiv identifier has five digits behind the point"))
        }
        (false, true, false, _) => {
            fault(FaultKind::Rule("before 2015 an arXiv identifier has four digits behind the point"))
        }
    }
}

/// `YYMM.NNNNN`.
fn new(input: &str) -> IResult<&str, Parts<'_>> {
    let (rest, (month, number)) = (digits(4, 4), preceded(char('.'), digits(4, 5))).parse(input)?;
    Ok((rest, Parts { month, number, has_archive: false }))
}

/// `archive/YYMMNNN`; the archive may name a class behind a point.
fn old(input: &str) -> IResult<&str, Parts<'_>> {
    let letter = satisfy(|sign| sign.is_ascii_alphabetic());
    let more = take_while(|sign: char| sign.is_ascii_alphabetic() || matches!(sign, '.' | '-'));
    let archive = terminated(recognize((letter, more)), char('/'));
    let (rest, (month, number)) = preceded(archive, (digits(4, 4), digits(3, 3))).parse(input)?;
    Ok((rest, Parts { month, number, has_archive: true }))
}

/// `v2`.
fn version(input: &str) -> IResult<&str, &str> {
    preceded(char('v'), digit1).parse(input)
}

fn digits<'t>(
    min: usize,
    max: usize,
) -> impl Parser<&'t str, Output = &'t str, Error = nom::error::Error<&'t str>> {
    take_while_m_n(min, max, |sign: char| sign.is_ascii_digit())
}

/// The first day of a month written as year and month of two digits each. arXiv began in 1991.
fn first_day(month: &str) -> Option<NaiveDate> {
    let (year, month) = month.split_at_checked(2)?;
    let year: i32 = year.parse().ok()?;
    let century = if year >= 91 { 1900 } else { 2000 };
    NaiveDate::from_ymd_opt(century + year, month.parse().ok()?, 1)
}

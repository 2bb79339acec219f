//! Identifiers of preprints: bioRxiv and medRxiv, whose DOIs have a form of their own, and CiteSeerX.

use chrono::{Days, NaiveDate};
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1};
use nom::combinator::{all_consuming, opt};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::{Fault, FaultKind, Identifier};

/// The registrant of the laboratory that runs both servers.
const PREFIX: &str = "10.1101/";

/// Reads an identifier of bioRxiv (six digits, since 2019-12-11 behind a date) or medRxiv (eight digits, from 2020 on
/// behind a date).
pub(super) fn read_rxiv(what: Identifier, text: &str, today: NaiveDate) -> Result<(), Fault> {
    let fault = |kind| Err(Fault::of(what, kind, text));
    let is_medrxiv = what == Identifier::Medrxiv;
    let (n_digits, first) = if is_medrxiv { (8, (2020, 1, 1)) } else { (6, (2019, 12, 11)) };
    let number = |input| digits(n_digits, n_digits, input);
    let version = opt(preceded(char('v'), digit1::<&str, _>));
    let dated = terminated(opt(terminated(day, char('.'))), (number, version));
    let Ok((_, day)) = all_consuming(preceded(tag(PREFIX), dated)).parse(text) else {
        return fault(FaultKind::Form(match is_medrxiv {
            true => "`10.1101/YYYY.MM.DD.NNNNNNNN`",
            false => "`10.1101/YYYY.MM.DD.NNNNNN` or `10.1101/NNNNNN`",
        }));
    };
    let Some((year, month, of_month)) = day else { return Ok(()) };
    let is_date = |day: NaiveDate| {
        let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2).unwrap_or(day);
        first <= day && today.checked_add_days(Days::new(1)).is_none_or(|tomorrow| day <= tomorrow)
    };
    let numbers = (year.parse().ok(), month.parse().ok(), of_month.parse().ok());
    let read = match numbers {
        (Some(year), Some(month), Some(of_month)) => NaiveDate::from_ymd_opt(year, month, of_month),
        _ => None,
    };
    if read.is_some_and(is_date) {
        Ok(())
    } else {
        fault(FaultKind::Date(format!("{year}.{month}.{of_month}")))
    }
}

/// Reads an identifier of CiteSeerX.
pub(super) fn read_citeseerx(text: &str) -> Result<(), Fault> {
    let number = |input| {
        let (rest, number) = digits(1, 4, input)?;
        match number.starts_with('0') {
            false => Ok((rest, number)),
            true => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit))),
        }
    };
    match all_consuming(preceded(tag("10.1.1."), (number, char('.'), number))).parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(Fault::of(Identifier::Citeseerx, FaultKind::Form("`10.1.1.N.N`"), text)),
    }
}

/// `2020.03.14`.
fn day(input: &str) -> IResult<&str, (&str, &str, &str)> {
    let part = |n_digits| move |input| digits(n_digits, n_digits, input);
    (terminated(part(4), char('.')), terminated(part(2), char('.')), part(2)).parse(input)
}

fn digits(min: usize, max: usize, input: &str) -> IResult<&str, &str> {
    take_while_m_n(min, max, |sign: char| sign.is_ascii_digit()).parse(input)
}

//! Numbers of reviews of mathematical literature: Mathematical Reviews, Zentralblatt, Jahrbuch.

use nom::Parser;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::char;
use nom::combinator::all_consuming;

use super::{Fault, FaultKind, Identifier};

/// Reads a number of Mathematical Reviews: seven digits, with or without the zeros at its start.
pub(super) fn read_mr(text: &str) -> Result<(), Fault> {
    parsed(Identifier::Mr, "of up to seven digits", text, all_consuming(digits(1, 7)).parse(text).is_ok())
}

/// Reads a number of Zentralblatt: the volume, a point, five digits; eight digits until the volume is known.
pub(super) fn read_zbl(text: &str) -> Result<(), Fault> {
    let number = (digits(1, 4), char('.'), digits(5, 5));
    let is_right =
        all_consuming(number).parse(text).is_ok() || all_consuming(digits(8, 8)).parse(text).is_ok();
    parsed(Identifier::Zbl, "`NNNN.NNNNN`", text, is_right)
}

/// Reads a number of the Jahrbuch.
pub(super) fn read_jfm(text: &str) -> Result<(), Fault> {
    let number = (digits(2, 2), char('.'), digits(4, 4), char('.'), digits(2, 2));
    parsed(Identifier::Jfm, "`NN.NNNN.NN`", text, all_consuming(number).parse(text).is_ok())
}

fn parsed(what: Identifier, form: &'static str, text: &str, is_right: bool) -> Result<(), Fault> {
    if is_right { Ok(()) } else { Err(Fault::of(what, FaultKind::Form(form), text)) }
}

fn digits<'t>(min: usize, max: usize) -> impl Parser<&'t str, Output = &'t str, Error = ()> {
    take_while_m_n(min, max, |sign: char| sign.is_ascii_digit())
}

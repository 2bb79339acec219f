//! Which ISBN of an article is meant by one whose check digit is wrong.

use std::collections::HashMap;

use super::same_page::alike;
use crate::engine::Context;
use crate::facts::identifiers::{Identified, Place};
use crate::profile::CiteParam;
use crate::source::Span;
use crate::value::identifier::{Identifier, Isbn};

/// The ISBNs among the identifiers of an article.
pub(super) fn isbns<'i, 'a>(all: &'i [Identified<'a>]) -> impl Iterator<Item = &'i Identified<'a>> {
    all.iter().filter(|given| given.what == Identifier::Isbn)
}

/// The ISBNs of an article whose check digits are right, by the nine digits that name the book, and where they stand.
pub(super) struct Valid<'f, 'a>(HashMap<[u8; 9], &'f Identified<'a>>);

impl<'f, 'a> Valid<'f, 'a> {
    /// Those among the identifiers of an article.
    pub(super) fn among(all: &'f [Identified<'a>]) -> Self {
        let valid =
            isbns(all).filter_map(|given| Some((book(Isbn::read(given.text).ok()?.digits())?, given)));
        Valid(valid.collect())
    }

    /// The ISBN that is meant by one whose check digit is wrong, as it should be written, and where it stands: another
    /// of the article is the same but for one slip, which is in the check digit, in one other digit, or in two
    /// neighbours that changed places.
    pub(super) fn meant(&self, given: &Identified<'_>, cx: &Context<'_>) -> Option<(String, Span)> {
        let text = given.text;
        let signs: Vec<char> = text.chars().filter(|sign| sign.is_ascii_alphanumeric()).collect();
        let digits: Vec<u8> = signs.iter().filter_map(|sign| Some(sign.to_digit(10)? as u8)).collect();
        let is_long = signs.len() == 13;
        let written = if is_long { digits.strip_prefix(&[9, 7, 8])? } else { &digits };
        let written: [u8; 9] = written.get(..9)?.try_into().ok()?;
        near(written).find_map(|nine| {
            let other = *self.0.get(&nine)?;
            let ten = with_check_digit(nine)?;
            let isbn = if is_long { ten.as_thirteen() } else { ten }.hyphenated()?;
            // Another book of the same publisher differs in its check digit as well.
            let is_one_slip = nine == written || isbn.ends_with(*signs.last()?);
            (is_one_slip && !are_two(given, other, cx)).then_some((isbn, other.span))
        })
    }
}

/// Whether two ISBNs are given for books that have neither title nor author in common.
fn are_two(one: &Identified<'_>, other: &Identified<'_>, cx: &Context<'_>) -> bool {
    let citation = |given: &Identified<'_>| match given.place {
        Place::Citation(at) => cx.facts.citations().get(at),
        Place::Template(_) | Place::MagicLink(_) => None,
    };
    let Some((one, other)) = citation(one).zip(citation(other)) else { return false };
    let differ = |param: CiteParam| {
        let values = one.get(param).zip(other.get(param));
        values.is_none_or(|(one, other)| !alike(one.value, other.value))
    };
    differ(CiteParam::Title) && differ(CiteParam::Last)
}

/// The nine digits that name a book, of an ISBN that has a form of ten digits.
fn book(digits: &[u8]) -> Option<[u8; 9]> {
    let digits = digits.strip_prefix(&[9, 7, 8]).filter(|rest| rest.len() == 10).unwrap_or(digits);
    digits.get(..9).filter(|_| digits.len() == 10)?.try_into().ok()
}

/// The ISBN of ten digits of a book.
fn with_check_digit(nine: [u8; 9]) -> Option<Isbn> {
    let text: String = nine.iter().map(|digit| char::from(b'0' + digit)).collect();
    (0..=9)
        .map(|digit| digit.to_string())
        .chain(["X".to_owned()])
        .find_map(|end| Isbn::read(&(text.clone() + &end)).ok())
}

/// The nine digits themselves, then all that differ in one digit or in the order of two neighbours.
fn near(digits: [u8; 9]) -> impl Iterator<Item = [u8; 9]> {
    let changed = (0..9).flat_map(move |at| {
        (0..10).map(move |digit| {
            let mut other = digits;
            other[at] = digit;
            other
        })
    });
    let swapped = (0..8).map(move |at| {
        let mut other = digits;
        other.swap(at, at + 1);
        other
    });
    std::iter::once(digits).chain(changed).chain(swapped)
}

//! `rules/citation/isbn-invalid.md`

use std::collections::{HashMap, HashSet};

use super::identifier::finding;
use super::same_page::alike;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::identifiers::{Identified, Place};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::source::Span;
use crate::value::identifier::{FaultKind, Identifier, Isbn};

/// Finds ISBNs that no book has.
pub struct IsbnInvalid;

impl Rule for IsbnInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        const HELP: &str = "compare with the book, or with the catalogue of a library";
        const NONE: &str = "leave the parameter out if the book has no ISBN";
        const SLIP: &str = "which digit is wrong cannot be told from the number: compare with the book, or with the catalogue of a library";
        let facts = cx.facts;
        let mut told = HashSet::new();
        for (at, citation) in facts.citations().iter().enumerate() {
            if let Some(finding) = several(citation) {
                told.insert(at);
                cx.report(finding);
            }
        }
        let is_told =
            |given: &Identified<'_>| matches!(given.place, Place::Citation(at) if told.contains(&at));
        let mut valid = None;
        for given in isbns(facts.identifiers()).filter(|given| !given.is_accepted && !is_told(given)) {
            let Some(fault) = given.fault(cx.today) else { continue };
            if !matches!(fault.kind, FaultKind::CheckDigit { .. }) {
                let is_word = !given.text.contains(|sign: char| sign.is_ascii_digit());
                let finding = finding(cx, given, &fault, if is_word { NONE } else { HELP });
                cx.report(finding);
                continue;
            }
            let valid = valid.get_or_insert_with(|| Valid::among(facts.identifiers()));
            let finding = finding(cx, given, &fault, SLIP);
            let meant = valid.meant(given, cx).map(|(isbn, span)| {
                let fix = Fix::replace(format!("write `{isbn}`"), given.span, &isbn, Safety::Suggested);
                let help = format!("compare with the book: `{}` may be meant", shown(&isbn));
                (fix, help, span)
            });
            cx.report(match meant {
                Some((fix, help, span)) => finding.help(help).label(span, "an ISBN nearly the same").fix(fix),
                None => finding,
            });
        }
    }
}

/// Two ISBNs of ten digits, and a sign between them.
const SHORTEST_LIST: usize = 21;

/// Several ISBNs where the citation module takes one.
fn several(citation: &Citation<'_>) -> Option<Finding> {
    let field =
        citation.get(CiteParam::Isbn).filter(|field| field.is_literal && citation.schema.is_of_module)?;
    if field.value.len() < SHORTEST_LIST {
        return None;
    }
    let is_of_isbn = |sign: char| sign.is_ascii_digit() || matches!(sign, 'X' | 'x' | '-' | ' ');
    let has_digits = |run: &&str| run.bytes().filter(u8::is_ascii_digit).count() > 8;
    let isbns: Vec<&str> = field.value.split(|sign| !is_of_isbn(sign)).filter(has_digits).collect();
    let is_list = isbns.len() > 1 && isbns.iter().all(|isbn| Isbn::read(isbn.trim()).is_ok());
    is_list.then(|| {
        let message =
            format!("`{}` are {} ISBNs, and the citation module reads one", shown(field.value), isbns.len());
        Finding::new(field.value_span, message).help("give that of the edition which was read")
    })
}

fn isbns<'i, 'a>(all: &'i [Identified<'a>]) -> impl Iterator<Item = &'i Identified<'a>> {
    all.iter().filter(|given| given.what == Identifier::Isbn)
}

/// The ISBNs of an article whose check digits are right, by the nine digits that name the book, and where they stand.
struct Valid<'f, 'a>(HashMap<[u8; 9], &'f Identified<'a>>);

impl<'f, 'a> Valid<'f, 'a> {
    fn among(all: &'f [Identified<'a>]) -> Self {
        let valid =
            isbns(all).filter_map(|given| Some((book(Isbn::read(given.text).ok()?.digits())?, given)));
        Valid(valid.collect())
    }

    /// The ISBN that is meant by one whose check digit is wrong, as it should be written, and where it stands: another
    /// of the article is the same but for one slip, which is in the check digit, in one other digit, or in two
    /// neighbours that changed places.
    fn meant(&self, given: &Identified<'_>, cx: &Context<'_>) -> Option<(String, Span)> {
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

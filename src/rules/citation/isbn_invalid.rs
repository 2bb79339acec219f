//! `rules/citation/isbn-invalid.md`

use std::collections::HashSet;

use super::identifier::finding;
use super::isbn_meant::{Valid, isbns};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::identifiers::{Identified, Place};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::value::identifier::{FaultKind, Isbn};

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

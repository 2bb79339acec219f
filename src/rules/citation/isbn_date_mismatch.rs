//! `rules/citation/isbn-date-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds books that are dated before there were ISBNs, and have one.
pub struct IsbnDateMismatch;

/// The year in which the numbers that became ISBNs were planned; before it no book had one.
const FIRST_YEAR: i32 = 1965;

impl Rule for IsbnDateMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (at, fields) in facts.date_values().by_citation() {
            let isbn = facts.citations().get(at).and_then(|citation| citation.get(CiteParam::Isbn));
            let Some(isbn) = isbn else { continue };
            let Some(field) = fields.iter().find(|field| is_publication(field)) else { continue };
            let Some(date) = field.date().filter(|date| date.is_certain()) else { continue };
            let last = date.end.as_ref().unwrap_or(&date.start);
            let Some(year) = last.year.filter(|year| year.value < FIRST_YEAR && last.days().is_some()) else {
                continue;
            };
            let message =
                format!("a book of {} has no ISBN: there were none before {FIRST_YEAR}", year.value);
            let finding = Finding::new(field.span, message).label(isbn.value_span, shown(&isbn.name));
            cx.report(finding.help(
                "correct the year if it is mistyped; else give that of the edition with the ISBN, and this one as the original's",
            ));
        }
    }
}

fn is_publication(field: &DateField<'_>) -> bool {
    matches!(
        field.place,
        FieldPlace::Citation {
            param: Some(CiteParam::Date | CiteParam::Year | CiteParam::PublicationDate),
            ..
        }
    )
}

//! `rules/citation/cite-missing-publisher.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::finding::{Finding, Severity};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds citations of documents and books that name a place, or nothing, and no publisher.
pub struct CiteMissingPublisher;

const PUBLISHER: CiteParams = CiteParams::of(&[CiteParam::Publisher]);

const PLACES: CiteParams = CiteParams::of(&[CiteParam::Place, CiteParam::PublicationPlace]);

const DATES: CiteParams = CiteParams::of(&[CiteParam::Date, CiteParam::PublicationDate, CiteParam::Year]);

/// Older books are known by their place or printer, and name no publisher.
const FIRST_YEAR: u32 = 1850;

impl Rule for CiteMissingPublisher {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, requirement) in
            facts.lacking(&PUBLISHER).filter(|(citation, _)| !citation.has(CiteParam::Publisher))
        {
            if requirement.with.is_empty() {
                let finding = Finding::new(name_span(citation, cx.tree), "the document has no publisher");
                cx.report(finding.help("say who published it"));
            } else if let Some(place) = citation.filled().find(|field| field.is_one_of(&PLACES))
                && is_new(citation)
            {
                let message = format!("`{}` is given, and no publisher", shown(&place.name));
                let finding = Finding::new(place.value_span, message);
                let finding = finding.severity(Severity::Info).help("name the publisher as well");
                cx.report(finding.cluster("place"));
            }
        }
    }
}

/// Whether a date of the source has a year since which publishers are named.
fn is_new(citation: &Citation<'_>) -> bool {
    let dates = citation.filled().filter(|field| field.is_one_of(&DATES));
    let mut years = dates.flat_map(|field| field.value.split(|sign: char| !sign.is_ascii_digit()));
    years.any(|digits| digits.len() == 4 && digits.parse().is_ok_and(|year: u32| year >= FIRST_YEAR))
}

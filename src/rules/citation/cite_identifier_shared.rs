//! `rules/citation/cite-identifier-shared.md`

use super::same_page::{alike, date_of};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds identifiers that two works are cited with.
pub struct CiteIdentifierShared;

/// Identifiers of one work alone, each with its name.
const IDENTIFIERS: [(CiteParam, &str); 7] = [
    (CiteParam::Doi, "DOI"),
    (CiteParam::Pmid, "PMID"),
    (CiteParam::Pmc, "PMC number"),
    (CiteParam::Arxiv, "arXiv number"),
    (CiteParam::Eprint, "arXiv number"),
    (CiteParam::Jstor, "JSTOR number"),
    (CiteParam::Isbn, "ISBN"),
];

/// What says that the title is that of a part, whose identifier may be that of the whole.
const PARTS: CiteParams = CiteParams::of(&[
    CiteParam::Chapter,
    CiteParam::ContributorLast,
    CiteParam::Encyclopedia,
    CiteParam::Map,
]);

/// How many citations of one identifier are compared with the first.
const MAX_CITATIONS: usize = 50;

impl Rule for CiteIdentifierShared {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let citations = facts.citations();
        for group in &facts.works().by_work {
            let mut cited = group.iter().filter_map(|&at| citations.get(at));
            let Some(first) = cited.next() else { continue };
            let found = cited.take(MAX_CITATIONS).find_map(|other| finding(first, other, cx));
            found.into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

/// Whether two citations are certainly of two works: neither title, nor author, nor year is the same.
fn are_two(first: &Citation<'_>, other: &Citation<'_>, cx: &Context<'_>) -> bool {
    let differ = |param: CiteParam| {
        let values = first.get(param).zip(other.get(param));
        values.is_some_and(|(one, other)| !alike(one.value, other.value))
    };
    let year = |citation: &Citation<'_>| {
        let date = cx.facts.dates().grammar.read_value(date_of(citation)?.value).ok()?;
        Some(date.start.year?.value)
    };
    let are_parts = first.has_any(&PARTS) || other.has_any(&PARTS);
    !are_parts
        && differ(CiteParam::Title)
        && differ(CiteParam::Last)
        && year(first).zip(year(other)).is_some_and(|(one, other)| one != other)
}

fn finding(first: &Citation<'_>, other: &Citation<'_>, cx: &Context<'_>) -> Option<Finding> {
    let same = |(param, name)| {
        let (there, here) = first.get(param).zip(other.get(param))?;
        // Volumes may have one ISBN together.
        let is_of_volume =
            param == CiteParam::Isbn && (first.has(CiteParam::Volume) || other.has(CiteParam::Volume));
        (!is_of_volume && letters(there) == letters(here)).then_some((there, here, name))
    };
    let (there, here, name) = IDENTIFIERS.into_iter().find_map(same).filter(|_| are_two(first, other, cx))?;
    let title = shown(first.get(CiteParam::Title)?.value);
    let message = format!("the {name} `{}` is that of `{title}` as well", shown(here.value));
    Some(
        Finding::new(here.value_span, message)
            .label(there.value_span, "cited before, with another title, author and year")
            .help("look up which of the two works it belongs to, and give the other one its own"),
    )
}

/// An identifier without the signs that divide it.
fn letters(field: &Field<'_>) -> String {
    field
        .value
        .chars()
        .filter(|sign| sign.is_ascii_alphanumeric())
        .map(|sign| sign.to_ascii_lowercase())
        .collect()
}

//! `rules/citation/cite-identifier-shared.md`

use super::same_page::{alike, date_of};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::works::identifier;
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;

/// Finds identifiers that two works are cited with.
pub struct CiteIdentifierShared;

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
    let ((kind, there), (of_other, here)) = identifier(first).zip(identifier(other))?;
    // Volumes may have one ISBN together.
    let is_of_volume =
        kind == CiteParam::Isbn && (first.has(CiteParam::Volume) || other.has(CiteParam::Volume));
    if kind != of_other || is_of_volume || !are_two(first, other, cx) {
        return None;
    }
    let title = shown(first.get(CiteParam::Title)?.value);
    let message = format!("the {} `{}` is that of `{title}` as well", name(kind), shown(here.value));
    Some(
        Finding::new(here.value_span, message)
            .label(there.value_span, "cited before, with another title, author and year")
            .help("look up which of the two works it belongs to, and give the other one its own"),
    )
}

fn name(identifier: CiteParam) -> &'static str {
    match identifier {
        CiteParam::Doi => "DOI",
        CiteParam::Pmid => "PMID",
        CiteParam::Pmc => "PMC number",
        CiteParam::Arxiv | CiteParam::Eprint => "arXiv number",
        CiteParam::Jstor => "JSTOR number",
        CiteParam::Isbn => "ISBN",
        _ => "identifier",
    }
}

//! `rules/citation/cite-identifier-shared.md`

use super::same_page::{alike, date_of};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::facts::identifiers::identifier_of;
use crate::facts::works::identifier;
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::value::identifier::Identifier;

/// Finds identifiers that two works are cited with.
pub struct CiteIdentifierShared;

/// What says that the title is that of a part, whose identifier may be that of the whole.
const PARTS: CiteParams = CiteParams::of(&[
    CiteParam::Chapter,
    CiteParam::ContributorLast,
    CiteParam::Encyclopedia,
    CiteParam::Map,
]);

/// What stands in a book, has a volume of its own, or is another edition of one: several of these have one ISBN.
const OF_A_BOOK: CiteParams = CiteParams::of(&[
    CiteParam::BookTitle,
    CiteParam::Conference,
    CiteParam::EditorLast,
    CiteParam::Journal,
    CiteParam::Series,
    CiteParam::TranslatorLast,
    CiteParam::Volume,
]);

/// Names of people are shorter, in bytes.
const LONGEST_NAME: usize = 100;

/// How near the names of one person are to each other in two spellings: `Tolstoy`, `Tolstoi`.
const SAME_NAME: f64 = 0.7;

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
    let values = |param: CiteParam| Some((first.get(param)?.value, other.get(param)?.value));
    let year = |citation: &Citation<'_>| {
        let date = cx.facts.dates().grammar.read_value(date_of(citation)?.value).ok()?;
        Some(date.start.year?.value)
    };
    let are_others = |(one, other): (&str, &str)| {
        one.len().max(other.len()) < LONGEST_NAME
            && !alike(one, other)
            && strsim::normalized_damerau_levenshtein(one, other) < SAME_NAME
    };
    year(first).zip(year(other)).is_some_and(|(one, other)| one != other)
        && values(CiteParam::Title).is_some_and(|(one, other)| !alike(one, other))
        && values(CiteParam::Last).is_some_and(are_others)
}

/// An identifier as its kind compares it.
fn folded(what: Identifier, value: &str) -> String {
    match what {
        Identifier::Isbn => value.replace(['-', ' '], "").to_ascii_lowercase(),
        _ => value.trim().to_ascii_lowercase(),
    }
}

fn finding(first: &Citation<'_>, other: &Citation<'_>, cx: &Context<'_>) -> Option<Finding> {
    let ((kind, there), (of_other, here)) = identifier(first).zip(identifier(other))?;
    let what = identifier_of(kind).filter(|_| kind == of_other)?;
    let parts = if what == Identifier::Isbn { PARTS.or(&OF_A_BOOK) } else { PARTS };
    let are_parts = first.has_any(&parts) || other.has_any(&parts);
    let is_same =
        folded(what, there.value) == folded(what, here.value) && what.check(here.value, cx.today).is_ok();
    if are_parts || !is_same || !are_two(first, other, cx) {
        return None;
    }
    let title = shown(first.get(CiteParam::Title)?.value);
    let message = format!("the {} `{}` is that of `{title}` as well", what.name(), shown(here.value));
    Some(
        Finding::new(here.value_span, message)
            .label(there.value_span, "cited before, with another title, author and year")
            .help("look up which of the two works it belongs to, and give the other one its own"),
    )
}

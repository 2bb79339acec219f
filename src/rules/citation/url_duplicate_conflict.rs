//! `rules/citation/url-duplicate-conflict.md`

use std::collections::HashSet;

use super::cite_generic_title::is_no_title;
use super::same_page::{alike, date_of};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams, UrlStatus};
use crate::rules::shown;

/// Finds citations of one page that contradict each other.
pub struct UrlDuplicateConflict;

/// How many different values of one page are reported.
const MAX_CONFLICTS: usize = 8;

impl Rule for UrlDuplicateConflict {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let citations = facts.citations();
        for group in &facts.works().by_page {
            let mut cited = group.iter().filter_map(|&at| citations.get(at));
            let Some(first) = cited.next() else { continue };
            let mut said = HashSet::new();
            for other in cited {
                if said.len() == MAX_CONFLICTS {
                    break;
                }
                let Some((here, there, what)) = conflict(first, other, cx) else { continue };
                if said.insert((what, here.value)) {
                    let (value, first) = (shown(here.value), shown(there.value));
                    let message =
                        format!("{what} `{value}` here, and `{first}` where the same page is cited before");
                    cx.report(
                        Finding::new(here.value_span, message)
                            .label(there.value_span, format!("the {what} given before"))
                            .help("look the page up; then cite it once, and refer to that citation"),
                    );
                }
            }
        }
    }
}

/// What two citations of one page say differently: the second one's field, the first one's, and what it is.
fn conflict<'c, 'a>(
    first: &'c Citation<'a>,
    other: &'c Citation<'a>,
    cx: &Context<'_>,
) -> Option<(&'c Field<'a>, &'c Field<'a>, &'static str)> {
    let dates = date_of(first).zip(date_of(other));
    if let Some((there, here)) = dates.filter(|(there, here)| differ(there, here, cx)) {
        return Some((here, there, "date"));
    }
    let statuses = first.get(CiteParam::UrlStatus).zip(other.get(CiteParam::UrlStatus));
    if let Some((there, here)) = statuses
        .filter(|(there, here)| is_live(there).zip(is_live(here)).is_some_and(|(one, other)| one != other))
    {
        return Some((here, there, "state"));
    }
    if is_part(first) || is_part(other) || fragment(first) != fragment(other) {
        return None;
    }
    let titles = first.get(CiteParam::Title).zip(other.get(CiteParam::Title));
    let titles = titles.filter(|(there, here)| !alike(there.value, here.value));
    titles
        // What a bot or a server said in the place of a title contradicts none.
        .filter(|(there, here)| !is_no_title(first, there) && !is_no_title(other, here))
        .map(|(there, here)| (here, there, "title"))
}

/// Whether a page is said to be there, if a word says it that is known.
fn is_live(field: &Field<'_>) -> Option<bool> {
    Some(UrlStatus::of_status(field.value)? == UrlStatus::Live)
}

/// Whether a citation is of a part of what its title names: a page can hold several.
fn is_part(citation: &Citation<'_>) -> bool {
    const PARTS: CiteParams =
        CiteParams::of(&[CiteParam::Chapter, CiteParam::ContributorLast, CiteParam::At]);
    citation.has_any(&PARTS)
}

/// The part of the page to which the URL leads.
fn fragment<'c>(citation: &'c Citation<'_>) -> Option<&'c str> {
    Some(citation.get(CiteParam::Url)?.value.split_once('#')?.1)
}

/// Whether two dates cannot be of one day, as far as each is known.
fn differ(one: &Field<'_>, other: &Field<'_>, cx: &Context<'_>) -> bool {
    if one.value == other.value {
        return false;
    }
    let grammar = cx.facts.dates().grammar;
    let only = |text: &str| {
        let mut dates = grammar.find_all(text);
        dates.pop().filter(|date| dates.is_empty() && !date.is_range())
    };
    let (Some(one), Some(other)) = (only(one.value), only(other.value)) else { return false };
    let contradict =
        |one: Option<i32>, other: Option<i32>| one.zip(other).is_some_and(|(one, other)| one != other);
    contradict(one.year.map(|part| part.value), other.year.map(|part| part.value))
        || contradict(one.month.map(|part| part.value), other.month.map(|part| part.value))
        || contradict(one.day.map(|part| part.value), other.day.map(|part| part.value))
}

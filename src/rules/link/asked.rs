//! What asking the links of a document told.

use super::short;
use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::facts::links::{Link, LinkForm};
use crate::link_state::{KnownCopy, KnownLink, LinkState};
use crate::profile::{Archives, CiteParam, ParamType};
use crate::rules::citation::archive::whole_date;

/// The links of a state that stand in the text as a whole, and beside which no copy is given; none if the links were not
/// asked.
pub(super) fn links<'a>(cx: &Context<'a>, state: LinkState) -> Vec<(&'a Link, &'a KnownLink)> {
    let Some(known) = cx.known_links else { return Vec::new() };
    let facts = cx.facts;
    let links = facts.links().iter().filter(|link| link.is_literal && !link.is_archive && !link.has_archive);
    links
        .filter_map(|link| {
            let url = cx.doc.slice(link.url);
            let known = known.get(url).filter(|known| known.state == state)?;
            Archives::known().of_url(url).is_none().then_some((link, known))
        })
        .collect()
}

/// Why a link is taken to be dead: `404 Not Found, 4 failures since 2026-03-01`.
pub(super) fn reason(known: &KnownLink) -> String {
    let why = short(&known.why);
    match known.failing_since {
        Some(since) => format!("{why}, {} failures since {}", known.failures, since.date_naive()),
        None => why,
    }
}

/// The citation whose main link this is, and the field.
pub(super) fn citation<'a>(link: &Link, cx: &Context<'a>) -> Option<(&'a Citation<'a>, &'a Field<'a>)> {
    if link.form != LinkForm::Argument {
        return None;
    }
    let template = cx.tree.node(link.node).parent()?.id();
    let citations = cx.facts.citations();
    let at = citations.binary_search_by_key(&template, |citation| citation.node).ok()?;
    let citation = citations.get(at)?;
    let url = citation.get(CiteParam::Url).filter(|url| url.node == link.node)?;
    Some((citation, url))
}

/// The copy that is nearest to the day of access; without one, to the day from which on the link failed. Before the
/// source was published there was none.
pub(super) fn copy<'k>(
    known: &'k KnownLink,
    citation: Option<(&Citation<'_>, &Field<'_>)>,
    cx: &Context<'_>,
) -> Option<&'k KnownCopy> {
    let access = || {
        let date = citation?.0.of_kind(ParamType::AccessDate)?;
        Some(whole_date(date.value, cx.facts.dates().grammar)?.0)
    };
    let day = access().or_else(|| known.failing_since.map(|since| since.date_naive()));
    let published = || {
        let date = citation?.0.of_kind(ParamType::Date)?;
        Some(cx.facts.dates().grammar.read_value(date.value).ok()?.start.days()?.0)
    };
    known.copies.as_ref()?.nearest(day, published())
}

//! What asking the links of a document told.

use super::short;
use crate::engine::Context;
use crate::facts::links::Link;
use crate::link_state::{KnownLink, LinkState};
use crate::profile::Archives;

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

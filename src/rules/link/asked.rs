//! What asking the links of a document told.

use super::short;
use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::facts::links::{Link, LinkForm};
use crate::fix::Edit;
use crate::link_state::{KnownCopy, KnownLink, LinkState};
use crate::profile::{Archives, ParamType};
use crate::rules::citation::archive::whole_date;
use crate::source::Span;
use crate::syntax::NodeId;

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

/// Why a link is taken to be dead: `404 Not Found, on 4 days since 2026-03-01`.
pub(super) fn reason(known: &KnownLink) -> String {
    let why = short(&known.why);
    match known.failing_since {
        Some(since) if known.failing_days == 1 => format!("{why}, on {}", since.date_naive()),
        Some(since) => format!("{why}, on {} days since {}", known.failing_days, since.date_naive()),
        None => why,
    }
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

/// Takes away the mark of a dead link; none if the mark shows the link itself.
pub(super) fn unmark(mark: NodeId, link: &Link, cx: &Context<'_>) -> Option<Edit> {
    let span = cx.tree.node(mark).span();
    (!span.contains(link.url)).then(|| without_mark(span, link, cx.doc.text()))
}

/// What stands between a link and its mark.
const SPACES: [&str; 4] = [" ", "\t", "\u{a0}", "&nbsp;"];

/// Takes a mark away with the space before it, which sets it apart from the link; where it fills a line, with that line.
/// An address that links by itself goes on up to the next space, which has to stay.
pub(super) fn without_mark(mark: Span, link: &Link, text: &str) -> Edit {
    let before = text.get(..mark.start as usize).unwrap_or_default();
    let after = text.get(mark.end as usize..).unwrap_or_default();
    let mut kept = before;
    while let Some(rest) = SPACES.iter().find_map(|space| kept.strip_suffix(space)) {
        kept = rest;
    }
    let fills_line = (kept.is_empty() || kept.ends_with('\n')) && after.starts_with('\n');
    let span = Span::new(kept.len() as u32, mark.end + u32::from(fills_line));
    let is_address = link.form == LinkForm::Bare && link.url.end as usize == kept.len();
    match is_address && !after.is_empty() && !after.starts_with(char::is_whitespace) {
        true => Edit::replace(span, " "),
        false => Edit::delete(span),
    }
}

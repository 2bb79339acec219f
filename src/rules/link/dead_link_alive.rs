//! `rules/link/dead-link-alive.md`

use url::{Position, Url};

use super::asked::unmark;
use super::dead_link_with_archive::gives_reason;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::Link;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::link_state::{KnownLink, LinkState, WELL_DAYS, key};
use crate::rules::citation::remove;
use crate::syntax::NodeId;

/// Finds links that are called dead, and lead to their pages.
pub struct DeadLinkAlive;

impl Rule for DeadLinkAlive {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.known_links.is_none() {
            return;
        }
        let facts = cx.facts;
        for link in
            facts.links().iter().filter(|link| link.is_literal && !link.has_archive && !link.is_archive)
        {
            let Some(mark) = link.dead.filter(|&mark| !gives_reason(cx.tree.node(mark), cx)) else {
                continue;
            };
            if let Some(known) = alive(cx.doc.slice(link.url), cx) {
                marked(mark, link, known, cx);
            }
        }
        for citation in facts.citations() {
            let Some((status, url)) = citation.called_dead() else { continue };
            let Some(known) = alive(url.value, cx).filter(|_| url.is_literal) else { continue };
            let message = format!("`{}` of a link that leads to its page: {}", status.value, reason(known));
            cx.report(
                Finding::new(status.value_span, message)
                    .label(url.value_span, "the link")
                    .help("look whether the page is still what is cited, and remove the state")
                    .fix(remove(status, cx.tree, Safety::Suggested)),
            );
        }
    }
}

fn marked(mark: NodeId, link: &Link, known: &KnownLink, cx: &mut Context<'_>) {
    let span = cx.tree.node(mark).span();
    let message = format!("link is marked as dead, and leads to its page: {}", reason(known));
    let mut finding =
        Finding::new(span, message).help("look whether the page is still what is cited, and remove the mark");
    if !span.contains(link.url) {
        finding = finding.label(link.url, "the link");
    }
    if let Some(edit) = unmark(mark, link, cx) {
        finding = finding.fix(Fix::new("remove the mark", vec![edit], Safety::Suggested));
    }
    cx.report(finding);
}

/// What is known of a link that was well on several days, and leads to the address that is written.
fn alive<'a>(url: &str, cx: &Context<'a>) -> Option<&'a KnownLink> {
    let known = cx.known_links?.get(url).filter(|known| known.well_days >= WELL_DAYS)?;
    let is_there = match known.state {
        LinkState::Ok => true,
        LinkState::Redirected => is_same_page(&key(url)?, known.leads_to.as_deref()?),
        _ => false,
    };
    is_there.then_some(known)
}

/// Whether two addresses name one page: the scheme, `www.` and a slash at the end tell none apart.
fn is_same_page(one: &str, other: &str) -> bool {
    let page = |address: &str| {
        let url = Url::parse(address).ok()?;
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        let path = url.path().trim_end_matches('/').to_owned();
        Some((host, url.port(), path, url[Position::AfterPath..].to_owned()))
    };
    page(one).is_some_and(|one| Some(one) == page(other))
}

fn reason(known: &KnownLink) -> String {
    let last = known.asked.map(|asked| format!(", the last of them {}", asked.date_naive()));
    format!("{}, on {} days{}", known.why, known.well_days, last.unwrap_or_default())
}

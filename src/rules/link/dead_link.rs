//! `rules/link/dead-link.md`

use super::asked;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::{Link, LinkForm};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::link_state::{KnownLink, LinkState};
use crate::profile::{CiteParam, Role};

/// What the citation module calls an original that can be read, and one that cannot.
pub(super) const LIVE: &str = "live";
pub(super) const DEAD: &str = "dead";

/// Finds links that failed for days and have no archived copy beside them.
pub struct DeadLink;

impl Rule for DeadLink {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (link, known) in asked::links(cx, LinkState::Dead) {
            if link.dead.is_some() {
                continue;
            }
            let message = format!("link is dead: {}", asked::reason(known));
            let help = match known.copies {
                Some(_) => "add the address of an archived copy, or cite another source",
                None => {
                    "add the address of an archived copy, or cite another source; the archive was not asked, so that no \
                     mark is offered"
                }
            };
            let mut finding = Finding::new(link.url, message).help(help);
            if let Some(fix) = mark(link, known, cx) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
        called_live(cx);
    }
}

/// Finds citations that give a copy, and say that the original can still be read.
fn called_live(cx: &mut Context<'_>) {
    let Some(links) = cx.known_links else { return };
    let facts = cx.facts;
    for citation in facts.citations().iter().filter(|citation| citation.schema.is_of_module) {
        let status = citation.get(CiteParam::UrlStatus).filter(|status| status.value == LIVE);
        let url = citation.get(CiteParam::Url).filter(|url| url.is_literal);
        let (Some(status), Some(url), true) = (status, url, citation.has(CiteParam::ArchiveUrl)) else {
            continue;
        };
        let Some(known) = links.get(url.value).filter(|known| known.state == LinkState::Dead) else {
            continue;
        };
        let message = format!("`{LIVE}` of a link that is dead: {}", asked::reason(known));
        let fix = Fix::replace(format!("write `{DEAD}`"), status.value_span, DEAD, Safety::Suggested);
        let help = format!("write `{DEAD}`, so that readers are led to the copy");
        cx.report(
            Finding::new(status.value_span, message).label(url.value_span, "the link").help(help).fix(fix),
        );
    }
}

/// Marks a link as dead of which the archive has no copy.
fn mark(link: &Link, known: &KnownLink, cx: &Context<'_>) -> Option<Fix> {
    if !known.copies.as_ref()?.copies.is_empty() {
        return None;
    }
    let node = cx.tree.node(link.node);
    let marked = match link.form {
        LinkForm::Bracketed | LinkForm::Bare => node,
        LinkForm::Picture => return None,
        LinkForm::Argument => {
            let template = node.parent()?;
            // A mark behind a box or a navigation template would stand outside of the line that shows the link.
            cx.facts.schema(template).filter(|schema| schema.has(Role::Citation)).map(|_| template)?
        }
    };
    let mark = cx.profile.link_marks.dead(cx.today)?;
    // A URL in the text goes on to the next space.
    let space = if link.form == LinkForm::Bare { " " } else { "" };
    let edit = Edit::insert(marked.span().end, format!("{space}{mark}"));
    Some(Fix::new("mark the link as dead", vec![edit], Safety::Suggested))
}

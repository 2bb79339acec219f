//! `rules/link/dead-link.md`

use super::asked;
use crate::engine::{Context, Interest, Rule};
use crate::facts::links::{Link, LinkForm};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::link_state::{KnownLink, LinkState};
use crate::profile::Role;

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
            let mut finding = Finding::new(link.url, message)
                .help("add the address of an archived copy, or cite another source");
            if let Some(fix) = mark(link, known, cx) {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
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
        LinkForm::Argument => {
            let template = node.parent()?;
            // A mark behind a box or a navigation template would stand outside of the line that shows the link.
            cx.facts.schema(template).filter(|schema| schema.has(Role::Citation)).map(|_| template)?
        }
    };
    let mark = cx.profile.link_marks.dead(cx.today, cx.language)?;
    // A URL in the text goes on to the next space.
    let space = if link.form == LinkForm::Bare { " " } else { "" };
    let edit = Edit::insert(marked.span().end, format!("{space}{mark}"));
    Some(Fix::new("mark the link as dead", vec![edit], Safety::Suggested))
}

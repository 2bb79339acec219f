//! `rules/link/dead-link-with-archive.md`

use super::asked::without_mark;
use super::dead_link::{DEAD, LIVE};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, ParamType};
use crate::rules::citation::copied::Copied;
use crate::syntax::{NodeRef, Template};

/// Finds marks of dead links beside which a copy is given.
pub struct DeadLinkWithArchive;

impl Rule for DeadLinkWithArchive {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for link in facts.links().iter().filter(|link| link.has_archive) {
            let mark = link.dead.map(|mark| cx.tree.node(mark)).filter(|mark| !gives_reason(*mark, cx));
            let Some(mark) = mark.map(NodeRef::span) else { continue };
            // A mark that shows the link itself knows its copy.
            let Some(copy) = link.archive.filter(|_| !mark.contains(link.url)) else { continue };
            // A copy of another page does not help.
            if Copied::read(cx.doc.slice(copy)).is_some_and(|copied| !copied.is_of(cx.doc.slice(link.url))) {
                continue;
            }
            let cited = facts.citation_of(link).map(|(citation, _)| citation);
            let status = cited.and_then(|citation| citation.get(CiteParam::UrlStatus));
            let live = status.filter(|status| status.value == LIVE);
            let mut edits = vec![without_mark(mark, link, cx.doc.text())];
            let (message, help) = match live {
                Some(status) => {
                    edits.insert(0, Edit::replace(status.value_span, DEAD));
                    ("link is marked as dead, and its citation says that it is live", "write `dead` there")
                }
                None => ("link is marked as dead though its copy is given", "remove the mark"),
            };
            let mut finding = Finding::new(mark, message).label(copy, "the copy").help(help);
            if let Some(status) = live {
                finding = finding.label(status.value_span, "the link's state");
            }
            let title = if live.is_some() { "say so in the citation alone" } else { "remove the mark" };
            // A state under a name or in a form that is not read would be what is left of the news.
            let is_former = |citation: &Citation<'_>| {
                citation.filled().any(|field| citation.schema.former.contains_key(&*field.name))
            };
            let is_unread = status
                .is_some_and(|status| status.value != LIVE && status.value.to_lowercase().contains(LIVE));
            cx.report(match is_unread || cited.is_some_and(is_former) {
                true => finding,
                false => finding.fix(Fix::new(title, edits, Safety::Suggested)),
            });
        }
    }
}

/// Whether a mark says why, so that it may be the copy that fails.
pub(super) fn gives_reason(mark: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let Some(schema) = cx.facts.schema(mark) else { return false };
    let is_reason = |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::Reason);
    let mut arguments = Template::cast(mark).into_iter().flat_map(Template::arguments);
    arguments.any(|argument| is_reason(&argument.key) && !argument.value().is_empty())
}

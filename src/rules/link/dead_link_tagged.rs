//! `rules/link/dead-link-tagged.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::links::Link;
use crate::finding::Finding;
use crate::profile::{Archives, ParamType};
use crate::rules::shown;
use crate::syntax::{NodeRef, Template};

/// Finds links that are marked as dead and have no archived copy beside them.
pub struct DeadLinkTagged;

impl Rule for DeadLinkTagged {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for link in facts.links().iter().filter(|link| !link.has_archive && !link.is_archive) {
            let Some(tag) = link.dead else { continue };
            let url = cx.doc.slice(link.url);
            if Archives::known().of_url(url).is_some() || has_none(url, cx) {
                continue;
            }
            let tag = cx.tree.node(tag);
            let since = date(tag, cx).map(|date| format!(" since `{}`", shown(date))).unwrap_or_default();
            let message = format!("link has been marked as dead{since} and has no archived copy");
            let finding = Finding::new(tag.span(), message)
                .help("add the address of an archived copy, or cite another source");
            cx.report(label(finding, link, tag));
        }
    }
}

/// Whether it is known that the archive has no copy, so that the mark is all that can be done.
fn has_none(url: &str, cx: &Context<'_>) -> bool {
    let known = cx.known_links.and_then(|known| known.get(url));
    known.and_then(|known| known.copies.as_ref()).is_some_and(|copies| copies.copies.is_empty())
}

fn label(finding: Finding, link: &Link, tag: NodeRef<'_>) -> Finding {
    if tag.span().contains(link.url) { finding } else { finding.label(link.url, "the dead link") }
}

/// The month that the tag gives, as written.
fn date<'t>(tag: NodeRef<'t>, cx: &Context<'_>) -> Option<&'t str> {
    let schema = cx.facts.schema(tag)?;
    let is_month = |key: &str| schema.param(key).is_some_and(|param| param.kind == ParamType::MonthYear);
    let argument = Template::cast(tag)?.arguments().filter(|argument| is_month(&argument.key)).last()?;
    Some(argument.value()).filter(|value| !value.is_empty())
}

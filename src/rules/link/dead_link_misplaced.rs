//! `rules/link/dead-link-misplaced.md`

use std::collections::HashSet;

use crate::engine::{Context, Interest, Rule};
use crate::facts::links::{Link, holds_address};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Role;
use crate::rules::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeId, NodeRef};

/// Finds marks of dead links that stand behind the footnote, or where no link is.
pub struct DeadLinkMisplaced;

/// What may hold or make a link, and what a mark does not reach over.
const READ: KindSet = KindSet::of(&[
    Kind::Template,
    Kind::ParserFunction,
    Kind::Parameter,
    Kind::Raw,
    Kind::ExternalLink,
    Kind::BareUrl,
    Kind::MagicLink,
    Kind::Wikilink,
    Kind::Reference,
    Kind::ListItem,
    Kind::Term,
    Kind::Cell,
    Kind::Heading,
    Kind::Text,
]);

impl Rule for DeadLinkMisplaced {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        if !facts.has_role(Role::DeadLink) {
            return;
        }
        let mut marking = HashSet::new();
        for link in facts.links().iter() {
            let Some(mark) = link.dead else { continue };
            marking.insert(mark);
            if let Some(finding) = behind_footnote(link, cx.tree.node(mark), cx) {
                cx.report(finding);
            }
        }
        for mark in marks_of_nothing(&marking, cx) {
            let finding = Finding::new(mark.span(), "this mark of a dead link has no link before it");
            cx.report(finding.help("write it behind the link that is dead, or remove it").cluster("no link"));
        }
    }
}

/// The mark of a link in a footnote, where it stands behind that.
fn behind_footnote(link: &Link, mark: NodeRef<'_>, cx: &Context<'_>) -> Option<Finding> {
    let mut around = cx.tree.node(link.node).ancestors().take(MAX_DEPTH);
    let footnote = around.find(|node| node.kind() == Kind::Reference)?;
    let (end, start) = (footnote.span().end, mark.span().start);
    if start < end {
        return None;
    }
    // Behind something else it may be about that.
    let between = cx.doc.slice(Span::new(end, start));
    if !between.trim().is_empty() {
        return None;
    }
    let message = "the mark stands behind the footnote whose link is dead";
    let finding = Finding::new(mark.span(), message)
        .label(link.url, "the dead link")
        .help("write it behind the link, within the footnote");
    let closing = footnote.children().filter(|node| node.kind() == Kind::Mark).last()?;
    // Nobody can tell which of several links is meant.
    let in_footnote = cx.facts.links().within(footnote.span());
    let before = cx.doc.text().get(..footnote.span().start as usize).unwrap_or_default().trim_end();
    let is_only = in_footnote.iter().filter(|other| !other.is_archive).nth(1).is_none()
        && !before.ends_with("</ref>")
        && !before.ends_with("/>");
    if !is_only || between.contains('\n') || !closing.source().starts_with("</") {
        return Some(finding);
    }
    let edits = vec![
        Edit::insert(closing.span().start, mark.source()),
        Edit::delete(Span::new(end, mark.span().end)),
    ];
    Some(finding.fix(Fix::new("move it into the footnote", edits, Safety::Suggested)))
}

/// Marks that are of no link, and before which nothing stands in the line or paragraph that may be one.
fn marks_of_nothing<'f>(marking: &HashSet<NodeId>, cx: &Context<'f>) -> Vec<NodeRef<'f>> {
    let mut found = Vec::new();
    let mut may_be_link = false;
    // What stands in a template's argument is shown elsewhere, or not at all.
    let mut template_end: Option<NodeId> = None;
    for node in cx.tree.nodes_of(READ) {
        if template_end.is_some_and(|end| node.id() < end) {
            continue;
        }
        match node.kind() {
            Kind::Text => may_be_link &= !node.source().contains("\n\n"),
            Kind::ListItem | Kind::Term | Kind::Cell | Kind::Heading => may_be_link = false,
            Kind::Template => {
                template_end = Some(node.subtree_end());
                let is_mark = cx.facts.schema(node).is_some_and(|schema| schema.has(Role::DeadLink));
                // Some marks enclose the link.
                let holds_link = holds_address(node);
                if is_mark && !holds_link && !may_be_link && !marking.contains(&node.id()) {
                    found.push(node);
                }
                may_be_link |= !is_mark || holds_link;
            }
            Kind::Wikilink => may_be_link |= leads_elsewhere(node, cx),
            _ => may_be_link = true,
        }
    }
    found
}

/// Whether a link in double brackets has the prefix of another site: `[[doi:10.1000/1]]`.
fn leads_elsewhere(node: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let target = node.child(Kind::Target).map_or("", NodeRef::source);
    let prefix = target.trim_start().trim_start_matches(':').split_once(':').map(|(prefix, _)| prefix.trim());
    let site = &cx.profile.site;
    prefix.is_some_and(|prefix| site.is_interwiki(prefix) || site.is_interlanguage(prefix))
}

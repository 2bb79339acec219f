//! `rules/reference/multiple-reflists.md`

use std::collections::HashMap;

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Role, TemplateSchema};
use crate::rules::shown;
use crate::syntax::{Kind, KindSet, NodeId};

/// Finds lists of references that stay empty, because one before them has listed all.
pub struct MultipleReflists;

impl Rule for MultipleReflists {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let references = cx.facts.references();
        if references.lists().len() < 2 {
            return;
        }
        let last_references = last_references(cx);
        let mut known: HashMap<&str, NodeId> = HashMap::new();
        let mut findings = Vec::new();
        for (list, last_reference) in references.lists().iter().zip(last_references) {
            let node = cx.tree.node(list.node);
            let Some(group) = &list.group else { continue };
            let Some(earlier) = known.insert(group, list.node) else { continue };
            let earlier = cx.tree.node(earlier);
            if earlier.span().contains(node.span()) || last_reference >= earlier.span().end {
                continue;
            }
            let fix = Fix::replace("remove the empty list", node.span(), "", Safety::Suggested);
            findings.push(
                Finding::new(node.span(), format!("`{}` lists nothing", shown(node.source())))
                    .label(earlier.span(), "all references stand above this list")
                    .help("keep one list after the last reference")
                    .fix(fix),
            );
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// For each list, where the last reference before its end begins, or the last template that may make one.
fn last_references(cx: &Context<'_>) -> Vec<u32> {
    let references = cx.facts.references();
    let mut tags = references.tags().iter().peekable();
    let mut last_of_group: HashMap<&str, u32> = HashMap::new();
    let mut last_template = 0;
    let mut templates = cx.tree.nodes_of(KindSet::of(&[Kind::Template])).peekable();
    let mut found = Vec::new();
    for list in references.lists() {
        let node = cx.tree.node(list.node);
        while let Some(tag) = tags.next_if(|tag| cx.tree.node(tag.node).span().start < node.span().end) {
            last_of_group.insert(&tag.group, cx.tree.node(tag.node).span().start);
        }
        while let Some(template) = templates.next_if(|template| template.span().start < node.span().start) {
            let makes = |schema: &TemplateSchema| schema.has(Role::Footnote);
            if cx.facts.schema(template).is_none_or(makes) {
                last_template = template.span().start;
            }
        }
        let last =
            list.group.as_ref().and_then(|group| last_of_group.get(&**group)).copied().unwrap_or_default();
        found.push(last.max(last_template));
    }
    found
}

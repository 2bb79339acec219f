//! `rules/citation/cite-dead-link-in-field.md`

use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Role;
use crate::rules::shown;
use crate::syntax::{Kind, NodeRef};

/// Finds templates that mark a link as dead inside of a citation's value.
pub struct CiteDeadLinkInField;

impl Rule for CiteDeadLinkInField {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        if !facts.has_role(Role::DeadLink) {
            return;
        }
        let marks = |node: NodeRef<'_>| {
            node.kind() == Kind::Template
                && facts.schema(node).is_some_and(|schema| schema.has(Role::DeadLink))
        };
        for citation in facts.citations().iter().filter(|citation| citation.has_markup) {
            for field in citation.filled().filter(|field| !field.is_literal) {
                let Some(mark) = value_nodes(field, cx.tree).find(|node| marks(*node)) else { continue };
                let place = mark.span();
                let message =
                    format!("`{}` stands in the value of `{}`", shown(mark.source()), shown(&field.name));
                let end = cx.tree.node(citation.node).span().end;
                let edits = vec![Edit::delete(place), Edit::insert(end, mark.source())];
                cx.report(
                    Finding::new(place, message).help("write the mark after the citation").fix(Fix::new(
                        "move it after the citation",
                        edits,
                        Safety::Suggested,
                    )),
                );
            }
        }
    }
}

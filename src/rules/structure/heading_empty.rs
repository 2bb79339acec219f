//! `rules/structure/heading-empty.md`

use super::with_line;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Heading, Kind, KindSet, NodeRef};

/// Finds headings without a title.
pub struct HeadingEmpty;

impl Rule for HeadingEmpty {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Heading]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(heading) = Heading::cast(node) else { return };
        let is_empty = heading.title_nodes().all(|part| match part.kind() {
            Kind::Text => part.source().trim().trim_matches('=').is_empty(),
            Kind::Comment => true,
            _ => false,
        });
        if !is_empty {
            return;
        }
        let finding = Finding::new(node.span().trim(cx.doc.text()), "the heading has no title")
            .help("write a title, or take the heading out");
        let has_comment = node.descendants().any(|part| part.kind() == Kind::Comment);
        cx.report(if has_comment {
            finding
        } else {
            let edits = vec![Edit::delete(with_line(cx.doc.text(), node.span()))];
            finding.fix(Fix::new("take the heading out", edits, Safety::Suggested))
        });
    }
}

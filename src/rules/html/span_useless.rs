//! `rules/html/span-useless.md`

use super::pasted_html::is_apart;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Tag, attributes_node};

/// Finds `span` tags without attributes, which do nothing.
pub struct SpanUseless;

impl Rule for SpanUseless {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let holds_any =
            attributes_node(node).is_some_and(|attributes| !attributes.source().trim().is_empty());
        let Some(tag) = Tag::cast(node).filter(|tag| !holds_any && tag.name() == "span") else { return };
        if node.is_self_closing() || node.has_implicit_end() {
            return;
        }
        let tail = Span::new(tag.content_span().end, node.span().end);
        let edits = vec![Edit::delete(tag.head_span()), Edit::delete(tail)];
        let safety = if is_apart(tag) { Safety::Safe } else { Safety::Suggested };
        cx.report(
            Finding::new(tag.head_span(), "this `span` tag has no attributes and does nothing")
                .help("remove the tags and keep the text in them")
                .fix(Fix::new("remove the tags", edits, safety)),
        );
    }
}

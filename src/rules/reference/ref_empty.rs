//! `rules/reference/ref-empty.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds `<ref>` tags that have neither a content nor a name.
pub struct RefEmpty;

impl Rule for RefEmpty {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Reference]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::reference(node) else { return };
        let refers = |name: &str| {
            matches!(name.to_ascii_lowercase().as_str(), "name" | "follow" | "extends" | "details")
        };
        if !cx.doc.slice(tag.content_span()).trim().is_empty()
            || tag.attributes().any(|attribute| refers(attribute.name))
        {
            return;
        }
        let message = format!("`{}` has neither a content nor a name", shown(node.source()));
        cx.report(
            Finding::new(node.span(), message)
                .help("write the source between the tags, or remove them")
                .fix(Fix::replace("remove the empty reference", node.span(), "", Safety::Suggested)),
        );
    }
}

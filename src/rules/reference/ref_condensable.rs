//! `rules/reference/ref-condensable.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::syntax::{Kind, KindSet, NodeRef, Tag, attributes_node};

/// Finds `<ref name=a></ref>`, which `<ref name=a />` says shorter.
pub struct RefCondensable;

impl Rule for RefCondensable {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Reference]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::reference(node).filter(|_| !node.is_self_closing()) else { return };
        let Some(attributes) = attributes_node(node) else { return };
        let has_name = tag.attribute("name").is_some_and(|name| !name.value.trim().is_empty());
        if !has_name || !cx.doc.slice(tag.content_span()).trim().is_empty() {
            return;
        }
        let written = attributes.source().trim();
        // What is left of an unclosed quotation mark or a stray slash would read otherwise before ` />`.
        let is_plain = !written.ends_with('/')
            && ['"', '\''].iter().all(|quote| written.matches(*quote).count() % 2 == 0);
        if !is_plain {
            return;
        }
        let short = format!("<ref {written} />");
        let title = format!("write `{}`", shown(&short));
        cx.report(
            Finding::new(node.span(), format!("`{}` has no content", shown(node.source())))
                .help(title.clone())
                .fix(Fix::replace(title, node.span(), short, Safety::Safe).cosmetic()),
        );
    }
}

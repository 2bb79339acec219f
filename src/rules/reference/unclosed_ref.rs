//! `rules/reference/unclosed-ref.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::{MAX_DEPTH, is_in_code, shown};
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds `<ref>` and `<references>` without a closing tag of their own.
pub struct UnclosedRef;

impl Rule for UnclosedRef {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Reference, Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let finding = match node.kind() {
            Kind::Reference if !cx.tree.kinds().contains(Kind::Unclosed) => None,
            Kind::Reference => swallows(tag, cx),
            _ => never_closed(tag, cx),
        };
        if let Some(finding) = finding {
            cx.report(finding);
        }
    }
}

/// A reference that ends with the closing tag of a later one. References do not nest, so no node is seen twice.
fn swallows(reference: Tag<'_>, cx: &Context<'_>) -> Option<Finding> {
    let opened = reference.node().descendants().filter(|node| node.kind() == Kind::Unclosed);
    let next = opened.filter_map(Tag::cast).find(|tag| tag.name() == "ref")?;
    let head = shown(cx.doc.slice(reference.head_span()));
    let message =
        format!("`{head}` is not closed before the next `<ref>`, so all up to `</ref>` is its footnote");
    Some(
        Finding::new(reference.head_span(), message)
            .help("write `</ref>` where the reference ends; a `<ref>` inside of another one is not possible")
            .label(next.head_span(), "this one begins inside of it"),
    )
}

fn never_closed(tag: Tag<'_>, cx: &Context<'_>) -> Option<Finding> {
    let node = tag.node();
    let name = tag.name();
    let help = match &*name {
        "references" => "write `<references />`",
        "ref" if tag.attribute("name").is_some() => {
            "write `</ref>` after the source, or end the tag in `/>` to repeat the source of that name"
        }
        "ref" => "write `</ref>` where the reference ends",
        _ => return None,
    };
    let in_reference = node.ancestors().take(MAX_DEPTH).any(|node| node.kind() == Kind::Reference);
    if in_reference || is_in_code(node) {
        return None;
    }
    let head = shown(cx.doc.slice(tag.head_span()));
    Some(
        Finding::new(tag.head_span(), format!("`{head}` is never closed, so readers see it as text"))
            .help(help)
            .cluster(name),
    )
}

//! `rules/reference/cite-tag-in-ref.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds `<cite>` tags around the content of references.
pub struct CiteTagInRef;

impl Rule for CiteTagInRef {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Reference]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let tags = node.children_of(Kind::Tag).filter_map(Tag::cast);
        for cite in tags.filter(|tag| tag.name() == "cite").collect::<Vec<_>>() {
            let head = cite.head_span();
            let mut finding =
                Finding::new(head, format!("`{}` inside of a reference", shown(cx.doc.slice(head))))
                    .help("write the source with a citation template, or as plain text")
                    .cluster("cite");
            // Other references may link to its identifier.
            if cite.attribute("id").is_none() && !cite.node().has_implicit_end() {
                let tail = Span::new(cite.content_span().end, cite.node().span().end);
                let edits = vec![Edit::delete(head), Edit::delete(tail)];
                finding = finding.fix(Fix::new("remove the `cite` tags", edits, Safety::Suggested));
            }
            cx.report(finding);
        }
    }
}

//! `rules/html/obsolete-tag.md`

use super::range_of;
use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Html;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds tags of elements that HTML dropped.
pub struct ObsoleteTag;

impl Check for ObsoleteTag {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        ObsoleteTag
    }
}

impl Rule for ObsoleteTag {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag, Kind::Unclosed]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let name = tag.name();
        let Some(obsolete) = Html::known().obsolete(&name) else { return };
        let in_cell = obsolete
            .in_cell
            .as_ref()
            .filter(|_| range_of(node).is_some_and(|range| range.kind() == Kind::Cell));
        let mut finding = Finding::new(tag.head_span(), format!("`<{name}>` is obsolete in HTML"))
            .help(in_cell.unwrap_or(&obsolete.instead).clone())
            .cluster(name.clone());
        if let Some(closing) = closing(tag) {
            finding = finding.label(closing, format!("`</{name}>` is here"));
            if let Some(element) = &obsolete.element {
                finding = finding.fix(rename(&name, element, tag, closing));
            }
        }
        cx.report(finding);
    }
}

/// Where the closing tag stands.
fn closing(tag: Tag<'_>) -> Option<Span> {
    let last = tag.node().children_of(Kind::Mark).last()?;
    last.source().starts_with("</").then(|| last.span())
}

/// Puts another element's name in both tags.
fn rename(name: &str, element: &str, tag: Tag<'_>, closing: Span) -> Fix {
    let length = name.len() as u32;
    let edit = |start| Edit::replace(Span::new(start, start + length), element);
    let edits = vec![edit(tag.head_span().start + 1), edit(closing.start + 2)];
    Fix::new(format!("write `<{element}>`"), edits, Safety::Safe)
}

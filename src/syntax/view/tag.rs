use std::borrow::Cow;

use super::attribute::{Attribute, attribute, attributes};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, token};

/// A tag: HTML or extension, `<ref>` among them, or the opening or closing tag alone that has no partner.
#[derive(Clone, Copy)]
pub struct Tag<'t>(NodeRef<'t>);

impl<'t> Tag<'t> {
    /// The view of a tag, a reference, or an unclosed or stray tag.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        let is_tag = match node.kind() {
            Kind::Tag | Kind::Reference => true,
            Kind::Unclosed | Kind::Stray => node.source().starts_with('<'),
            _ => false,
        };
        is_tag.then_some(Tag(node))
    }

    /// The view of a `<ref>`.
    pub fn reference(node: NodeRef<'t>) -> Option<Self> {
        (node.kind() == Kind::Reference).then_some(Tag(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The name in lower case.
    pub fn name(self) -> Cow<'t, str> {
        let name =
            token::tag_name(self.0.source().as_bytes()).and_then(|tag| std::str::from_utf8(tag.name).ok());
        let name = name.unwrap_or_default();
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        }
    }

    /// Where the opening tag stands, from `<` to `>`.
    pub fn head_span(self) -> Span {
        let marks = self.0.children_of(Kind::Mark).take(2);
        if self.0.is_leaf() { self.0.span() } else { super::span_of(marks, self.0.span().start) }
    }

    /// The attributes in the order of the source.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        attributes(self.0)
    }

    /// The attribute of a name in lower case.
    pub fn attribute(self, name: &str) -> Option<Attribute<'t>> {
        attribute(self.0, name)
    }

    /// The nodes between the opening and the closing tag.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        let head = 2 + usize::from(self.0.child(Kind::Attributes).is_some());
        let last = self.0.subtree_end();
        let content = self.0.children().skip(head);
        content.filter(move |node| node.kind() != Kind::Mark || node.subtree_end() != last)
    }

    /// Where the content stands; empty after the head where there is none.
    pub fn content_span(self) -> Span {
        super::span_of(self.content_nodes(), self.head_span().end)
    }
}

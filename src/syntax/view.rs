//! Typed views: handles on a node that know what its children mean. Accessors give `None` where a part is missing.

use std::borrow::Cow;

use super::kind::Kind;
use super::tree::NodeRef;
use crate::source::Span;

/// The source of a node without its comments, trimmed.
pub fn clean<'t>(node: NodeRef<'t>) -> Cow<'t, str> {
    if node.descendants().all(|below| below.kind() != Kind::Comment) {
        return Cow::Borrowed(node.source().trim());
    }
    let leaves = node.descendants().filter(|below| below.is_leaf() && below.kind() != Kind::Comment);
    Cow::Owned(leaves.map(NodeRef::source).collect::<String>().trim().to_owned())
}

/// A template, parser function or parameter.
#[derive(Clone, Copy)]
pub struct Template<'t>(NodeRef<'t>);

impl<'t> Template<'t> {
    /// The view of a node of one of these kinds.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        matches!(node.kind(), Kind::Template | Kind::ParserFunction | Kind::Parameter)
            .then_some(Template(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The name as written, without comments, trimmed.
    pub fn name(self) -> Cow<'t, str> {
        self.0.child(Kind::Name).map(clean).unwrap_or_default()
    }

    /// The arguments in the order of the source, with the keys MediaWiki gives them.
    pub fn arguments(self) -> impl Iterator<Item = Argument<'t>> {
        let mut position = 0;
        self.0.children_of(Kind::Argument).map(move |node| {
            let key = match node.child(Kind::Name) {
                Some(name) => clean(name),
                None => {
                    position += 1;
                    Cow::Owned(position.to_string())
                }
            };
            Argument { node, key }
        })
    }

    /// The argument that counts for a key: the last one.
    pub fn argument(self, key: &str) -> Option<Argument<'t>> {
        self.arguments().filter(|argument| argument.key == key).last()
    }
}

/// One argument of a template.
#[derive(Clone)]
pub struct Argument<'t> {
    /// The node, with its `|`.
    pub node: NodeRef<'t>,
    /// The name as written, without comments, trimmed; for a positional argument its number.
    pub key: Cow<'t, str>,
}

impl<'t> Argument<'t> {
    /// Whether the name is written out.
    pub fn is_named(&self) -> bool {
        self.node.child(Kind::Name).is_some()
    }

    /// The nodes of the value.
    pub fn value_nodes(&self) -> impl Iterator<Item = NodeRef<'t>> + use<'t> {
        let marks = if self.is_named() { 3 } else { 1 };
        self.node.children().skip(marks)
    }

    /// Where the value stands, with the white space around it: from after `=` or `|` to the argument's end.
    pub fn value_span(&self) -> Span {
        let start = match self.node.child(Kind::Name) {
            Some(name) => name.next_sibling().map_or(name.span().end, |mark| mark.span().end),
            None => self.node.child(Kind::Mark).map_or(self.node.span().start, |mark| mark.span().end),
        };
        Span::new(start, self.node.span().end)
    }

    /// The value's source, trimmed.
    pub fn value(&self) -> &'t str {
        self.node.document_text().get(self.value_span().range()).unwrap_or_default().trim()
    }
}

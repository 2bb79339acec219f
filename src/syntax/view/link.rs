use std::borrow::Cow;

use super::short;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// A link in double brackets, or a line of a gallery.
#[derive(Clone, Copy)]
pub struct Link<'t>(NodeRef<'t>);

impl<'t> Link<'t> {
    /// The view of a link to a page, file, category or language edition, or of a gallery's line.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        let kinds = [Kind::Wikilink, Kind::File, Kind::Category, Kind::Interlanguage, Kind::GalleryLine];
        kinds.contains(&node.kind()).then_some(Link(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The target as written, namespace and fragment kept, without comments, trimmed.
    pub fn target(self) -> Cow<'t, str> {
        self.0.child(Kind::Target).map(short).unwrap_or_default()
    }

    /// Where the target stands, with the white space around it.
    pub fn target_span(self) -> Span {
        self.0.child(Kind::Target).map_or(Span::empty(self.0.span().start), NodeRef::span)
    }

    /// The options and the caption of a file, each with its `|`.
    pub fn options(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children_of(Kind::FileOption)
    }

    /// Whether there is a `|` after the target.
    pub fn has_label(self) -> bool {
        self.0.children().skip_while(|node| node.kind() != Kind::Target).nth(1).is_some_and(|after| {
            after.kind() == Kind::FileOption || after.kind() == Kind::Mark && !after.source().starts_with(']')
        })
    }

    /// The nodes of the label; a file's are in its options.
    pub fn label_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        let after_target = self.0.children().skip_while(|node| node.kind() != Kind::Target).skip(2);
        let last = self.0.subtree_end();
        after_target.filter(move |node| node.kind() != Kind::Mark || node.subtree_end() != last)
    }

    /// Where the label stands; empty at the end of the target where there is none.
    pub fn label_span(self) -> Span {
        super::span_of(self.label_nodes(), self.target_span().end)
    }
}

/// `[url label]`, or a URL that links by itself.
#[derive(Clone, Copy)]
pub struct ExternalLink<'t>(NodeRef<'t>);

impl<'t> ExternalLink<'t> {
    /// The view of an external link or a bare URL.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        matches!(node.kind(), Kind::ExternalLink | Kind::BareUrl).then_some(ExternalLink(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The node that is the URL.
    fn url_node(self) -> NodeRef<'t> {
        self.0.child(Kind::Target).unwrap_or(self.0)
    }

    /// The URL as written, without comments; empty for one of thousands of bytes with templates in it.
    pub fn url(self) -> Cow<'t, str> {
        let node = self.url_node();
        let plain = node.descendants().all(|below| below.kind() == Kind::Text);
        if plain { Cow::Borrowed(node.source()) } else { short(node) }
    }

    /// Where the URL stands.
    pub fn url_span(self) -> Span {
        self.url_node().span()
    }

    /// The nodes of the label, with the white space before them; none for a bare URL.
    pub fn label_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        let last = self.0.subtree_end();
        let after_target = self.0.children().skip_while(|node| node.kind() != Kind::Target).skip(1);
        after_target.filter(move |node| node.kind() != Kind::Mark || node.subtree_end() != last)
    }

    /// Where the label stands; empty at the end of the URL where there is none.
    pub fn label_span(self) -> Span {
        super::span_of(self.label_nodes(), self.url_span().end)
    }
}

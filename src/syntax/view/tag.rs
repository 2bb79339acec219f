use std::borrow::Cow;

use super::File;
use super::attribute::{Attribute, attribute, attributes, attributes_node};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, token};

/// A tag: HTML or extension, `<ref>` among them, or the opening or closing tag alone that has no partner.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Tag, parse}};
/// let tree = parse("<span lang=\"la\">Roma</SPAN><br>", &Profile::neutral().site);
/// let [span, line_break] = tree.nodes().filter_map(Tag::cast).collect::<Vec<_>>()[..] else { panic!() };
/// assert_eq!(span.name(), "span");
/// assert_eq!(span.attribute("lang").unwrap().value, "la");
/// assert_eq!(&tree.text()[span.content_span().range()], "Roma");
/// assert!(line_break.content_span().is_empty());
/// ```
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
        super::content(self.0, 2 + usize::from(attributes_node(self.0).is_some()))
    }

    /// Where the content stands, as it is written; empty after the head where there is none.
    pub fn content_span(self) -> Span {
        super::span_of(self.content_nodes(), self.head_span().end)
    }
}

view! {
    /// `<ref>`: a footnote, or a use of one that is defined elsewhere.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Reference, parse}};
    /// let tree = parse("a<ref name=\"Livy\">Livy, I.</ref> b<ref name=Livy />", &Profile::neutral().site);
    /// let [first, second] = tree.nodes().filter_map(Reference::cast).collect::<Vec<_>>()[..] else { panic!() };
    /// assert_eq!(first.name(), Some("Livy"));
    /// assert_eq!(&tree.text()[first.content_span().range()], "Livy, I.");
    /// assert!(second.is_use());
    /// ```
    Reference of Reference
}

impl<'t> Reference<'t> {
    /// The same node as a tag, for its attributes and the parts of its head.
    pub fn tag(self) -> Tag<'t> {
        Tag(self.0)
    }

    /// What other uses call it, trimmed; none if it has no name.
    pub fn name(self) -> Option<&'t str> {
        attribute(self.0, "name").map(|name| name.value.trim()).filter(|name| !name.is_empty())
    }

    /// The list of footnotes it belongs to, trimmed; none for the usual one.
    pub fn group(self) -> Option<&'t str> {
        attribute(self.0, "group").map(|group| group.value.trim()).filter(|group| !group.is_empty())
    }

    /// Whether it only points at a footnote: `<ref name=… />`.
    pub fn is_use(self) -> bool {
        self.0.is_self_closing()
    }

    /// The nodes of the footnote.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.tag().content_nodes()
    }

    /// Where the footnote stands, as it is written; empty after the head where there is none.
    pub fn content_span(self) -> Span {
        self.tag().content_span()
    }
}

/// `<gallery>` and other tags of lines of files.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Gallery, parse}};
/// let tree = parse("<gallery mode=packed>\nFile:Rome.jpg|Rome\n</gallery>", &Profile::neutral().site);
/// let gallery = tree.nodes().find_map(Gallery::cast).unwrap();
/// assert_eq!(gallery.tag().attribute("mode").unwrap().value, "packed");
/// let line = gallery.files().next().unwrap();
/// assert_eq!(line.link().target(), "File:Rome.jpg");
/// assert_eq!(line.options().next().unwrap().text(), "Rome");
/// ```
#[derive(Clone, Copy)]
pub struct Gallery<'t>(NodeRef<'t>);

impl<'t> Gallery<'t> {
    /// The view of a tag that holds lines of files.
    pub fn cast(node: NodeRef<'t>) -> Option<Self> {
        let is_gallery = node.kind() == Kind::Tag && node.child(Kind::GalleryLine).is_some();
        is_gallery.then_some(Gallery(node))
    }

    /// The node.
    pub fn node(self) -> NodeRef<'t> {
        self.0
    }

    /// The same node as a tag, for its attributes.
    pub fn tag(self) -> Tag<'t> {
        Tag(self.0)
    }

    /// Its lines.
    pub fn files(self) -> impl Iterator<Item = File<'t>> {
        self.0.children().filter_map(File::cast)
    }
}

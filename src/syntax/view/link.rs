use std::borrow::Cow;

use super::short;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

view! {
    /// A link in double brackets: to a page, file, category or language edition. A line of a gallery is one too.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Kind, Link, parse}};
    /// let tree = parse("[[Rome#History|the ''city'']]s [[de:Rom]]", &Profile::neutral().site);
    /// let [city, german] = tree.nodes().filter_map(Link::cast).collect::<Vec<_>>()[..] else { panic!() };
    /// assert_eq!(city.target(), "Rome#History");
    /// assert_eq!((city.page(), city.fragment()), ("Rome".into(), Some("History")));
    /// assert_eq!(&tree.text()[city.label_span().range()], "the ''city''");
    /// assert_eq!(city.trail(), "s");
    /// assert_eq!(german.node().kind(), Kind::Interlanguage);
    /// assert!(!german.has_label());
    /// ```
    Link of Wikilink | File | Category | Interlanguage | GalleryLine
}

impl<'t> Link<'t> {
    /// The view of a node that is known to be a link.
    pub(super) fn of(node: NodeRef<'t>) -> Self {
        Link(node)
    }

    /// The target as written, namespace and fragment kept, without comments, trimmed; empty for one of more than 2,000
    /// bytes.
    pub fn target(self) -> Cow<'t, str> {
        self.0.child(Kind::Target).map(short).unwrap_or_default()
    }

    /// Where the target stands, with the white space and the comments around it.
    pub fn target_span(self) -> Span {
        self.0.child(Kind::Target).map_or(Span::empty(self.0.span().start), NodeRef::span)
    }

    /// The target up to its fragment, trimmed; empty for a target of more than 2,000 bytes.
    pub fn page(self) -> Cow<'t, str> {
        match self.target() {
            Cow::Borrowed(target) => Cow::Borrowed(before_fragment(target)),
            Cow::Owned(target) => Cow::Owned(before_fragment(&target).to_owned()),
        }
    }

    /// What stands after the first `#` of the target, trimmed.
    pub fn fragment(self) -> Option<&'t str> {
        let target = self.0.child(Kind::Target)?.source();
        target.split_once('#').map(|(_, fragment)| fragment.trim())
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
        let after_target = self.0.children().skip_while(|node| node.kind() != Kind::Target).skip(1);
        let label = after_target.skip(usize::from(self.has_label()));
        label.take_while(|node| !matches!(node.kind(), Kind::Mark | Kind::FileOption))
    }

    /// The letters behind the brackets that are shown as part of the link: the `s` of `[[dog]]s`.
    pub fn trail(self) -> &'t str {
        let last = self.0.children().last().filter(|last| last.kind() == Kind::Text);
        last.filter(|_| self.0.kind() == Kind::Wikilink).map_or("", NodeRef::source)
    }

    /// Where the label stands, with the white space and the comments around it, without the trail; empty at the end of
    /// the target where there is none.
    pub fn label_span(self) -> Span {
        super::span_of(self.label_nodes(), self.target_span().end)
    }
}

/// The part of a target before its `#`.
fn before_fragment(target: &str) -> &str {
    target.split_once('#').map_or(target, |(page, _)| page.trim_end())
}

view! {
    /// `[url label]`, or a URL that links by itself.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{ExternalLink, parse}};
    /// let tree = parse("[https://a.org/b An archive], https://c.org/d.", &Profile::neutral().site);
    /// let [archive, bare] = tree.nodes().filter_map(ExternalLink::cast).collect::<Vec<_>>()[..] else { panic!() };
    /// assert_eq!(archive.url(), "https://a.org/b");
    /// assert_eq!(&tree.text()[archive.label_span().range()], " An archive");
    /// assert!(bare.is_bare());
    /// assert_eq!(bare.url(), "https://c.org/d");
    /// ```
    ExternalLink of ExternalLink | BareUrl
}

impl<'t> ExternalLink<'t> {
    /// Whether it stands without brackets.
    pub fn is_bare(self) -> bool {
        self.0.kind() == Kind::BareUrl
    }

    /// The node that is the URL.
    fn url_node(self) -> NodeRef<'t> {
        self.0.child(Kind::Target).unwrap_or(self.0)
    }

    /// The URL as written, without comments; empty for one of more than 2,000 bytes with comments or templates in it.
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

    /// Where the label stands, with the white space and the comments around it; empty at the end of the URL where there
    /// is none.
    pub fn label_span(self) -> Span {
        super::span_of(self.label_nodes(), self.url_span().end)
    }
}

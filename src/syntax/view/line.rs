use super::Link;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

view! {
    /// `== … ==`.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Heading, parse}};
    /// let tree = parse("=== The ''Iliad'' === <!-- 8th c. -->", &Profile::neutral().site);
    /// let heading = tree.nodes().find_map(Heading::cast).unwrap();
    /// assert_eq!(heading.level(), 3);
    /// assert_eq!(&tree.text()[heading.title_span().range()], " The ''Iliad'' ");
    /// ```
    Heading of Heading
}

impl<'t> Heading<'t> {
    /// 1–6.
    pub fn level(self) -> u8 {
        self.0.level()
    }

    /// The nodes of the title.
    pub fn title_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1).take_while(|node| node.kind() != Kind::Mark)
    }

    /// Where the title stands, with the white space and the comments around it.
    pub fn title_span(self) -> Span {
        super::span_of(self.title_nodes(), self.0.span().start)
    }
}

view! {
    /// One line of a list. A definition line such as `; a : b` is two items, the first with a term.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{ListItem, parse}};
    /// let tree = parse("* a\n*# b\n; c : d", &Profile::neutral().site);
    /// let items: Vec<_> = tree.nodes().filter_map(ListItem::cast).collect();
    /// let markers: Vec<_> = items.iter().map(|item| item.marker()).collect();
    /// assert_eq!(markers, ["*", "*#", ";", ":"]);
    /// assert_eq!(items[1].depth(), 2);
    /// assert_eq!(items[2].term().unwrap().source(), " c ");
    /// assert_eq!(&tree.text()[items[3].content_span().range()], " d");
    /// ```
    ListItem of ListItem
}

impl<'t> ListItem<'t> {
    /// The signs the line starts with: `**`. After a term it is the `:` alone.
    pub fn marker(self) -> &'t str {
        self.0.child(Kind::Mark).map(NodeRef::source).unwrap_or_default()
    }

    /// How many lists the line is in, by its own marker.
    pub fn depth(self) -> usize {
        self.marker().len()
    }

    /// The term of a line that ends its marker with `;`.
    pub fn term(self) -> Option<NodeRef<'t>> {
        self.0.child(Kind::Term)
    }

    /// The nodes after the marker.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1)
    }

    /// Where the content stands, with the white space and the comments around it.
    pub fn content_span(self) -> Span {
        super::span_of(self.content_nodes(), self.0.span().end)
    }
}

view! {
    /// A line that starts with a space, shown as it is written.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Preformatted, parse}};
    /// let tree = parse(" let x = 1", &Profile::neutral().site);
    /// let line = tree.nodes().find_map(Preformatted::cast).unwrap();
    /// assert_eq!(&tree.text()[line.content_span().range()], "let x = 1");
    /// ```
    Preformatted of Preformatted
}

impl<'t> Preformatted<'t> {
    /// The nodes after the space.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        self.0.children().skip(1)
    }

    /// Where they stand.
    pub fn content_span(self) -> Span {
        super::span_of(self.content_nodes(), self.0.span().end)
    }
}

view! {
    /// `#REDIRECT [[…]]` at the start of a page.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Redirect, parse}};
    /// let tree = parse("#REDIRECT [[Rome#History]]", &Profile::neutral().site);
    /// let redirect = tree.nodes().find_map(Redirect::cast).unwrap();
    /// assert_eq!(redirect.link().unwrap().target(), "Rome#History");
    /// ```
    Redirect of Redirect
}

impl<'t> Redirect<'t> {
    /// The link to where it leads.
    pub fn link(self) -> Option<Link<'t>> {
        self.0.children().find_map(Link::cast)
    }
}

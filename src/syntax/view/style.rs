use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

view! {
    /// Bold or italic by apostrophes. Where the two cross, or one crosses the end of an external link's label, the inner one
    /// ends and goes on as a second node.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Emphasis, parse}};
    /// let tree = parse("'''Homer''' wrote the ''Iliad", &Profile::neutral().site);
    /// let [name, work] = tree.nodes().filter_map(Emphasis::cast).collect::<Vec<_>>()[..] else { panic!() };
    /// assert!(name.is_bold() && name.is_closed());
    /// assert!(!work.is_bold() && !work.is_closed());
    /// assert_eq!(&tree.text()[work.content_span().range()], "Iliad");
    /// ```
    Emphasis of Bold | Italic
}

impl<'t> Emphasis<'t> {
    /// Bold, else italic.
    pub fn is_bold(self) -> bool {
        self.0.kind() == Kind::Bold
    }

    /// Whether its own apostrophes close it.
    pub fn is_closed(self) -> bool {
        !self.0.has_implicit_end()
    }

    /// Whether it goes on with what an emphasis before it began.
    pub fn goes_on(self) -> bool {
        let mut children = self.0.children();
        let has_mark = children.next().is_some_and(|first| first.kind() == Kind::Mark);
        // A mark alone is the closing one where nothing else closes.
        !has_mark || self.is_closed() && children.next().is_none()
    }

    /// The nodes between the apostrophes.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        super::content(self.0, usize::from(!self.goes_on()))
    }

    /// Where they stand.
    pub fn content_span(self) -> Span {
        super::span_of(self.content_nodes(), self.0.span().end)
    }
}

view! {
    /// `-{ … }-`, on wikis that convert between variants of their language.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{LanguageVariant, parse}};
    /// let site = &Profile::named("zhwiki").unwrap().site;
    /// let tree = parse("-{A|zh-cn:计算机; zh-tw:電腦}-", site);
    /// let variant = tree.nodes().find_map(LanguageVariant::cast).unwrap();
    /// assert_eq!(variant.flags(), Some("A"));
    /// assert_eq!(&tree.text()[variant.text_span().range()], "zh-cn:计算机; zh-tw:電腦");
    /// ```
    LanguageVariant of LanguageVariant
}

impl<'t> LanguageVariant<'t> {
    /// What stands before the first `|`, trimmed; none without one.
    pub fn flags(self) -> Option<&'t str> {
        let first = self.content_nodes().next().filter(|first| first.kind() == Kind::Text)?;
        Some(first.source().split_once('|')?.0.trim())
    }

    /// The nodes between the marks, the flags among them.
    pub fn content_nodes(self) -> impl Iterator<Item = NodeRef<'t>> {
        super::content(self.0, 1)
    }

    /// Where the text to convert stands: after the flags.
    pub fn text_span(self) -> Span {
        let content = super::span_of(self.content_nodes(), self.0.span().end);
        let first = self.content_nodes().next().filter(|first| first.kind() == Kind::Text);
        let bar = first.and_then(|first| first.source().find('|'));
        Span::new(content.start + bar.map_or(0, |bar| bar as u32 + 1), content.end)
    }
}

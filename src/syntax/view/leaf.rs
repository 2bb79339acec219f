use crate::source::Span;
use crate::syntax::{Kind, NodeRef};
use crate::value::entity;

view! {
    /// `<!-- … -->`.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Comment, parse}};
    /// let tree = parse("a<!-- b --> c<!-- d", &Profile::neutral().site);
    /// let comments: Vec<_> = tree.nodes().filter_map(Comment::cast).collect();
    /// assert_eq!(comments[0].text(), " b ");
    /// assert_eq!((comments[1].text(), comments[1].is_closed()), (" d", false));
    /// ```
    Comment of Comment
}

impl<'t> Comment<'t> {
    /// What stands between the marks.
    pub fn text(self) -> &'t str {
        self.0.document_text().get(self.text_span().range()).unwrap_or_default()
    }

    /// Where that stands.
    pub fn text_span(self) -> Span {
        let span = self.0.span();
        let end = if self.is_closed() { span.end - "-->".len() as u32 } else { span.end };
        let start = span.start + "<!--".len() as u32;
        Span::new(start, end.max(start))
    }

    /// Whether it ends before the text does.
    pub fn is_closed(self) -> bool {
        !self.0.has_implicit_end()
    }
}

view! {
    /// `&nbsp;`, `&#160;`, `&#xA0;`.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Entity, parse}};
    /// let tree = parse("Caf&eacute; &#x263A;", &Profile::neutral().site);
    /// let read: Vec<_> = tree.nodes().filter_map(Entity::cast).map(Entity::decoded).collect();
    /// assert_eq!(read, [Some("é".to_owned()), Some("☺".to_owned())]);
    /// ```
    Entity of Entity
}

impl Entity<'_> {
    /// What it shows as; none if it means nothing and shows as it is written.
    pub fn decoded(self) -> Option<String> {
        entity::decode(self.0.source())
    }
}

view! {
    /// `__TOC__` and the like, as far as the site knows them.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{BehaviourSwitch, parse}};
    /// let tree = parse("__NOTOC__ __unknown__", &Profile::neutral().site);
    /// let switches: Vec<_> = tree.nodes().filter_map(BehaviourSwitch::cast).collect();
    /// assert_eq!(switches.len(), 1);
    /// assert_eq!(switches[0].name(), "NOTOC");
    /// ```
    BehaviourSwitch of BehaviourSwitch
}

impl<'t> BehaviourSwitch<'t> {
    /// The word as written, without the underscores.
    pub fn name(self) -> &'t str {
        self.0.source().trim_matches('_')
    }
}

view! {
    /// `ISBN 0-306-40615-2`, `RFC 2616`, `PMID 1234`, which link by themselves.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{MagicLink, parse}};
    /// let tree = parse("See ISBN&nbsp;0-306-40615-2.", &Profile::neutral().site);
    /// let book = tree.nodes().find_map(MagicLink::cast).unwrap();
    /// assert_eq!((book.scheme(), book.number()), ("ISBN", "0-306-40615-2"));
    /// ```
    MagicLink of MagicLink
}

impl<'t> MagicLink<'t> {
    /// `ISBN`, `RFC` or `PMID`.
    pub fn scheme(self) -> &'t str {
        let source = self.0.source();
        let word = source.bytes().take_while(u8::is_ascii_alphabetic).count();
        source.get(..word).unwrap_or_default()
    }

    /// The number as written, with its hyphens and spaces.
    pub fn number(self) -> &'t str {
        let mut rest = self.0.source().strip_prefix(self.scheme()).unwrap_or_default().trim_start();
        // The white space before it may be written as character references.
        while let Some((_, after)) = rest.split_once(';').filter(|_| rest.starts_with('&')) {
            rest = after.trim_start();
        }
        rest
    }
}

view! {
    /// `~~~`, `~~~~` or `~~~~~`, which saving the page replaces.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Signature, parse}};
    /// let tree = parse("I agree. ~~~~", &Profile::neutral().site);
    /// let signature = tree.nodes().find_map(Signature::cast).unwrap();
    /// assert!(signature.has_name() && signature.has_date());
    /// ```
    Signature of Signature
}

impl Signature<'_> {
    /// Whether it becomes the user's name: all but `~~~~~`.
    pub fn has_name(self) -> bool {
        self.0.span().len() < 5
    }

    /// Whether it becomes the date: all but `~~~`.
    pub fn has_date(self) -> bool {
        self.0.span().len() > 3
    }
}

use crate::source::Span;
use crate::syntax::{Kind, NodeRef, token};

/// One attribute of a tag, a table, a row, a cell or a caption.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{attributes, parse}};
/// let tree = parse("<td colspan=\"2\" nowrap>a</td>", &Profile::neutral().site);
/// let cell = tree.root().children().next().unwrap();
/// let [colspan, nowrap] = attributes(cell).collect::<Vec<_>>()[..] else { panic!() };
/// assert_eq!((colspan.name, colspan.value), ("colspan", "2"));
/// assert_eq!(&tree.text()[colspan.value_span.range()], "2");
/// assert_eq!((nowrap.name, nowrap.value), ("nowrap", ""));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'t> {
    /// The name as written.
    pub name: &'t str,
    /// Where the name stands.
    pub name_span: Span,
    /// The value as written, without its quotation marks; empty where there is none.
    pub value: &'t str,
    /// Where the value stands, without its quotation marks.
    pub value_span: Span,
}

/// The attributes of a node that has some: what the child of kind `attributes` holds.
pub fn attributes<'t>(node: NodeRef<'t>) -> impl Iterator<Item = Attribute<'t>> {
    let holder = attributes_node(node);
    let source = holder.map(NodeRef::source).unwrap_or_default();
    let base = holder.map_or(0, |holder| holder.span().start);
    let mut at = 0;
    std::iter::from_fn(move || {
        let (read, next) = token::attribute(source.as_bytes(), at)?;
        at = next;
        let part = |(start, end): (usize, usize)| {
            let span = Span::new(base + start as u32, base + end as u32);
            (source.get(start..end).unwrap_or_default(), span)
        };
        let (name, name_span) = part(read.name);
        let (value, value_span) = part(read.value.unwrap_or((read.name.1, read.name.1)));
        Some(Attribute { name, name_span, value, value_span })
    })
}

/// The child of kind `attributes` of a node that has one: it comes right after the node's first mark, so that looking
/// for it costs the same however many children there are.
pub fn attributes_node<'t>(node: NodeRef<'t>) -> Option<NodeRef<'t>> {
    node.children().nth(1).filter(|second| second.kind() == Kind::Attributes)
}

/// The attribute of a name, in any case; of several the last one counts, as in MediaWiki's `Sanitizer::decodeTagAttributes`.
pub fn attribute<'t>(node: NodeRef<'t>, name: &str) -> Option<Attribute<'t>> {
    attributes(node).filter(|attribute| attribute.name.eq_ignore_ascii_case(name)).last()
}

use std::borrow::Cow;
use std::collections::HashSet;

use super::short;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

view! {
    /// `{{ … }}` or `{{{ … }}}`: a template, and in its general form a parser function or a parameter.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Template, parse}};
    /// let tree = parse("{{cite book | title = Iliad | Homer | title=Odyssey }}", &Profile::neutral().site);
    /// let book = tree.nodes().find_map(Template::cast).unwrap();
    /// assert_eq!(book.name(), "cite book");
    /// let keys: Vec<_> = book.arguments().map(|argument| argument.key).collect();
    /// assert_eq!(keys, ["title", "1", "title"]);
    /// let title = book.argument("title").unwrap();
    /// assert_eq!(title.value(), "Odyssey");
    /// assert_eq!(&tree.text()[title.value_span().range()], "Odyssey ");
    /// ```
    Template of Template | ParserFunction | Parameter
}

impl<'t> Template<'t> {
    /// The name as written, without comments, trimmed; empty for one of more than 2,000 bytes.
    pub fn name(self) -> Cow<'t, str> {
        self.0.child(Kind::Name).map(short).unwrap_or_default()
    }

    /// The name, if no other markup than comments makes part of it; empty for one of more than 2,000 bytes.
    pub fn literal_name(self) -> Option<Cow<'t, str>> {
        let name = self.0.child(Kind::Name)?;
        let is_literal = |node: NodeRef<'_>| matches!(node.kind(), Kind::Text | Kind::Comment);
        name.children().all(is_literal).then(|| short(name))
    }

    /// The arguments in the order of the source, with the keys MediaWiki gives them.
    pub fn arguments(self) -> impl Iterator<Item = Argument<'t>> {
        let mut position = 0_usize;
        self.0.children_of(Kind::Argument).map(move |node| {
            let key = argument_name(node).unwrap_or_else(|| {
                position += 1;
                position_name(position)
            });
            Argument { node, key }
        })
    }

    /// The arguments that count, in the order of the source: the last one of each key.
    pub fn effective_arguments(self) -> Vec<Argument<'t>> {
        let mut arguments: Vec<Argument<'t>> = self.arguments().collect();
        let mut known = HashSet::new();
        arguments.reverse();
        arguments.retain(|argument| known.insert(argument.key.clone()));
        arguments.reverse();
        arguments
    }

    /// The argument that counts for a key: the last one.
    pub fn argument(self, key: &str) -> Option<Argument<'t>> {
        self.arguments().filter(|argument| argument.key == key).last()
    }
}

view! {
    /// `{{#if: … | … }}`, `{{lc: … }}`, `{{PAGENAME}}`: its arguments have places and no names.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{ParserFunction, parse}};
    /// let tree = parse("{{#if: {{{born|}}} | Born {{{born}}} }}", &Profile::neutral().site);
    /// let condition = tree.nodes().find_map(ParserFunction::cast).unwrap();
    /// assert_eq!(condition.name(), "#if");
    /// let arguments: Vec<_> = condition.arguments().map(|argument| argument.value()).collect();
    /// assert_eq!(arguments, ["{{{born|}}}", "Born {{{born}}}"]);
    /// ```
    ParserFunction of ParserFunction
}

impl<'t> ParserFunction<'t> {
    /// The name as written, without comments, trimmed; empty for one of more than 2,000 bytes.
    pub fn name(self) -> Cow<'t, str> {
        Template(self.0).name()
    }

    /// What stands after the colon, then what stands after each `|`.
    pub fn arguments(self) -> impl Iterator<Item = Argument<'t>> {
        Template(self.0).arguments()
    }
}

view! {
    /// `{{{ … }}}`: what a template is given.
    ///
    /// ```
    /// # use wikivet::{profile::Profile, syntax::{Parameter, parse}};
    /// let tree = parse("{{{born|unknown}}}", &Profile::neutral().site);
    /// let parameter = tree.nodes().find_map(Parameter::cast).unwrap();
    /// assert_eq!(parameter.name(), "born");
    /// assert_eq!(parameter.default().unwrap().value(), "unknown");
    /// ```
    Parameter of Parameter
}

impl<'t> Parameter<'t> {
    /// The name as written, without comments, trimmed; empty for one of more than 2,000 bytes.
    pub fn name(self) -> Cow<'t, str> {
        Template(self.0).name()
    }

    /// What it stands for where nothing is given: what the first `|` leads in.
    pub fn default(self) -> Option<Argument<'t>> {
        Template(self.0).arguments().next()
    }
}

/// The names of positional arguments, without an allocation for those that nearly all templates have.
pub(crate) fn position_name(position: usize) -> Cow<'static, str> {
    const FIRST: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let known = position.checked_sub(1).and_then(|at| FIRST.get(at));
    known.map_or_else(|| Cow::Owned(position.to_string()), |&name| Cow::Borrowed(name))
}

/// One argument of a template.
#[derive(Clone)]
pub struct Argument<'t> {
    /// The node, with its `|`.
    pub node: NodeRef<'t>,
    /// The name as written, without comments, trimmed; for a positional argument its number; empty for a name of more
    /// than 2,000 bytes, so that of several such names nothing tells whether they are the same.
    pub key: Cow<'t, str>,
}

impl<'t> Argument<'t> {
    /// Whether the name is written out.
    pub fn is_named(&self) -> bool {
        self.split().0.is_named
    }

    /// The nodes of the value.
    pub fn value_nodes(&self) -> impl Iterator<Item = NodeRef<'t>> + use<'t> {
        self.split().1
    }

    /// Where the value stands, with the white space and the comments around it: from after `=` or `|` to the argument's end.
    pub fn value_span(&self) -> Span {
        Span::new(self.split().0.end, self.node.span().end)
    }

    /// What stands before the value, and the nodes of the value.
    pub(crate) fn split(&self) -> (ArgumentHead<'t>, impl Iterator<Item = NodeRef<'t>> + use<'t>) {
        split_argument(self.node)
    }

    /// The value's source, trimmed, comments kept.
    pub fn value(&self) -> &'t str {
        self.node.document_text().get(self.value_span().range()).unwrap_or_default().trim()
    }
}

/// What stands before the value of an argument.
pub(crate) struct ArgumentHead<'t> {
    /// The name, if one is written and not empty.
    pub(crate) name: Option<NodeRef<'t>>,
    /// Whether there is a `=`.
    pub(crate) is_named: bool,
    /// Where the value begins, after `=` or `|`.
    pub(crate) end: u32,
}

/// What stands before the value of an argument node, and the nodes of the value.
pub(crate) fn split_argument(node: NodeRef<'_>) -> (ArgumentHead<'_>, impl Iterator<Item = NodeRef<'_>>) {
    let is_mark = |node: &NodeRef<'_>| node.kind() == Kind::Mark;
    let mut children = node.children().peekable();
    let bar = children.next_if(is_mark);
    let name = children.next_if(|node| node.kind() == Kind::Name);
    let equals = children.next_if(is_mark);
    let end = equals.or(bar).map_or(node.span().start, |mark| mark.span().end);
    (ArgumentHead { name, is_named: name.is_some() || equals.is_some(), end }, children)
}

/// The written name of an argument node, without comments, trimmed; empty for `|=value` and for a name of more than
/// 2,000 bytes, none for a positional one.
pub fn argument_name(node: NodeRef<'_>) -> Option<Cow<'_, str>> {
    let second = node.children().nth(1)?;
    match second.kind() {
        Kind::Name => Some(short(second)),
        Kind::Mark => Some(Cow::Borrowed("")),
        _ => None,
    }
}

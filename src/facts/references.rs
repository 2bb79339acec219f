//! References: where each named one is given its content and where it is used, as MediaWiki's Cite pairs them.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Facts;
use super::attributes::attribute;
use crate::profile::Role;
use crate::source::Span;
use crate::syntax::{Kind, NodeId, NodeRef, Template, clean};

/// The references of a document.
#[derive(Debug, Default)]
pub struct References {
    tags: Vec<RefTag>,
    names: Vec<NamedRef>,
    elsewhere: Vec<String>,
    /// Whether another page's text is put into this one, so that its references are on this page too.
    pub transcludes_pages: bool,
}

/// One `<ref>`, or a parser function that makes one.
#[derive(Debug)]
pub struct RefTag {
    /// The node: a reference, or a parser function.
    pub node: NodeId,
    /// The place of its attributes, or of the whole tag where it has none.
    pub place: Span,
    /// What it gives as the footnote's text; none for a tag that only refers to another.
    pub content: Option<Span>,
}

/// All tags of one name in one group.
#[derive(Debug)]
pub struct NamedRef {
    /// The group; empty for the references that have none.
    pub group: String,
    /// The name as MediaWiki compares it: case and `_` matter, quotes and white space at the ends do not.
    pub name: String,
    /// The tags with content, in document order.
    pub definitions: Vec<usize>,
    /// The tags without content, in document order.
    pub uses: Vec<usize>,
}

impl References {
    /// All tags in document order.
    pub fn tags(&self) -> &[RefTag] {
        &self.tags
    }

    /// The names, by their first tag; the numbers in them are places in [`References::tags`].
    pub fn names(&self) -> &[NamedRef] {
        &self.names
    }

    /// Names that something other than a well-formed tag may define: footnote templates, tags left open.
    pub fn defined_elsewhere(&self) -> &[String] {
        &self.elsewhere
    }

    /// Reads the references of a document in one pass.
    pub(super) fn read(facts: &Facts<'_>) -> References {
        let mut reader =
            Reader { facts, references: References::default(), keys: HashMap::new(), lists: Vec::new() };
        for node in facts.tree.nodes() {
            while reader.lists.last().is_some_and(|list| list.end <= node.id()) {
                reader.lists.pop();
            }
            reader.read(node);
        }
        reader.references
    }
}

/// A reference list that the walk is inside of: references in it have its group.
struct List {
    end: NodeId,
    group: String,
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    references: References,
    keys: HashMap<(String, String), usize>,
    lists: Vec<List>,
}

impl Reader<'_, '_> {
    fn read(&mut self, node: NodeRef<'_>) {
        match node.kind() {
            Kind::Reference => self.reference(node),
            Kind::ParserFunction => self.parser_function(node),
            Kind::Template => self.template(node),
            Kind::Tag
                if node.source().get(..11).is_some_and(|head| head.eq_ignore_ascii_case("<references")) =>
            {
                let group = node.child(Kind::Attributes).and_then(|attributes| value(attributes, "group"));
                self.lists.push(List { end: node.subtree_end(), group: group.unwrap_or_default() });
            }
            Kind::Unclosed => {
                let name = node.child(Kind::Attributes).and_then(|attributes| value(attributes, "name"));
                self.references.elsewhere.extend(name);
            }
            _ => {}
        }
    }

    fn reference(&mut self, node: NodeRef<'_>) {
        let attributes = node.child(Kind::Attributes);
        let read = |name| attributes.and_then(|attributes| value(attributes, name));
        let continues = read("follow");
        let content = tag_content(node).filter(|_| continues.is_none());
        let place = attributes.map_or(node.span(), |attributes| attributes.span().trim(node.document_text()));
        let tag = RefTag { node: node.id(), place, content };
        self.add(tag, read("name").or(continues), read("group"));
    }

    /// `{{#tag:ref|content|name=…|group=…}}`
    fn parser_function(&mut self, node: NodeRef<'_>) {
        let Some(function) = Template::cast(node) else { return };
        let name = function.name();
        if TRANSCLUDING_FUNCTIONS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            self.references.transcludes_pages = true;
        }
        if !name.eq_ignore_ascii_case("#tag")
            || !function.argument("1").is_some_and(|tag| tag.value().eq_ignore_ascii_case("ref"))
        {
            return;
        }
        let read = |key: &str| {
            let argument = function.argument(key).filter(|argument| !is_computed(argument.node))?;
            Some(unquoted(argument.value()).to_owned()).filter(|value| !value.is_empty())
        };
        let content = function.argument("2").map(|content| content.value_span().trim(node.document_text()));
        let place = function.argument("name").map_or(node.span(), |name| name.value_span());
        let tag = RefTag { node: node.id(), place, content: content.filter(|content| !content.is_empty()) };
        self.add(tag, read("name"), read("group"));
    }

    fn template(&mut self, node: NodeRef<'_>) {
        let Some(template) = Template::cast(node) else { return };
        let argument = |key: &str| template.argument(key).map(|argument| argument.value().to_owned());
        self.references.transcludes_pages |= template.name().starts_with([':', '/']);
        let Some(schema) = self.facts.schema(node) else { return };
        if schema.has(Role::ReferenceList) {
            let group = argument("group").map(|group| unquoted(&group).to_owned());
            self.lists.push(List { end: node.subtree_end(), group: group.unwrap_or_default() });
        }
        if schema.has(Role::Footnote) {
            self.references.elsewhere.extend(argument("name").map(|name| unquoted(&name).to_owned()));
        }
    }

    fn add(&mut self, tag: RefTag, name: Option<String>, group: Option<String>) {
        let index = self.references.tags.len();
        let has_content = tag.content.is_some();
        self.references.tags.push(tag);
        // MediaWiki refuses a name of digits alone, and the tag then has none.
        let Some(name) = name.filter(|name| !name.bytes().all(|byte| byte.is_ascii_digit())) else { return };
        let group = group.or_else(|| self.lists.last().map(|list| list.group.clone())).unwrap_or_default();
        let names = &mut self.references.names;
        let known = *self.keys.entry((group, name)).or_insert_with_key(|(group, name)| {
            names.push(NamedRef {
                group: group.clone(),
                name: name.clone(),
                definitions: Vec::new(),
                uses: Vec::new(),
            });
            names.len() - 1
        });
        if let Some(named) = names.get_mut(known) {
            if has_content { named.definitions.push(index) } else { named.uses.push(index) }
        }
    }
}

/// Parser functions of MediaWiki and its extensions that put another page's text here.
const TRANSCLUDING_FUNCTIONS: [&str; 6] = ["#lst", "#lsth", "#lstx", "#section", "#section-h", "#section-x"];

/// The value of an attribute, unless it is empty or a template makes part of the attributes.
fn value(attributes: NodeRef<'_>, name: &str) -> Option<String> {
    if is_computed(attributes) {
        return None;
    }
    attribute(&clean(attributes), name).map(Cow::into_owned).filter(|value| !value.is_empty())
}

/// Whether a template or a parameter makes part of it.
fn is_computed(node: NodeRef<'_>) -> bool {
    node.descendants()
        .any(|below| matches!(below.kind(), Kind::Template | Kind::ParserFunction | Kind::Parameter))
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inner.unwrap_or(value).trim()
}

/// What stands between the two marks of a tag; none if that is nothing but white space.
fn tag_content(tag: NodeRef<'_>) -> Option<Span> {
    if tag.is_self_closing() {
        return None;
    }
    let mut marks = tag.children_of(Kind::Mark);
    let start = marks.find(|mark| mark.source().ends_with('>'))?.span().end;
    let end = marks.last().map_or(tag.span().end, |mark| mark.span().start);
    let content = Span::new(start, end).trim(tag.document_text());
    (!content.is_empty()).then_some(content)
}

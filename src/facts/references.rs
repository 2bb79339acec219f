//! References: where each named one is given its content and where it is used, as MediaWiki's Cite pairs them.

use std::collections::HashMap;
use std::rc::Rc;

use super::Facts;
use crate::profile::{ParamType, Role, TemplateSchema};
use crate::source::Span;
use crate::syntax::{Argument, Kind, KindSet, MAX_NAME, NodeId, NodeRef, Tag, Template, attributes_node};
use crate::value::entity;

/// The references of a document.
#[derive(Debug, Default)]
pub struct References {
    tags: Vec<RefTag>,
    names: Vec<NamedRef>,
    lists: Vec<RefList>,
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
    /// Whether another tag with a content stands in its content.
    pub holds_definition: bool,
    /// The list of footnotes it belongs to; empty for the usual one.
    pub group: Rc<str>,
    /// Its name as in [`NamedRef::name`]; none for a tag without a name that is of use.
    pub name: Option<String>,
    /// Whether it stands in a list of references, where it gives a content and is no use.
    pub in_list: bool,
    /// Whether it goes on with another footnote: `follow=…`.
    pub follows: bool,
}

/// A place where footnotes are listed: `<references />`, or a template for it.
#[derive(Debug)]
pub struct RefList {
    /// The tag or the template.
    pub node: NodeId,
    /// The group that is listed, empty for the usual one; none where the template knows the group by itself.
    pub group: Option<Rc<str>>,
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

    /// The lists of references, in document order.
    pub fn lists(&self) -> &[RefList] {
        &self.lists
    }

    /// Names that something other than a well-formed tag may define: footnote templates, tags left open.
    pub fn defined_elsewhere(&self) -> &[String] {
        &self.elsewhere
    }

    /// Reads the references of a document in one pass.
    pub(super) fn read(facts: &Facts<'_>) -> References {
        let mut reader = Reader {
            facts,
            references: References::default(),
            keys: HashMap::new(),
            lists: Vec::new(),
            definitions: Vec::new(),
        };
        let kinds =
            KindSet::of(&[Kind::Reference, Kind::ParserFunction, Kind::Template, Kind::Tag, Kind::Unclosed]);
        for node in facts.tree.nodes_of(kinds) {
            while reader.lists.last().is_some_and(|list| list.end <= node.id()) {
                reader.lists.pop();
            }
            while reader.definitions.last().is_some_and(|&(end, _)| end <= node.id()) {
                reader.definitions.pop();
            }
            reader.read(node);
        }
        reader.references
    }
}

/// A reference list that the walk is inside of: references in it have its group.
struct List {
    end: NodeId,
    group: Rc<str>,
}

struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    references: References,
    keys: HashMap<(Rc<str>, String), usize>,
    lists: Vec<List>,
    /// The tags with a content that the walk is inside of: where each ends, and its place among the tags.
    definitions: Vec<(NodeId, usize)>,
}

impl Reader<'_, '_> {
    fn read(&mut self, node: NodeRef<'_>) {
        match node.kind() {
            Kind::Reference => self.reference(node),
            Kind::ParserFunction => self.parser_function(node),
            Kind::Template => self.template(node),
            Kind::Tag => {
                if let Some(tag) = Tag::cast(node).filter(|tag| tag.name() == "references") {
                    self.list(node, value(tag, "group"));
                }
            }
            Kind::Unclosed => {
                let name = Tag::cast(node).and_then(|tag| value(tag, "name"));
                self.references.elsewhere.extend(name);
            }
            _ => {}
        }
    }

    fn reference(&mut self, node: NodeRef<'_>) {
        let Some(tag) = Tag::reference(node) else { return };
        // The content of one that runs on into the next reference is not what its author meant.
        if self.facts.tree.kinds().contains(Kind::Unclosed) {
            let open = node.descendants().filter(|node| node.kind() == Kind::Unclosed);
            if open.filter_map(Tag::cast).any(|inner| inner.name() == "ref") {
                return self.references.elsewhere.extend(value(tag, "name"));
            }
        }
        let [name, group, continues] = values(tag, ["name", "group", "follow"]);
        let content = tag.content_span().trim(node.document_text());
        let attributes = attributes_node(node);
        let read = RefTag {
            node: node.id(),
            place: attributes.map_or(node.span(), |attributes| attributes.span().trim(node.document_text())),
            content: (continues.is_none() && !content.is_empty()).then_some(content),
            holds_definition: false,
            group: Rc::default(),
            name: None,
            in_list: false,
            follows: continues.is_some(),
        };
        self.add(node, read, name.or(continues), group);
    }

    /// `{{#tag:ref|content|name=…|group=…}}`
    fn parser_function(&mut self, node: NodeRef<'_>) {
        let Some(function) = Template::cast(node) else { return };
        let name = function.name();
        if TRANSCLUDING_FUNCTIONS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            self.references.transcludes_pages = true;
        }
        let mut arguments = function.arguments();
        let is_ref = |tag: Argument<'_>| tag.value().eq_ignore_ascii_case("ref");
        if !name.eq_ignore_ascii_case("#tag") || !arguments.next().is_some_and(is_ref) {
            return;
        }
        let content = arguments.next().map(|content| content.value_span().trim(node.document_text()));
        let mut read = RefTag {
            node: node.id(),
            place: node.span(),
            content: content.filter(|content| !content.is_empty()),
            holds_definition: false,
            group: Rc::default(),
            name: None,
            in_list: false,
            follows: false,
        };
        let (mut name, mut group) = (None, None);
        for argument in arguments {
            let Some((key, value)) = attribute(&argument) else { continue };
            match key {
                "name" => {
                    read.place = argument.value_span().trim(node.document_text());
                    name = usable(unquoted(value));
                }
                "group" => group = usable(unquoted(value)),
                _ => {}
            }
        }
        self.add(node, read, name, group);
    }

    fn template(&mut self, node: NodeRef<'_>) {
        let Some(template) = Template::cast(node) else { return };
        self.references.transcludes_pages |= template.name().starts_with([':', '/']);
        let Some(schema) = self.facts.schema(node) else { return };
        if schema.has(Role::ReferenceList) {
            self.list(node, argument(template, schema, ParamType::FootnoteGroup));
        }
        if schema.has(Role::Footnote) {
            self.references.elsewhere.extend(argument(template, schema, ParamType::FootnoteName));
        }
    }

    fn list(&mut self, node: NodeRef<'_>, group: Option<String>) {
        let knows = self.facts.schema(node).is_some_and(|schema| schema.has(Role::NoteList));
        let is_known = group.is_some() || !knows;
        let group: Rc<str> = group.unwrap_or_default().into();
        self.references.lists.push(RefList { node: node.id(), group: is_known.then(|| group.clone()) });
        self.lists.push(List { end: node.subtree_end(), group });
    }

    fn add(&mut self, node: NodeRef<'_>, mut tag: RefTag, name: Option<String>, group: Option<String>) {
        let index = self.references.tags.len();
        let has_content = tag.content.is_some();
        // MediaWiki refuses a name of digits alone, and the tag then has none.
        let name = name.filter(|name| !name.bytes().all(|byte| byte.is_ascii_digit()));
        let inherited = || self.lists.last().map(|list| list.group.clone()).unwrap_or_default();
        let group = group.map_or_else(inherited, Rc::from);
        tag.group = group.clone();
        tag.name = name.clone();
        tag.in_list = !self.lists.is_empty();
        self.references.tags.push(tag);
        if has_content {
            if let Some(outer) = self.definitions.last().and_then(|&(_, at)| self.references.tags.get_mut(at))
            {
                outer.holds_definition = true;
            }
            self.definitions.push((node.subtree_end(), index));
        }
        let Some(name) = name else { return };
        let names = &mut self.references.names;
        let known = *self.keys.entry((group, name)).or_insert_with_key(|(group, name)| {
            names.push(NamedRef {
                group: group.to_string(),
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

/// The value of the first parameter of a kind, as far as it is of use; of arguments of one name the last one counts.
fn argument(template: Template<'_>, schema: &TemplateSchema, kind: ParamType) -> Option<String> {
    let is_of_kind =
        |argument: &&Argument<'_>| schema.param(&argument.key).is_some_and(|param| param.kind == kind);
    let arguments = template.effective_arguments();
    usable(arguments.iter().find(is_of_kind)?.value())
}

/// The name and the value of an argument that gives a tag's attribute: what stands around the first `=` of its text.
fn attribute<'t>(argument: &Argument<'t>) -> Option<(&'t str, &'t str)> {
    let first = argument.value_nodes().next().filter(|first| first.kind() == Kind::Text)?;
    let key = first.source().split_once('=')?.0;
    let value = first.span().start as usize + key.len() + 1..argument.node.span().end as usize;
    Some((key.trim(), argument.node.document_text().get(value)?))
}

/// The value of a tag's attribute that `#tag` is given, without the quotation marks of either kind around it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let without = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    without('"').or_else(|| without('\'')).unwrap_or(value)
}

/// The value of an attribute, as far as it is of use.
fn value(tag: Tag<'_>, name: &str) -> Option<String> {
    usable(tag.attribute(name)?.value)
}

/// The values of some attributes, as far as they are of use. Of those of one name the last one counts.
fn values<const N: usize>(tag: Tag<'_>, names: [&str; N]) -> [Option<String>; N] {
    let mut found = [None; N];
    for attribute in tag.attributes() {
        let place = names.iter().position(|name| attribute.name.eq_ignore_ascii_case(name));
        if let Some(value) = place.and_then(|place| found.get_mut(place)) {
            *value = Some(attribute.value);
        }
    }
    found.map(|value| usable(value?))
}

/// A name or group with its quotation marks off, its character references decoded and its white space folded; none where nothing is left, where it is
/// longer than any name, and where a template makes part of it.
fn usable(value: &str) -> Option<String> {
    if value.len() > MAX_NAME as usize || value.contains("{{") {
        return None;
    }
    let value = value.trim();
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    let inner = entity::decode_all(inner);
    let mut folded = String::with_capacity(inner.len());
    for word in inner.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    (!folded.is_empty()).then_some(folded)
}

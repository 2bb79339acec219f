use wikivet::profile::Site;
use wikivet::report::ast::{self, Look};
use wikivet::source::{Document, Span};
use wikivet::syntax::{
    self, BehaviourSwitch, Caption, Category, Cell, Comment, Emphasis, Entity, ExternalLink, File, Gallery,
    Heading, LanguageVariant, Link, ListItem, MagicLink, NodeRef, Parameter, ParserFunction, Preformatted,
    Redirect, Reference, Row, Table, Tag, Template, parse,
};

/// Panics unless every view of every node gives spans within the node and on character boundaries, and the tree can be
/// written in both forms.
pub fn assert_sound(doc: &Document, site: &Site) {
    let tree = parse(doc.text(), site);
    for node in tree.nodes() {
        for span in spans(node, site) {
            assert!(node.span().contains(span), "{:?} gives {span:?}, which is not in it", node.kind());
            assert!(node.document_text().get(span.range()).is_some(), "{:?} gives {span:?}", node.kind());
        }
    }
    let mut out = Vec::new();
    ast::json(doc, "neutral", &tree, &mut out).unwrap();
    ast::tree(doc, "neutral", &tree, &mut out, Look { colour: true, only_notes: false }).unwrap();
    for note in syntax::notes(&tree) {
        assert!(tree.node(note.node).span().contains(note.place), "{note:?} is not in its node");
    }
}

/// What all views of a node say of places in it.
fn spans(node: NodeRef<'_>, site: &Site) -> Vec<Span> {
    let mut spans: Vec<Span> =
        syntax::attributes(node).flat_map(|one| [one.name_span, one.value_span]).collect();
    spans.extend(Comment::cast(node).map(Comment::text_span));
    spans.extend(Heading::cast(node).map(Heading::title_span));
    spans.extend(ListItem::cast(node).map(ListItem::content_span));
    spans.extend(Preformatted::cast(node).map(Preformatted::content_span));
    spans.extend(Emphasis::cast(node).map(Emphasis::content_span));
    spans.extend(LanguageVariant::cast(node).map(LanguageVariant::text_span));
    spans.extend(Caption::cast(node).map(Caption::content_span));
    spans.extend(Cell::cast(node).map(Cell::content_span));
    spans.extend(Tag::cast(node).into_iter().flat_map(|tag| [tag.head_span(), tag.content_span()]));
    spans.extend(Reference::cast(node).map(Reference::content_span));
    spans.extend(Link::cast(node).into_iter().flat_map(|link| [link.target_span(), link.label_span()]));
    spans.extend(ExternalLink::cast(node).into_iter().flat_map(|link| [link.url_span(), link.label_span()]));
    spans.extend(File::cast(node).into_iter().flat_map(File::options).map(|option| option.text_span()));
    spans.extend(Template::cast(node).into_iter().flat_map(Template::arguments).map(|one| one.value_span()));
    spans.extend(Gallery::cast(node).into_iter().flat_map(Gallery::files).map(|file| file.node().span()));
    spans.extend(Table::cast(node).into_iter().flat_map(Table::rows).map(|row| row.node().span()));
    spans.extend(Row::cast(node).into_iter().flat_map(Row::cells).map(|cell| cell.node().span()));
    spans.extend(Redirect::cast(node).and_then(Redirect::link).map(|link| link.node().span()));
    spans.extend(Parameter::cast(node).and_then(Parameter::default).map(|default| default.node.span()));
    words(node, site);
    spans
}

/// Asks for all that views give as text.
fn words(node: NodeRef<'_>, site: &Site) {
    if let Some(link) = Link::cast(node) {
        let _ = (link.page(), link.fragment(), link.has_label());
    }
    if let Some(file) = File::cast(node) {
        let _ = (
            file.caption(site).map(|caption| caption.value(site)),
            file.option("alt", site).map(|alt| alt.name(site)),
        );
    }
    if let Some(category) = Category::cast(node) {
        let _ = (category.name(), category.sort_key());
    }
    let _ = Entity::cast(node).map(Entity::decoded);
    let _ = BehaviourSwitch::cast(node).map(BehaviourSwitch::name);
    let _ = MagicLink::cast(node).map(|link| (link.scheme(), link.number()));
    let _ = LanguageVariant::cast(node).map(LanguageVariant::flags);
    let _ = ListItem::cast(node).map(|item| (item.depth(), item.term().is_some()));
    let _ = Cell::cast(node).map(|cell| (cell.colspan(), cell.rowspan()));
    let _ = ParserFunction::cast(node).map(ParserFunction::name);
}

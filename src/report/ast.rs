//! The tree of a document: as JSON, and indented for people. Neither recurses, whatever the depth.
//!
//! `docs/tree.schema.json` describes the JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::escape;
use super::visible_json::write_json;
use crate::source::{Document, Origin};
use crate::syntax::{
    self, BehaviourSwitch, ExternalLink, Kind, Link, ListItem, NodeRef, Redirect, Reference, Tag, Template,
    Tree,
};

/// How many characters of a node's source the readable form shows.
const SHOWN: usize = 60;

/// Deeper than this nobody reads, and the indent alone would be the square of the depth.
const MAX_INDENT: usize = 100;

/// How the readable form looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Whether it has colours.
    pub colour: bool,
    /// Whether only the document and the nodes with one end are shown, without indent.
    pub only_notes: bool,
}

/// Writes the tree as one JSON object on one line; `profile` names the wiki that it was read for.
pub fn json(doc: &Document, profile: &str, tree: &Tree<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut open: Vec<usize> = Vec::new();
    let mut first = true;
    let notes = syntax::notes(tree);
    let mut notes = notes.iter().peekable();
    for node in tree.nodes() {
        first &= !close_ended(&mut open, node.id().index(), out)?;
        if !first && node.parent().is_some() {
            out.write_all(b",")?;
        }
        write!(out, "{{\"kind\":\"{}\"", node.kind().name())?;
        write!(out, ",\"start\":{},\"end\":{}", node.span().start, node.span().end)?;
        for (key, value) in members(node, &doc.origin, profile) {
            write!(out, ",\"{key}\":")?;
            match value {
                Value::Null => out.write_all(b"null")?,
                Value::Bool(value) => write!(out, "{value}")?,
                Value::Number(value) => write!(out, "{value}")?,
                Value::Text(value) => write_json(&mut *out, value.as_ref())?,
            }
        }
        if let Some(note) = notes.next_if(|note| note.node == node.id()) {
            write!(out, ",\"outcome\":\"{}\"", note.outcome.name())?;
        }
        out.write_all(b",\"children\":[")?;
        first = true;
        open.push(node.subtree_end().index());
    }
    close_ended(&mut open, usize::MAX, out)?;
    out.write_all(b"\n")
}

/// Closes the objects whose last descendant came before a node; whether there was one.
fn close_ended(open: &mut Vec<usize>, at: usize, out: &mut dyn Write) -> io::Result<bool> {
    let mut closed = false;
    while open.pop_if(|end| *end <= at).is_some() {
        out.write_all(b"]}")?;
        closed = true;
    }
    Ok(closed)
}

const KIND: Style = AnsiColor::Cyan.on_default();
const MARK: Style = AnsiColor::Magenta.on_default();
const SOURCE: Style = AnsiColor::Green.on_default();
const NOTE: Style = AnsiColor::Yellow.on_default();
const FAINT: Style = Style::new().dimmed();

/// Writes the tree with one node a line, indented by depth. A node's own delimiters stand in its line, and so does the
/// text of one that holds nothing else.
pub fn tree(
    doc: &Document,
    profile: &str,
    tree: &Tree<'_>,
    out: &mut dyn Write,
    look: Look,
) -> io::Result<()> {
    let paint = |style: Style| if look.colour { style } else { Style::new() };
    let (kind, mark, source, note, faint) =
        (paint(KIND), paint(MARK), paint(SOURCE), paint(NOTE), paint(FAINT));
    let mut open: Vec<usize> = Vec::new();
    let mut skipped = 0;
    let notes = syntax::notes(tree);
    let mut notes = notes.iter().peekable();
    for node in tree.nodes() {
        let index = node.id().index();
        while open.pop_if(|end| *end <= index).is_some() {}
        let said = notes.next_if(|note| note.node == node.id());
        let is_hidden = look.only_notes && said.is_none() && node.kind() != Kind::Document;
        if node.kind() == Kind::Mark || index < skipped || is_hidden {
            continue;
        }
        let span = node.span();
        write!(out, "{:1$}", "", 2 * open.len().min(MAX_INDENT))?;
        write!(out, "{kind}{}{kind:#} {faint}{}–{}{faint:#}", node.kind().name(), span.start, span.end)?;
        let (marks, content) = own_line(node);
        if !marks.is_empty() {
            write!(out, " {mark}{}{mark:#}", escape(&marks))?;
        }
        let is_shown = |value: &str| {
            marks.trim_end_matches('…') == value || node.is_leaf() && node.source().trim_matches('_') == value
        };
        for (key, value) in members(node, &doc.origin, profile) {
            match value {
                Value::Null | Value::Bool(false) => {}
                Value::Text(value) if is_shown(&value) => {}
                Value::Bool(true) => write!(out, " {key}")?,
                Value::Number(value) => write!(out, " {key}={value}")?,
                Value::Text(value) => write!(out, " {key}={}", excerpt(&value))?,
            }
        }
        if let Some(content) = content {
            write!(out, " {source}{}{source:#}", excerpt(content.source()))?;
            skipped = content.subtree_end().index();
        }
        if let Some(said) = said {
            write!(out, " {note}({}){note:#}", said.outcome.message())?;
        }
        writeln!(out)?;
        if !look.only_notes || node.kind() == Kind::Document {
            open.push(node.subtree_end().index());
        }
    }
    Ok(())
}

/// The delimiters of a node, with `…` for what stands between them, and the text if there is nothing else.
fn own_line(node: NodeRef<'_>) -> (String, Option<NodeRef<'_>>) {
    let mut marks = String::new();
    let mut others = 0;
    let mut text = None;
    for child in node.children() {
        match child.kind() {
            Kind::Mark if marks.len() < SHOWN => marks.push_str(child.source()),
            Kind::Mark => {}
            kind => {
                if !marks.is_empty() && !marks.ends_with('…') {
                    marks.push('…');
                }
                others += 1;
                text = Some(child).filter(|_| kind == Kind::Text);
            }
        }
    }
    let content = if node.is_leaf() { Some(node) } else { text.filter(|_| others == 1) };
    (marks, content.filter(|content| !content.span().is_empty()))
}

/// The start of a text in quotation marks.
fn excerpt(text: &str) -> String {
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    format!("\"{}{more}\"", escape(&shown))
}

enum Value<'t> {
    Null,
    Bool(bool),
    Number(u8),
    Text(Cow<'t, str>),
}

impl<'t> From<Option<&'t str>> for Value<'t> {
    fn from(text: Option<&'t str>) -> Self {
        text.map_or(Value::Null, |text| Value::Text(Cow::Borrowed(text)))
    }
}

type Member<'t> = (&'static str, Value<'t>);

/// What a node of a kind says beside its place.
fn members<'t>(node: NodeRef<'t>, origin: &'t Origin, profile: &'t str) -> Vec<Member<'t>> {
    let text = |key, value: Cow<'t, str>| vec![(key, Value::Text(value))];
    match node.kind() {
        Kind::Document => {
            let page = origin.page.as_deref().map(|page| ("page", Some(page)));
            let known = [("path", Some(origin.path.as_str()))].into_iter().chain(page);
            known.chain([("profile", Some(profile))]).map(|(key, value)| (key, value.into())).collect()
        }
        Kind::Heading => vec![("level", Value::Number(node.level()))],
        Kind::Template | Kind::ParserFunction | Kind::Parameter => {
            Template::cast(node).map(|template| text("name", template.name())).unwrap_or_default()
        }
        Kind::Argument => vec![("name", syntax::argument_name(node).map_or(Value::Null, Value::Text))],
        Kind::Wikilink | Kind::File | Kind::Category | Kind::Interlanguage => {
            Link::cast(node).map(|link| text("target", link.target())).unwrap_or_default()
        }
        Kind::Redirect => {
            let link = Redirect::cast(node).and_then(Redirect::link);
            link.map(|link| text("target", link.target())).unwrap_or_default()
        }
        Kind::ExternalLink | Kind::BareUrl => {
            ExternalLink::cast(node).map(|link| text("url", link.url())).unwrap_or_default()
        }
        Kind::Tag => {
            let mut members = Tag::cast(node).map(|tag| text("name", tag.name())).unwrap_or_default();
            members.push(("self_closing", Value::Bool(node.is_self_closing())));
            members
        }
        Kind::Reference => {
            let reference = Reference::cast(node);
            vec![
                ("name", reference.and_then(Reference::name).into()),
                ("group", reference.and_then(Reference::group).into()),
                ("self_closing", Value::Bool(node.is_self_closing())),
            ]
        }
        Kind::Cell => vec![("header", Value::Bool(node.is_header()))],
        Kind::ListItem => {
            ListItem::cast(node).map(|item| text("marker", item.marker().into())).unwrap_or_default()
        }
        Kind::BehaviourSwitch => {
            BehaviourSwitch::cast(node).map(|switch| text("name", switch.name().into())).unwrap_or_default()
        }
        Kind::Unclosed => text("opener", node.source().into()),
        Kind::Stray => text("closer", node.source().into()),
        _ => Vec::new(),
    }
}

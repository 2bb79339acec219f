//! The tree of a document: as JSON, and indented for people. Neither recurses, whatever the depth.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::syntax::{self, ExternalLink, Kind, Link, ListItem, NodeRef, Tag, Template, Tree};

/// How much of a node's source the readable form shows.
const SHOWN: usize = 60;

/// Writes the tree as one JSON object on one line.
pub fn json(tree: &Tree<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut open: Vec<usize> = Vec::new();
    let mut first = true;
    for node in tree.nodes() {
        first &= !close_ended(&mut open, node.id().index(), out)?;
        if !first && node.parent().is_some() {
            out.write_all(b",")?;
        }
        write!(out, "{{\"kind\":\"{}\"", node.kind().name())?;
        write!(out, ",\"start\":{},\"end\":{}", node.span().start, node.span().end)?;
        for (key, value) in members(node) {
            write!(out, ",\"{key}\":")?;
            match value {
                Value::Null => out.write_all(b"null")?,
                Value::Bool(value) => write!(out, "{value}")?,
                Value::Number(value) => write!(out, "{value}")?,
                Value::Text(value) => serde_json::to_writer(&mut *out, value.as_ref())?,
            }
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

/// Writes the tree with one node a line, indented by depth.
pub fn tree(tree: &Tree<'_>, out: &mut dyn Write, colour: bool) -> io::Result<()> {
    let (kind_style, dim) = if colour {
        (anstyle::AnsiColor::Cyan.on_default(), anstyle::Style::new().dimmed())
    } else {
        (anstyle::Style::new(), anstyle::Style::new())
    };
    let mut open: Vec<usize> = Vec::new();
    for node in tree.nodes() {
        while open.pop_if(|end| *end <= node.id().index()).is_some() {}
        // Deeper than this nobody reads, and the indent alone would be the square of the depth.
        let depth = open.len().min(100);
        let span = node.span();
        write!(out, "{:1$}", "", depth * 2)?;
        write!(out, "{kind_style}{}{kind_style:#}", node.kind().name())?;
        write!(out, " {dim}{}–{}{dim:#}", span.start, span.end)?;
        for (key, value) in members(node) {
            match value {
                Value::Null => write!(out, " {key}=–")?,
                Value::Bool(value) => write!(out, " {key}={value}")?,
                Value::Number(value) => write!(out, " {key}={value}")?,
                Value::Text(value) => write!(out, " {key}={}", excerpt(&value))?,
            }
        }
        if node.is_leaf() {
            write!(out, " {}", excerpt(node.source()))?;
        }
        writeln!(out)?;
        open.push(node.subtree_end().index());
    }
    Ok(())
}

/// The start of a text in quotation marks, control characters escaped.
fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    format!("\"{shown}\"")
}

enum Value<'t> {
    Null,
    Bool(bool),
    Number(u8),
    Text(Cow<'t, str>),
}

/// What a node of a kind says beside its place.
fn members(node: NodeRef<'_>) -> Vec<(&'static str, Value<'_>)> {
    let text = |key, value: Cow<'_, str>| vec![(key, Value::Text(Cow::Owned(value.into_owned())))];
    match node.kind() {
        Kind::Heading => vec![("level", Value::Number(node.level()))],
        Kind::Template | Kind::ParserFunction | Kind::Parameter => {
            Template::cast(node).map(|template| text("name", template.name())).unwrap_or_default()
        }
        Kind::Argument => vec![("name", syntax::argument_name(node).map_or(Value::Null, Value::Text))],
        Kind::Wikilink | Kind::File | Kind::Category | Kind::Interlanguage => {
            Link::cast(node).map(|link| text("target", link.target())).unwrap_or_default()
        }
        Kind::Redirect => {
            let link = node.children().find_map(Link::cast);
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
            let attribute = |name| {
                let found = Tag::cast(node).and_then(|tag| tag.attribute(name));
                (name, found.map_or(Value::Null, |found| Value::Text(Cow::Borrowed(found.value.trim()))))
            };
            vec![attribute("name"), attribute("group"), ("self_closing", Value::Bool(node.is_self_closing()))]
        }
        Kind::Cell => vec![("header", Value::Bool(node.is_header()))],
        Kind::ListItem => {
            ListItem::cast(node).map(|item| text("marker", item.marker().into())).unwrap_or_default()
        }
        Kind::BehaviourSwitch => text("name", node.source().trim_matches('_').into()),
        Kind::Unclosed => text("opener", node.source().into()),
        Kind::Stray => text("closer", node.source().into()),
        _ => Vec::new(),
    }
}

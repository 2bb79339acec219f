use std::borrow::Cow;
use std::collections::HashMap;

use super::{Emphasis, ExternalLink, Tag};
use crate::source::Span;
use crate::syntax::html::{html_element, is_transclusion_tag};
use crate::syntax::{Kind, NodeId, NodeRef, Tree};

/// What MediaWiki makes of a node that has only one of its ends: see [`notes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The node: unclosed, stray, or one whose end is implicit.
    pub node: NodeId,
    /// The end that is there: for what is open, the opening one, and the start of the node if that has none.
    pub place: Span,
    /// What MediaWiki makes of it.
    pub outcome: Outcome,
    /// The node of the other end, where it crosses something.
    pub partner: Option<NodeId>,
}

/// What MediaWiki makes of what is open, stray or crossed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It shows the delimiter as it is written.
    Text,
    /// It leaves the closing tag out.
    Dropped,
    /// It ends bold and italic with the line.
    EndsWithLine,
    /// It ends the node with the text.
    EndsWithText,
    /// It ends the node with the one around it, or with the paragraph.
    EndsWithParent,
    /// It ends the tag with the cell or caption around it at the latest.
    EndsWithCell,
    /// The tag formats what follows, behind the element and the paragraph it stands in too.
    GoesOn,
    /// HTML lets the closing tag be left out.
    EndsByItself,
    /// It ends one of two that cross where the other does, and begins it anew behind that.
    Split,
    /// The opening and the closing tag do not stand in the same element; HTML's rules say where each element ends.
    Crossed,
    /// The tag stands in an argument; what the template does with that says what becomes of it.
    LeftToTemplate,
    /// A `<ref>` in a `<ref>`, for which it shows an error.
    Refused,
    /// The tag says what is transcluded and has its partner elsewhere: MediaWiki takes both out before it looks at what
    /// they cross.
    Paired,
}

impl Outcome {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Text => "text",
            Outcome::Dropped => "dropped",
            Outcome::EndsWithLine => "ends-with-line",
            Outcome::EndsWithText => "ends-with-text",
            Outcome::EndsWithParent => "ends-with-parent",
            Outcome::EndsWithCell => "ends-with-cell",
            Outcome::GoesOn => "goes-on",
            Outcome::EndsByItself => "ends-by-itself",
            Outcome::Split => "split",
            Outcome::Crossed => "crossed",
            Outcome::LeftToTemplate => "left-to-template",
            Outcome::Refused => "refused",
            Outcome::Paired => "paired",
        }
    }

    /// The same for people.
    pub fn message(self) -> &'static str {
        match self {
            Outcome::Text => "has no partner: shown as text",
            Outcome::Dropped => "closes nothing in this text: left out",
            Outcome::EndsWithLine => "never closed: ends with its line",
            Outcome::EndsWithText => "never closed: ends with the text",
            Outcome::EndsWithParent => "never closed: ends with what stands around it",
            Outcome::EndsWithCell => "never closed: ends with the table cell at the latest",
            Outcome::GoesOn => "never closed: goes on over all that follows",
            Outcome::EndsByItself => "needs no closing tag",
            Outcome::Split => "crosses another delimiter: one of them ends there and begins anew behind it",
            Outcome::Crossed => "crosses another element: HTML decides where the two end",
            Outcome::LeftToTemplate => {
                "has no partner in this argument: the template decides what becomes of it"
            }
            Outcome::Refused => "stands in another reference: MediaWiki shows an error",
            Outcome::Paired => {
                "has its partner elsewhere: MediaWiki takes both out before it reads what they cross"
            }
        }
    }
}

/// What is to be said of a tree's nodes that have only one of their ends, in the order of the nodes.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Outcome, notes, parse}};
/// let tree = parse("''a\n{{b <small>c", &Profile::neutral().site);
/// let notes = notes(&tree);
/// let said: Vec<_> = notes.iter().map(|note| (&tree.text()[note.place.range()], note.outcome)).collect();
/// assert_eq!(said, [("''", Outcome::EndsWithLine), ("{{", Outcome::Text), ("<small>", Outcome::GoesOn)]);
/// assert_eq!(notes[1].outcome.message(), "has no partner: shown as text");
/// ```
pub fn notes(tree: &Tree<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut ranges: Vec<NodeRef<'_>> = Vec::new();
    let mut open: HashMap<(Option<NodeId>, Cow<'_, str>), Vec<usize>> = HashMap::new();
    for node in tree.nodes() {
        while ranges.pop_if(|range| range.subtree_end() <= node.id()).is_some() {}
        if node.kind().ends_what_is_open() {
            ranges.push(node);
        }
        let range = ranges.last().copied();
        let bound = || ranges.iter().rev().find(|range| !range.kind().lets_tags_cross()).copied();
        let outcome = match node.kind() {
            _ if node.is_paired() => Outcome::Paired,
            Kind::Unclosed => unclosed(node, range, bound()),
            Kind::Stray => stray(node, range),
            _ if node.has_implicit_end() => implicit(node),
            _ => continue,
        };
        let Some(place) = place(node) else { continue };
        let mut note = Note { node: node.id(), place, outcome, partner: None };
        // Of the HTML tags without a partner, a closing one crosses what stands between it and an opening one.
        let pair = Tag::cast(node).map(Tag::name).filter(|name| html_element(name).is_some());
        if let Some(name) = pair.filter(|_| matches!(node.kind(), Kind::Unclosed | Kind::Stray)) {
            let same = open.entry((bound().map(NodeRef::id), name)).or_default();
            if node.kind() == Kind::Unclosed {
                same.push(notes.len());
            } else if let Some(opener) = same.pop().and_then(|at| notes.get_mut(at)) {
                (opener.outcome, opener.partner) = (Outcome::Crossed, Some(note.node));
                (note.outcome, note.partner) = (Outcome::Crossed, Some(opener.node));
            }
        }
        notes.push(note);
    }
    notes
}

/// The end that a node has.
fn place(node: NodeRef<'_>) -> Option<Span> {
    let opening = node.child(Kind::Mark).filter(|mark| mark.span().start == node.span().start);
    Some(match (node.kind(), opening) {
        (Kind::Unclosed | Kind::Stray, _) => node.span(),
        (Kind::Comment, _) => Span::new(node.span().start, node.span().start + "<!--".len() as u32),
        (Kind::Tag, _) => Tag::cast(node)?.head_span(),
        (_, Some(mark)) => mark.span(),
        (_, None) => Span::empty(node.span().start),
    })
}

/// What becomes of something open in a range, and in the nearest one that bounds elements too.
fn unclosed(node: NodeRef<'_>, range: Option<NodeRef<'_>>, bound: Option<NodeRef<'_>>) -> Outcome {
    if node.source().starts_with('\'') {
        return Outcome::Split;
    }
    let Some(tag) = Tag::cast(node) else { return Outcome::Text };
    let name = tag.name();
    if is_transclusion_tag(&name) {
        return Outcome::EndsWithText;
    }
    let range = range.map(NodeRef::kind);
    let Some(element) = html_element(&name) else {
        let is_nested = range == Some(Kind::Reference) && name == "ref";
        return if is_nested { Outcome::Refused } else { Outcome::Text };
    };
    let range = if element.formatting { bound.map(NodeRef::kind) } else { range };
    let is_in_text = node.parent().is_none_or(|parent| parent.kind() == Kind::Document);
    match range {
        Some(Kind::Cell | Kind::Caption) => Outcome::EndsWithCell,
        Some(Kind::Argument) => Outcome::LeftToTemplate,
        Some(_) => Outcome::EndsWithParent,
        None if element.formatting => Outcome::GoesOn,
        None if element.block && is_in_text => Outcome::EndsWithText,
        None => Outcome::EndsWithParent,
    }
}

fn stray(node: NodeRef<'_>, range: Option<NodeRef<'_>>) -> Outcome {
    if node.source().starts_with('\'') {
        return Outcome::Split;
    }
    let name = Tag::cast(node).map(Tag::name).unwrap_or_default();
    if name == "includeonly" {
        return Outcome::Text;
    }
    if is_transclusion_tag(&name) {
        return Outcome::Dropped;
    }
    match html_element(&name) {
        Some(_) if range.is_some_and(|range| range.kind() == Kind::Argument) => Outcome::LeftToTemplate,
        Some(_) => Outcome::Dropped,
        None => Outcome::Text,
    }
}

fn implicit(node: NodeRef<'_>) -> Outcome {
    let parent = node.parent();
    match node.kind() {
        Kind::Tag => Outcome::EndsByItself,
        Kind::Bold | Kind::Italic => {
            let crosses =
                |node: &NodeRef<'_>| Emphasis::cast(*node).is_some() || ExternalLink::cast(*node).is_some();
            let behind = parent.filter(crosses).and_then(NodeRef::next_sibling);
            let within =
                node.next_sibling().and_then(ExternalLink::cast).and_then(|link| link.label_nodes().next());
            let goes_on = |next: NodeRef<'_>| {
                next.kind() == node.kind() && Emphasis::cast(next).is_some_and(Emphasis::goes_on)
            };
            let is_split = behind.is_some_and(goes_on) || within.is_some_and(goes_on);
            if is_split { Outcome::Split } else { Outcome::EndsWithLine }
        }
        Kind::Comment => Outcome::EndsWithText,
        _ if parent.is_none_or(|parent| parent.kind() == Kind::Document) => Outcome::EndsWithText,
        _ => Outcome::EndsWithParent,
    }
}

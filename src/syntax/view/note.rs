use super::{Emphasis, Tag};
use crate::source::Span;
use crate::syntax::html::{html_element, is_transclusion_tag};
use crate::syntax::{Kind, NodeRef};

/// How far out a cell or caption around a tag is searched. Deeper ones are no article's.
const MAX_DEPTH: usize = 32;

/// What MediaWiki makes of a node that has only one of its ends.
///
/// ```
/// # use wikivet::{profile::Profile, syntax::{Note, Outcome, parse}};
/// let tree = parse("''a\n{{b <small>c", &Profile::neutral().site);
/// let notes: Vec<_> = tree.nodes().filter_map(Note::of).collect();
/// let said: Vec<_> = notes.iter().map(|note| (&tree.text()[note.place.range()], note.outcome)).collect();
/// assert_eq!(said, [("''", Outcome::EndsWithLine), ("{{", Outcome::Text), ("<small>", Outcome::EndsAsHtml)]);
/// assert_eq!(notes[1].outcome.message(), "has no partner: shown as text");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The end that is there: for what is open, the opening one, and the start of the node if that has none.
    pub place: Span,
    /// What MediaWiki makes of it.
    pub outcome: Outcome,
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
    /// It ends the node with the one around it.
    EndsWithParent,
    /// It ends the tag with the cell or caption around it at the latest.
    EndsWithCell,
    /// It ends the tag where HTML needs an end.
    EndsAsHtml,
    /// HTML lets the closing tag be left out.
    EndsByItself,
    /// It ends one of two that cross where the other does, and begins it anew behind that.
    Split,
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
            Outcome::EndsAsHtml => "ends-as-html",
            Outcome::EndsByItself => "ends-by-itself",
            Outcome::Split => "split",
        }
    }

    /// The same for people.
    pub fn message(self) -> &'static str {
        match self {
            Outcome::Text => "has no partner: shown as text",
            Outcome::Dropped => "closes nothing: left out",
            Outcome::EndsWithLine => "never closed: ends with its line",
            Outcome::EndsWithText => "never closed: ends with the text",
            Outcome::EndsWithParent => "never closed: ends with what it stands in",
            Outcome::EndsWithCell => "never closed: ends with the table cell at the latest",
            Outcome::EndsAsHtml => "never closed: ends where HTML needs an end",
            Outcome::EndsByItself => "needs no closing tag",
            Outcome::Split => "crosses another delimiter: one of them ends there and begins anew behind it",
        }
    }
}

impl Note {
    /// What is to be said of a node; none for one with both of its ends.
    pub fn of(node: NodeRef<'_>) -> Option<Note> {
        let outcome = match node.kind() {
            Kind::Unclosed => unclosed(node),
            Kind::Stray => stray(node),
            _ if node.has_implicit_end() => implicit(node),
            _ => return None,
        };
        let opening = node.child(Kind::Mark).filter(|mark| mark.span().start == node.span().start);
        let place = match (node.kind(), opening) {
            (Kind::Unclosed | Kind::Stray, _) => node.span(),
            (Kind::Comment, _) => Span::new(node.span().start, node.span().start + "<!--".len() as u32),
            (Kind::Tag, _) => Tag::cast(node)?.head_span(),
            (_, Some(mark)) => mark.span(),
            (_, None) => Span::empty(node.span().start),
        };
        Some(Note { place, outcome })
    }
}

fn unclosed(node: NodeRef<'_>) -> Outcome {
    if node.source().starts_with('\'') {
        return Outcome::Split;
    }
    let Some(tag) = Tag::cast(node) else { return Outcome::Text };
    let name = tag.name();
    if is_transclusion_tag(&name) {
        return Outcome::EndsWithText;
    }
    if html_element(&name).is_none() {
        return Outcome::Text;
    }
    let mut around = node.ancestors().take(MAX_DEPTH).map(NodeRef::kind);
    if around.any(|kind| matches!(kind, Kind::Cell | Kind::Caption)) {
        Outcome::EndsWithCell
    } else {
        Outcome::EndsAsHtml
    }
}

fn stray(node: NodeRef<'_>) -> Outcome {
    if node.source().starts_with('\'') {
        return Outcome::Split;
    }
    let name = Tag::cast(node).map(Tag::name).unwrap_or_default();
    let is_known = html_element(&name).is_some() || is_transclusion_tag(&name);
    if is_known { Outcome::Dropped } else { Outcome::Text }
}

fn implicit(node: NodeRef<'_>) -> Outcome {
    let parent = node.parent();
    match node.kind() {
        Kind::Tag => Outcome::EndsByItself,
        Kind::Bold | Kind::Italic => {
            let next =
                parent.filter(|parent| Emphasis::cast(*parent).is_some()).and_then(NodeRef::next_sibling);
            let goes_on = next.filter(|next| next.kind() == node.kind()).and_then(Emphasis::cast);
            if goes_on.is_some_and(Emphasis::goes_on) { Outcome::Split } else { Outcome::EndsWithLine }
        }
        Kind::Comment => Outcome::EndsWithText,
        _ if parent.is_none_or(|parent| parent.kind() == Kind::Document) => Outcome::EndsWithText,
        _ => Outcome::EndsWithParent,
    }
}

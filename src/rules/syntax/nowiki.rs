//! Where `nowiki` tags stand, for the rules on them.

use crate::source::Span;
use crate::syntax::{Kind, NodeRef, Tag};

/// One `nowiki` tag with what it keeps from being read.
pub(super) struct Nowiki<'t> {
    /// Where it stands, tags included.
    pub(super) span: Span,
    /// Where its content stands.
    pub(super) content: Span,
    /// What stands before it in the document.
    pub(super) before: &'t str,
    /// What stands after it.
    pub(super) after: &'t str,
    node: NodeRef<'t>,
}

/// What a tag does where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It stands in a gallery.
    Gallery,
    /// It follows another one directly.
    Consecutive,
    /// It is empty and stands between two runs of quotes.
    BetweenQuotes,
    /// It is empty and follows a link.
    AfterLink,
    /// Anywhere else.
    Text,
}

/// How far up a line of a gallery is looked for: deeper ones are no article's.
const MAX_DEPTH: usize = 4;

impl<'t> Nowiki<'t> {
    /// The tag that a node is, if it is one and has both of its ends.
    pub(super) fn of(node: NodeRef<'t>) -> Option<Self> {
        let is_nowiki =
            node.source().as_bytes().get(..7).is_some_and(|head| head.eq_ignore_ascii_case(b"<nowiki"));
        let tag =
            Tag::cast(node).filter(|tag| is_nowiki && tag.name() == "nowiki" && !node.has_implicit_end())?;
        let (span, text) = (node.span(), node.document_text());
        Some(Nowiki {
            span,
            content: tag.content_span(),
            before: text.get(..span.start as usize)?,
            after: text.get(span.end as usize..)?,
            node,
        })
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// Where it stands, as far as rules tell places apart.
    pub(super) fn place(&self) -> Place {
        if self.node.ancestors().take(MAX_DEPTH).any(|node| node.kind() == Kind::GalleryLine) {
            Place::Gallery
        } else if ends_with_nowiki(self.before) {
            Place::Consecutive
        } else if self.is_empty() && self.before.ends_with("''") && self.after.starts_with("''") {
            Place::BetweenQuotes
        } else if self.is_empty() && self.before.ends_with("]]") {
            Place::AfterLink
        } else {
            Place::Text
        }
    }
}

/// Whether a text ends with a `nowiki` tag.
fn ends_with_nowiki(text: &str) -> bool {
    let head = text.strip_suffix('>').map(|head| head.strip_suffix('/').unwrap_or(head).trim_end());
    head.is_some_and(|head| {
        let name = head.len().checked_sub(6).and_then(|start| head.as_bytes().get(start..));
        let before = head.len().checked_sub(7).and_then(|at| head.as_bytes().get(at));
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"nowiki")) && matches!(before, Some(b'<' | b'/'))
    })
}

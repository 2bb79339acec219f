//! HTML tags in wikitext.

mod centred;
mod replacement;

pub mod br_malformed;
pub mod misnested_tag;
pub mod obsolete_tag;
pub mod pasted_html;
pub mod self_closed_tag;
pub mod span_useless;
pub mod stray_closing_tag;
pub mod unclosed_html_tag;

use std::borrow::Cow;

use super::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::{Argument, Kind, NodeRef, Tag, html_element};

/// How many nodes in an element are looked at to tell whether a fix changes what readers see.
const MAX_LOOKED_AT: usize = 200;

/// The nearest node that ends what is open in it: a cell, a caption, a reference, a link, a file or an argument.
fn range_of(node: NodeRef<'_>) -> Option<NodeRef<'_>> {
    node.ancestors().take(MAX_DEPTH).find(|node| node.kind().ends_what_is_open())
}

/// Whether a tag stands in an argument, where a new `|` would start another one and a new `=` give it a name.
fn is_in_argument(tag: Tag<'_>) -> bool {
    tag.node().ancestors().take(MAX_DEPTH).any(|node| node.kind() == Kind::Argument)
}

/// Where the closing tag stands.
fn closing(tag: Tag<'_>) -> Option<Span> {
    let last = tag.node().children_of(Kind::Mark).last()?;
    last.source().starts_with("</").then(|| last.span())
}

/// Whether nodes that stand side by side, white space at their end aside, show as a part of one line, so that an element
/// around them may as well be another one. Templates are taken for words: `templates` says which are.
fn is_inline<'t>(nodes: impl Iterator<Item = NodeRef<'t>>, templates: impl Fn(NodeRef<'t>) -> bool) -> bool {
    let mut budget = MAX_LOOKED_AT;
    let mut line_ended = false;
    for node in nodes {
        let mut next = node.id();
        for node in std::iter::once(node).chain(node.descendants()) {
            let Some(left) = budget.checked_sub(1) else { return false };
            budget = left;
            if node.id() < next {
                continue;
            }
            match node.kind() {
                Kind::Text if line_ended && !node.source().trim().is_empty() => return false,
                Kind::Text => {
                    if node.source().trim_end().contains('\n') {
                        return false;
                    }
                    line_ended |= node.source().contains('\n');
                }
                Kind::Tag | Kind::Unclosed | Kind::Stray => {
                    let name = Tag::cast(node).map(Tag::name);
                    if line_ended
                        || name.is_none_or(|name| html_element(&name).is_none_or(|element| element.block))
                    {
                        return false;
                    }
                }
                Kind::Template if !line_ended && templates(node) => next = node.subtree_end(),
                Kind::Reference | Kind::Attributes if !line_ended => next = node.subtree_end(),
                Kind::Comment | Kind::Category => next = node.subtree_end(),
                Kind::Wikilink
                | Kind::ExternalLink
                | Kind::BareUrl
                | Kind::MagicLink
                | Kind::Entity
                | Kind::Bold
                | Kind::Italic
                | Kind::Mark
                | Kind::Target
                    if !line_ended => {}
                _ => return false,
            }
        }
    }
    true
}

/// How many arguments, and nodes in them, after an argument are searched for the end of what starts in it.
const MAX_SEARCHED: usize = 200;

/// Whether a tag in an argument is closed in a later one, or is all that the argument holds.
fn is_left_to_template(range: NodeRef<'_>, tag: Tag<'_>) -> bool {
    if range.kind() != Kind::Argument {
        return false;
    }
    let value = Argument { node: range, key: Cow::Borrowed("") }.value();
    let is_alone = value == tag.node().source();
    let name = tag.name();
    let later = std::iter::successors(range.next_sibling(), |next| next.next_sibling()).take(MAX_SEARCHED);
    let closers = later.flat_map(|argument| argument.descendants()).take(MAX_SEARCHED);
    is_alone
        || closers
            .filter(|node| node.kind() == Kind::Stray)
            .filter_map(Tag::cast)
            .any(|tag| tag.name() == name)
}

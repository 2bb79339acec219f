//! What an article is made of: headings, categories, sections.

pub mod category_duplicate;
pub mod category_spaces;
pub mod heading_bold;
pub mod heading_empty;
pub mod heading_level_one;
pub mod heading_level_skip;
pub mod heading_no_level_two;
pub mod heading_spacing;
pub mod heading_unbalanced;

use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::{Heading, Kind, NodeRef, Tag, Tree, is_transclusion_tag};

/// Fixes of heading levels build on each other, so that one is made at a time.
const LEVELS: &str = "heading-levels";

/// The nodes of a kind that are the page's own: none that stand in what a template gets, or in what is there for
/// pages that include this one.
fn own_nodes<'t>(tree: &'t Tree<'t>, kind: Kind) -> impl Iterator<Item = NodeRef<'t>> {
    let mut next = tree.root().id();
    let has_kind = tree.kinds().contains(kind);
    tree.nodes().take_while(move |_| has_kind).filter(move |node| {
        if node.id() < next {
            return false;
        }
        let is_foreign = match node.kind() {
            Kind::Template | Kind::ParserFunction | Kind::Parameter => true,
            Kind::Tag => Tag::cast(*node).is_some_and(|tag| is_transclusion_tag(&tag.name())),
            _ => false,
        };
        if is_foreign {
            next = node.subtree_end();
        }
        !is_foreign && node.kind() == kind
    })
}

/// The headings of the page itself.
fn headings<'t>(tree: &'t Tree<'t>) -> Vec<Heading<'t>> {
    own_nodes(tree, Kind::Heading).filter_map(Heading::cast).collect()
}

/// What puts another number of `=` on both sides of a heading. Nothing for one that has none at its end.
fn relevel(heading: Heading<'_>, level: u8) -> Vec<Edit> {
    let marks = heading.node().children_of(Kind::Mark);
    let signs = "=".repeat(level.into());
    marks.map(|mark| Edit::replace(mark.span(), signs.clone())).collect()
}

/// A span with its whole line and the line's end, where nothing else stands there; with the spaces before it, where
/// it ends a line.
fn with_line(text: &str, span: Span) -> Span {
    let before = text.get(..span.range().start).unwrap_or_default().trim_end_matches(' ');
    let after = text.get(span.range().end..).unwrap_or_default();
    let rest = after.trim_start_matches(' ');
    let end = text.len() - rest.len();
    let starts_line = before.is_empty() || before.ends_with('\n');
    match (starts_line, rest.starts_with('\n'), rest.is_empty()) {
        (true, true, _) => Span::of(before.len()..end + 1),
        (true, _, true) => Span::of(before.len().saturating_sub(1)..end),
        (false, true, _) | (false, _, true) => Span::of(before.len()..end),
        _ => span,
    }
}

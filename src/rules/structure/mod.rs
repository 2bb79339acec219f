//! What an article is made of: headings, categories, sections.

pub mod category_duplicate;
pub mod category_spaces;
pub mod heading_bold;
pub mod heading_empty;
pub mod heading_level_one;
pub mod heading_level_skip;
pub mod heading_no_level_two;
pub mod heading_spacing;
pub mod heading_trailing_whitespace;
pub mod heading_unbalanced;

use crate::engine::Context;
use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::{Heading, Kind};

/// Fixes of heading levels build on each other, so that one is made at a time.
const LEVELS: &str = "heading-levels";

/// The headings of the page itself.
fn headings<'a>(cx: &Context<'a>) -> Vec<Heading<'a>> {
    let nodes = cx.facts.own().headings.iter().map(|&id| cx.tree.node(id));
    nodes.filter_map(Heading::cast).collect()
}

/// What puts another number of `=` on both sides of a heading. Nothing for one that has none at its end.
fn relevel(heading: Heading<'_>, level: u8) -> Vec<Edit> {
    let marks = heading.node().children_of(Kind::Mark);
    let signs = "=".repeat(level.into());
    marks.map(|mark| Edit::replace(mark.span(), signs.clone())).collect()
}

/// A span with its whole line and the line's end, where nothing else stands there; with the spaces before it, where
/// it ends a line.
pub(crate) fn with_line(text: &str, span: Span) -> Span {
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

//! What of Markdown is found in wikitext, by its parts.

pub(super) mod emphasis;
pub(super) mod inline;
pub(super) mod lines;
pub(super) mod table;

use crate::source::Span;

/// The lines that a place covers, without the end of the last one.
fn line_at(text: &str, at: usize) -> Span {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |end| at + end);
    Span::of(start..end)
}

/// The line before the one that starts at a place.
fn line_before(text: &str, start: usize) -> Option<Span> {
    Some(line_at(text, start.checked_sub(1)?))
}

/// The line after the one that ends at a place.
fn line_after(text: &str, end: usize) -> Option<Span> {
    (end < text.len()).then(|| line_at(text, end + 1))
}

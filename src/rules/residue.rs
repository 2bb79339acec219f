//! Where what a tool left stands, for the rules on residue.

use crate::engine::Context;
use crate::facts::prose::Origin;
use crate::rules::date::own::origin_at;
use crate::rules::is_in_code;
use crate::source::{InputKind, Span};
use crate::syntax::Kind;

/// Whether a place is read as wikitext and is no code: not in a comment, and not in `nowiki`, formulas and the like.
pub(super) fn is_read(place: Span, cx: &Context<'_>) -> bool {
    let leaf = cx.tree.leaf_at(place.start);
    cx.doc.origin.input == InputKind::Extract
        || !matches!(leaf.kind(), Kind::Comment | Kind::Raw) && !is_in_code(leaf)
}

/// Whether a place is the article's own text, and no quotation, title or name.
pub(super) fn is_own(place: Span, cx: &Context<'_>) -> bool {
    is_read(place, cx) && origin_at(cx, place.start) == Origin::Own
}

/// A place with one of the spaces beside it, so that none is left over once it is removed.
pub(super) fn with_space(place: Span, text: &str) -> Span {
    let (start, end) = (place.start as usize, place.end as usize);
    let ends =
        text.get(end..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\n', '.', ',']));
    if ends && text.get(..start).is_some_and(|before| before.ends_with(' ')) {
        Span::new(place.start - 1, place.end)
    } else {
        place
    }
}

use super::unbroken_before;
use crate::engine::Context;
use crate::rules::is_in_code;
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::entity;

/// What has the form of a character reference in text that readers see, and is no part of an address: its place, and the
/// reference.
pub(super) fn references<'a>(cx: &'a Context<'_>) -> impl Iterator<Item = (Span, &'a str)> {
    let text = cx.doc.text();
    let all = memchr::memchr_iter(b'&', text.as_bytes());
    all.filter_map(move |at| Some((at as u32, reference(text.get(at..)?)?)))
        .map(|(at, reference)| (Span::new(at, at + reference.len() as u32), reference))
}

/// Whether what stands at a place is text that readers see, and no part of an address or of code.
pub(super) fn is_read(span: Span, cx: &Context<'_>) -> bool {
    let leaf = cx.tree.leaf_at(span.start);
    let before = || unbroken_before(cx.doc.text(), span.start);
    matches!(leaf.kind(), Kind::Text | Kind::Entity)
        && !is_in_code(leaf)
        && !before().contains("//")
        && !before().contains('?')
}

/// What a text starts with, if it has the form of a character reference.
pub(super) fn reference(text: &str) -> Option<&str> {
    let name = text.strip_prefix('&')?;
    let body = name.strip_prefix('#').unwrap_or(name);
    let end = body.bytes().take(entity::MAX_LENGTH).position(|byte| !byte.is_ascii_alphanumeric())?;
    let is_ended = end > 0 && body.as_bytes().get(end) == Some(&b';');
    text.get(..text.len() - body.len() + end + 1).filter(|_| is_ended)
}

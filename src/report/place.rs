use std::borrow::Cow;

use crate::source::{Document, InputKind};

/// A place as messages name it: `path:line:column`.
pub fn locus(doc: &Document, offset: u32) -> String {
    let (line, column) = in_file(doc, offset);
    format!("{}:{line}:{column}", file(doc))
}

/// The place that formats which name a file give: in the container where it has positions of its own,
/// else in the article.
pub(super) fn in_file(doc: &Document, offset: u32) -> (u64, u64) {
    match doc.container_position(offset) {
        Some(place) => (place.line, place.column),
        None => in_article(doc, offset),
    }
}

/// Line and column in the article's own text.
pub(super) fn in_article(doc: &Document, offset: u32) -> (u64, u64) {
    let place = doc.position(offset);
    (u64::from(place.line), u64::from(place.column))
}

/// The file's name; with the page's title after `#` where a page of a dump has no positions in its file.
pub(super) fn file(doc: &Document) -> Cow<'_, str> {
    let origin = &doc.origin;
    match &origin.page {
        Some(page) if origin.input == InputKind::Dump && doc.map().container().is_none() => {
            Cow::Owned(format!("{}#{page}", origin.path))
        }
        _ => Cow::Borrowed(&origin.path),
    }
}

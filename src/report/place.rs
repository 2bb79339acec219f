use std::borrow::Cow;

use super::{Failure, escape};
use crate::source::{Document, InputKind, Span};

/// A place as messages name it: `path:line:column`.
pub fn locus(doc: &Document, offset: u32) -> String {
    let (line, column) = in_file(doc, offset);
    format!("{}:{line}:{column}", file(doc))
}

/// Where a finding stands in the file as it was given, and after it where that is in the article, if it differs.
pub(super) fn position(doc: &Document, offset: u32) -> (String, String) {
    let (line, column) = in_file(doc, offset);
    let own = in_article(doc, offset);
    let file = format!("{}:{line}:{column}", escape(&file(doc)));
    let article =
        if own == (line, column) { String::new() } else { format!(" · {}:{} in the article", own.0, own.1) };
    (file, article)
}

/// The place that formats which name a file give: in the container where it has positions of its own,
/// else in the article.
pub(super) fn in_file(doc: &Document, offset: u32) -> (u64, u64) {
    match doc.container_position(offset) {
        Some(place) => (place.line, place.column),
        None => in_article(doc, offset),
    }
}

/// A span as formats that name a file give it: lines and columns from 1, in characters, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: (u64, u64),
    pub(super) end: (u64, u64),
}

impl Region {
    /// The line of the last character: a span that ends with a line's end does not reach into the next one.
    pub(super) fn last_line(self) -> u64 {
        let (line, column) = self.end;
        if column == 1 && line > self.start.0 { line - 1 } else { line }
    }
}

/// Where a span stands in the file, as [`in_file`] has it.
pub(super) fn region(doc: &Document, span: Span) -> Region {
    match doc.container_span(span) {
        Some(place) => {
            Region { start: (place.start.line, place.start.column), end: (place.end.line, place.end.column) }
        }
        None => Region { start: in_article(doc, span.start), end: in_article(doc, span.end) },
    }
}

/// The article's title and the place in its own text, ` [Some title 1:5]`, if the file holds more than the article.
/// It is escaped.
pub(super) fn in_brackets(doc: &Document, offset: u32) -> String {
    if doc.map().container().is_none() {
        return String::new();
    }
    let (line, column) = in_article(doc, offset);
    match &doc.origin.page {
        Some(page) => format!(" [{} {line}:{column}]", escape(page)),
        None => format!(" [{line}:{column}]"),
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

/// The article's name: its title, else that of its file.
pub(super) fn article(doc: &Document) -> Cow<'_, str> {
    doc.origin.page.as_deref().map_or_else(|| file(doc), Cow::Borrowed)
}

/// The file's name as a repository knows it: as [`file`] has it, without `./` before it, with `/` between folders.
pub(super) fn repository_file(doc: &Document) -> String {
    in_repository(&file(doc))
}

/// The document's name: that of its file, with the page's title after `#` where it is one of a dump.
pub(super) fn document(doc: &Document) -> String {
    let path = in_repository(&doc.origin.path);
    match &doc.origin.page {
        Some(page) if doc.origin.input == InputKind::Dump => format!("{path}#{page}"),
        _ => path,
    }
}

/// The file, or the page of it, that a failure is of, as [`repository_file`] has it.
pub(super) fn failed(failure: &Failure) -> String {
    let path = in_repository(&failure.path);
    match &failure.page {
        Some(page) => format!("{path}#{page}"),
        None => path,
    }
}

/// A path without `./` before it, with `/` between folders.
pub(super) fn in_repository(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let mut rest = path.as_str();
    while let Some(after) = rest.strip_prefix("./") {
        rest = after.trim_start_matches('/');
    }
    rest.to_owned()
}

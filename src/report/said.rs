//! What formats with one text for a finding say of it.

use super::{escape, place};
use crate::finding::Finding;
use crate::source::Document;

/// The message and what to do, each on a line of its own, with the place in the article where the file holds more.
/// Both are escaped.
pub(super) fn said(doc: &Document, finding: &Finding) -> String {
    let message = escape(&finding.message);
    let place = place::in_brackets(doc, finding.span.start);
    match &finding.help {
        Some(help) => format!("{message}{place}\nhelp: {}", escape(help)),
        None => format!("{message}{place}"),
    }
}

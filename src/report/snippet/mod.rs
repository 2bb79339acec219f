//! What people are shown of a finding, whatever draws it: the places of its cluster, the lines cut around them, and what
//! is said below.

mod excerpt;
mod group;
mod measure;
mod notes;

pub(super) use self::excerpt::{Excerpt, Mark, excerpts};
pub(super) use self::group::{Group, groups};
pub(super) use self::measure::width;
pub(super) use self::notes::Notes;

use codespan_reporting::diagnostic::LabelStyle;

use crate::finding::Finding;
use crate::source::Document;

/// How many places of a cluster are shown.
const PLACES: usize = 3;
/// How many second places of a finding are shown.
const LABELS: usize = 8;

/// The places to draw: the first ones of the group, and the second places of its first finding.
pub(super) fn marks(doc: &Document, group: &Group<'_>) -> Vec<Mark> {
    let said = without_place(doc, group.first);
    let first = primary(group.first, group.first.note.as_deref().unwrap_or_default());
    let others = group.others.iter().take(PLACES - 1).map(|finding| {
        let note = finding.note.as_deref();
        let differs = (without_place(doc, finding) != said).then_some(finding.message.as_str());
        primary(finding, note.or(differs).unwrap_or_default())
    });
    let labels = group.first.labels.iter().take(LABELS).map(|label| Mark {
        span: label.span,
        style: LabelStyle::Secondary,
        message: label.message.clone(),
    });
    [first].into_iter().chain(others).chain(labels).collect()
}

/// A message without the text of its place, which the drawing shows anyway.
fn without_place(doc: &Document, finding: &Finding) -> String {
    match doc.slice(finding.span) {
        // A long one is not looked for: a thousand findings may each cover the whole article.
        text if text.is_empty() || text.len() > finding.message.len() => finding.message.clone(),
        text => finding.message.replace(text, ""),
    }
}

fn primary(finding: &Finding, message: &str) -> Mark {
    Mark { span: finding.span, style: LabelStyle::Primary, message: message.to_owned() }
}

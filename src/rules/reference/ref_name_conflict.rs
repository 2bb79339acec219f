//! `rules/reference/ref-name-conflict.md`

use std::collections::HashSet;

use crate::engine::{Context, Interest, Rule};
use crate::facts::references::{NamedRef, References};
use crate::finding::Finding;
use crate::rules::shown;
use crate::source::Document;

/// Finds reference names that are given more than one content.
pub struct RefNameConflict;

/// More places than this are counted and not shown.
const MAX_LABELS: usize = 8;

impl Rule for RefNameConflict {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let references = cx.facts.references();
        for named in references.names().iter().filter(|named| named.definitions.len() > 1) {
            if let Some(finding) = conflict(named, references, cx.doc) {
                cx.report(finding);
            }
        }
    }
}

fn conflict(named: &NamedRef, references: &References, doc: &Document) -> Option<Finding> {
    let mut known = HashSet::new();
    let definitions = named.definitions.iter().filter_map(|&at| references.tags().get(at));
    let definitions = definitions.filter(|tag| !tag.holds_definition);
    let different: Vec<_> = definitions
        .filter(|tag| tag.content.is_some_and(|content| known.insert(folded(doc.slice(content)))))
        .map(|tag| tag.place)
        .collect();
    let [first, second, others @ ..] = different.as_slice() else { return None };
    let name = shown(&named.name);
    let message = format!("ref name `{name}` has {} different contents", different.len());
    let mut finding = Finding::new(*second, message)
        .note("this content is never shown")
        .label(*first, format!("readers see this content for every `{name}`"))
        .help(
            "keep the content in one tag alone if it is one source, else give each source a name of its own",
        );
    for place in others.iter().take(MAX_LABELS) {
        finding = finding.label(*place, "nor is this one");
    }
    Some(finding)
}

/// A content without its white space: how it is laid out makes no difference to the source it names.
fn folded(content: &str) -> String {
    content.split_whitespace().collect()
}

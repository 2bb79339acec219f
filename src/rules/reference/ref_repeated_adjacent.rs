//! `rules/reference/ref-repeated-adjacent.md`

use std::collections::HashMap;

use super::runs::runs;
use crate::engine::{Context, Interest, Rule};
use crate::facts::references::RefTag;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::{Document, Span};

/// Finds the same reference twice side by side.
pub struct RefRepeatedAdjacent;

impl Rule for RefRepeatedAdjacent {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut findings = Vec::new();
        for run in runs(cx).filter(|run| run.tags.len() > 1) {
            let mut known: HashMap<_, Option<Span>> = HashMap::new();
            for (at, tag) in run.tags.iter().enumerate() {
                let Some(identity) = identity(tag, cx.doc) else { continue };
                let Some(content) = known.get_mut(&identity) else {
                    known.insert(identity, tag.content);
                    continue;
                };
                // Two contents under one name are two footnotes, of which one is lost.
                if !differ(*content, tag.content, cx.doc) {
                    let before = at.checked_sub(1).and_then(|before| run.tags.get(before));
                    findings.push(finding(tag, before, cx));
                }
                *content = content.or(tag.content);
            }
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// What makes two tags the same footnote: group and name, else the whole text.
fn identity<'a>(tag: &'a RefTag, doc: &'a Document) -> Option<(&'a str, bool, &'a str)> {
    if tag.follows {
        return None;
    }
    match &tag.name {
        Some(name) => Some((&tag.group, true, name)),
        None => Some((&tag.group, false, doc.slice(tag.content?))),
    }
}

/// Whether both tags have a content, and not the same one; how it is laid out makes no difference.
fn differ(one: Option<Span>, other: Option<Span>, doc: &Document) -> bool {
    let words = |content: Span| doc.slice(content).split_whitespace().flat_map(str::bytes);
    one.zip(other).is_some_and(|(one, other)| !words(one).eq(words(other)))
}

fn finding(tag: &RefTag, before: Option<&RefTag>, cx: &Context<'_>) -> Finding {
    let span = cx.tree.node(tag.node).span();
    let message = match &tag.name {
        Some(name) => format!("reference `{}` stands twice in a row", shown(name)),
        None => "the same reference stands twice in a row".to_owned(),
    };
    let finding = Finding::new(span, message).help("remove one of the two");
    // The one with the source stays, whichever it is.
    if tag.name.is_some() && tag.content.is_some() {
        return finding;
    }
    let start = before.map_or(span.start, |before| cx.tree.node(before.node).span().end);
    let edits = vec![Edit::delete(Span::new(start, span.end))];
    finding.fix(Fix::new("remove the second one", edits, Safety::Suggested))
}

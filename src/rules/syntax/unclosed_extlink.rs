//! `rules/syntax/unclosed-extlink.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::is_in_code;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds web addresses with a bracket on one side.
pub struct UnclosedExtlink;

impl Rule for UnclosedExtlink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::BareUrl]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let span = node.span().range();
        let before = cx.doc.text().get(..span.start).unwrap_or_default();
        // Two brackets are another rule's.
        if !before.ends_with('[') || before.ends_with("[[") || is_in_code(node) {
            return;
        }
        let bracket = Span::of(span.start - 1..span.start);
        let finding = Finding::new(bracket, "`[` before a web address is never closed, so readers see it")
            .help("write `]` where the link ends");
        cx.report(match end_of_text(node) {
            Some(end) => finding.fix(Fix::new("write `]`", vec![Edit::insert(end, "]")], Safety::Suggested)),
            None => finding,
        });
    }
}

/// Where the text behind a web address ends: the line, or what it stands in. None where it has markup or a bracket.
fn end_of_text(url: NodeRef<'_>) -> Option<u32> {
    let text = match url.next_sibling() {
        None => return Some(url.span().end),
        Some(next) if next.kind() == Kind::Text => next,
        Some(next) => return (next.kind() == Kind::Mark).then_some(url.span().end),
    };
    let line = text.source().split('\n').next().unwrap_or_default();
    let is_all = line.len() < text.source().len()
        || text.next_sibling().is_none_or(|next| next.kind() == Kind::Mark && next.next_sibling().is_none());
    let is_certain = is_all && !line.contains(['[', ']', '{', '}']);
    is_certain.then(|| text.span().start + line.trim_end().len() as u32)
}

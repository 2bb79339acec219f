//! `rules/text/lonely-apostrophe.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds apostrophes beside those that make text bold.
pub struct LonelyApostrophe;

impl Rule for LonelyApostrophe {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Bold]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let places: Vec<Span> = [before(node), behind(node)].into_iter().flatten().collect();
        let Some(first) = places.first() else { return };
        let message = match places.as_slice() {
            [_, _] => "an apostrophe stands before and behind those that make the text bold, and is shown",
            _ => "an apostrophe stands beside those that make the text bold, and is shown",
        };
        let edits = places.iter().map(|place| Edit::delete(*place)).collect();
        let mut finding = Finding::new(*first, message)
            .help("three apostrophes make text bold: take the fourth one out, or write a quotation mark")
            .fix(Fix::new("take the fourth apostrophe out", edits, Safety::Suggested));
        if let Some(second) = places.get(1) {
            finding = finding.label(*second, "the other one");
        }
        cx.report(finding);
    }
}

/// The apostrophe before a bold text that belongs to no word: not `l'''''Aviron'''`.
fn before(node: NodeRef<'_>) -> Option<Span> {
    let head = node.document_text().get(..node.span().start as usize)?.strip_suffix('\'')?;
    let is_lone = !head.ends_with(|sign: char| sign.is_alphanumeric() || sign == '\'' || sign == '>');
    is_lone.then(|| Span::of(head.len()..head.len() + 1))
}

/// The apostrophe behind a bold text that belongs to no word: neither `'''James''''s` nor `'''dev'at''''`.
fn behind(node: NodeRef<'_>) -> Option<Span> {
    let close = node
        .children()
        .last()
        .filter(|mark| mark.kind() == Kind::Mark && mark.span().start > node.span().start)?;
    let text = node.document_text();
    let content =
        text.get(node.span().start as usize + close.span().len() as usize..close.span().start as usize)?;
    let inner = content.strip_suffix('\'')?;
    let rest = text.get(node.span().end as usize..)?;
    let is_lone =
        !inner.contains('\'') && !rest.starts_with(|sign: char| sign.is_alphanumeric() || sign == '\'');
    is_lone.then(|| Span::new(close.span().start - 1, close.span().start))
}

use memchr::memmem;

use crate::engine::Context;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::residue::is_read;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

/// How long bold text is at most, in bytes.
const MAX_BOLD: usize = 300;

/// Bold text: `**text**`, also at the start of a line, where wikitext reads an item of a list.
pub(in super::super) fn bold(cx: &Context<'_>) -> Vec<Finding> {
    let text = cx.doc.text();
    let mut findings = Vec::new();
    let mut opener: Option<usize> = None;
    let mut next = 0;
    for at in memmem::find_iter(text.as_bytes(), b"**") {
        if at < next {
            continue;
        }
        let length = run(text, at);
        next = at + length;
        if length != 2 {
            opener = None;
            continue;
        }
        let content = opener.and_then(|start| text.get(start + 2..at)).filter(|content| is_content(content));
        match (opener, content) {
            (Some(start), Some(content)) if closes(text, at) => {
                findings.extend(finding(Span::of(start..at + 2), content, cx));
                opener = None;
            }
            _ => opener = opens(text, at).then_some(at),
        }
    }
    findings
}

/// How many asterisks stand in a row.
fn run(text: &str, at: usize) -> usize {
    text.bytes().skip(at).take_while(|byte| *byte == b'*').count()
}

fn opens(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let is_joined = before.chars().next_back().is_some_and(|sign| sign.is_alphanumeric() || sign == '\\');
    let first = after.chars().nth(2);
    !is_joined && first.is_some_and(|sign| sign.is_alphanumeric() || "\"“«([$€".contains(sign))
}

fn closes(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let last = before.chars().next_back();
    let next = after.chars().nth(2);
    last.is_some_and(|sign| !sign.is_whitespace()) && !next.is_some_and(char::is_alphanumeric)
}

fn is_content(content: &str) -> bool {
    content.len() <= MAX_BOLD && !content.contains('\n') && !content.contains("''")
}

fn finding(place: Span, content: &str, cx: &Context<'_>) -> Option<Finding> {
    let is_text = |at: u32| {
        let leaf = cx.tree.leaf_at(at);
        let is_named = leaf
            .ancestors()
            .take(2)
            .any(|node| matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes | Kind::BareUrl));
        matches!(leaf.kind(), Kind::Text | Kind::Mark) && !is_named
    };
    if !is_read(place, cx) || !is_text(place.start) || !is_text(place.end - 1) {
        return None;
    }
    let edits = [place.start, place.end - 2].map(|at| Edit::replace(Span::new(at, at + 2), "'''"));
    let title = format!("write `'''{}'''`", shown(content));
    Some(
        Finding::new(place, format!("`**{}**` is bold text in Markdown", shown(content)))
            .help("write bold text with three apostrophes on each side")
            .fix(Fix::new(title, edits.to_vec(), Safety::Suggested)),
    )
}

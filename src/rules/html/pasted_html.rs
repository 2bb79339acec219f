//! `rules/html/pasted-html.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::residue::FoundMark;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{MarkKind, Residue};
use crate::rules::residue::read_marks;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Attribute, Kind, KindSet, NodeRef, Tag};

/// Finds HTML that programs write into what is copied from them.
pub struct PastedHtml;

impl Rule for PastedHtml {
    fn interest(&self) -> Interest {
        Interest { finish: true, ..Interest::kinds(KindSet::of(&[Kind::Tag])) }
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node) else { return };
        let residue = Residue::known();
        let pasted: Vec<(Attribute<'_>, &str)> = tag
            .attributes()
            .filter_map(|attribute| Some((attribute, residue.writer_of(attribute.name, attribute.value)?)))
            .collect();
        let Some((first, tool)) = pasted.first() else { return };
        let places = pasted.iter().map(|(attribute, _)| whole(attribute, node.document_text()));
        let finding = Finding::new(
            first.name_span.cover(first.value_span),
            format!("`{}` was pasted from {tool}", shown(&said(first))),
        )
        .help("remove what was pasted: it means nothing here")
        .cluster((*tool).to_owned());
        let is_bare =
            tag.attributes().count() == pasted.len() && matches!(tag.name().as_ref(), "span" | "font");
        // Beside a link or quotes the tag may keep letters and signs apart.
        let edits = if is_bare && is_apart(tag) {
            let tail = Span::new(tag.content_span().end, node.span().end);
            vec![Edit::delete(tag.head_span()), Edit::delete(tail)]
        } else {
            places.map(Edit::delete).collect()
        };
        cx.report(finding.fix(Fix::new("remove it", edits, Safety::Safe)));
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let comments = cx.facts.residue().of(MarkKind::PastedComment).filter_map(|found| {
            let leaf = cx.tree.leaf_at(found.span.start);
            let is_comment = leaf.kind() == Kind::Comment && leaf.span().start == found.span.start;
            is_comment.then(|| FoundMark { span: leaf.span(), ..found })
        });
        let found: Vec<FoundMark<'_>> = comments.chain(read_marks(MarkKind::PastedTag, cx)).collect();
        for found in found {
            let source = shown(cx.doc.slice(found.span));
            let message = format!("`{source}` was pasted from {}", found.mark.tool);
            let fix =
                Fix::new(format!("remove `{source}`"), vec![Edit::delete(found.span)], Safety::Suggested);
            cx.report(
                Finding::new(found.span, message)
                    .help("remove it: it means nothing here")
                    .cluster(found.mark.tool.clone())
                    .fix(fix),
            );
        }
    }
}

fn said(attribute: &Attribute<'_>) -> String {
    format!("{}=\"{}\"", attribute.name, attribute.value)
}

/// Where an attribute stands with its quotation marks and the space before it.
fn whole(attribute: &Attribute<'_>, text: &str) -> Span {
    let before = text.get(..attribute.name_span.start as usize).unwrap_or_default();
    let end = attribute.name_span.end.max(attribute.value_span.end);
    let is_quoted = text.get(end as usize..).is_some_and(|after| after.starts_with(['"', '\'']));
    Span::new(before.trim_end_matches([' ', '\t']).len() as u32, end + u32::from(is_quoted))
}

/// Whether text on both sides of each end of a tag is read alike without it.
pub(super) fn is_apart(tag: Tag<'_>) -> bool {
    let text = tag.node().document_text();
    let (whole, content) = (tag.node().span(), tag.content_span());
    let sign_before = |at: u32| text.get(..at as usize).and_then(|text| text.chars().next_back());
    let sign_after = |at: u32| text.get(at as usize..).and_then(|text| text.chars().next());
    let after_head = if content.is_empty() { sign_after(whole.end) } else { sign_after(content.start) };
    let before_tail = if content.is_empty() { None } else { sign_before(content.end) };
    !tag.node().has_implicit_end()
        && !joins(sign_before(whole.start), after_head)
        && (content.is_empty() || !joins(before_tail, sign_after(whole.end)))
}

/// Whether two signs may be read as one piece of markup once they stand side by side.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let is_markup = |sign: char| "'[]{}|=~-_&#:<>!*;/".contains(sign);
    match (before, after) {
        (None | Some('\n'), Some(after)) => after == ' ' || is_markup(after),
        (Some(']'), Some(after)) => after.is_alphabetic() || is_markup(after),
        (Some(before), Some(after)) => is_markup(before) && is_markup(after),
        (_, None) => false,
    }
}

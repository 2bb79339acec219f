//! `rules/html/unclosed-html-tag.md`

use super::{MAX_LOOKED_AT, centred, is_inline, is_left_to_template, range_of};
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Html;
use crate::syntax::{Kind, NodeRef, Outcome, Tag, html_element};

/// Finds opening tags that need a closing one and have none.
pub struct UnclosedHtmlTag;

impl Rule for UnclosedHtmlTag {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for note in facts.notes().iter().filter(|note| note.outcome != Outcome::Crossed) {
            let node = facts.tree.node(note.node);
            if node.kind() == Kind::Unclosed {
                check(node, cx);
            }
        }
    }
}

fn check(node: NodeRef<'_>, cx: &mut Context<'_>) {
    let Some(tag) = Tag::cast(node) else { return };
    let name = tag.name();
    let Some(element) = html_element(&name) else { return };
    // An extension's tag that is an element's too is told by the rule on those.
    let is_extension = cx.profile.site.extension_tag(&name).is_some();
    if is_extension || is_hidden_after(node, cx) {
        return;
    }
    let range = range_of(node);
    if range.is_some_and(|range| is_left_to_template(range, tag)) {
        return;
    }
    let cell = range.filter(|range| range.kind() == Kind::Cell);
    let range = range.map(NodeRef::kind);
    let (where_it_ends, severity) = match range {
        Some(Kind::Cell) => ("it ends with the table cell", Severity::Warning),
        Some(Kind::Caption) => ("it ends with the table's caption", Severity::Warning),
        Some(Kind::Reference) => ("it ends with the reference", Severity::Warning),
        Some(Kind::Wikilink | Kind::ExternalLink) => ("it ends with the link", Severity::Warning),
        Some(Kind::FileOption | Kind::GalleryLine) => {
            ("it ends with the picture's caption", Severity::Warning)
        }
        Some(_) => ("the template decides where it ends", Severity::Warning),
        None if element.formatting => ("it reaches to the end of the article", Severity::Error),
        None => ("MediaWiki guesses where it ends", Severity::Error),
    };
    let help = match Html::known().obsolete(&name) {
        Some(obsolete) => {
            let in_cell = obsolete.in_cell.as_ref().filter(|_| range == Some(Kind::Cell));
            format!("remove `<{name}>` and {}", in_cell.unwrap_or(&obsolete.instead))
        }
        None if node.is_self_closing() => {
            format!("write `></{name}>` for `/>`, or `</{name}>` if it is to end another tag")
        }
        None => format!("write `</{name}>` where it should end, or remove the tag"),
    };
    let fault = if node.is_self_closing() {
        format!("`<{name}/>` is not closed by its `/`")
    } else {
        format!("`<{name}>` is never closed")
    };
    let mut finding = Finding::new(tag.head_span(), format!("{fault}: {where_it_ends}"))
        .severity(severity)
        .help(help)
        .cluster(name.clone());
    finding.fix = match cell {
        Some(cell) if Html::known().obsolete(&name).is_some_and(|obsolete| obsolete.in_cell.is_some()) => {
            centred::fix_in_cell(tag, cell, cx)
        }
        _ => meant_as_closing(tag, &name).or_else(|| closed_at_end(tag, cell?, &name)),
    };
    cx.report(finding);
}

/// How many nodes after a tag are searched for its double.
const MAX_BETWEEN: usize = 20;

/// Takes the same tag further on in the line for the closing one: `<s>no longer<s>`.
fn meant_as_closing(tag: Tag<'_>, name: &str) -> Option<Fix> {
    let after =
        std::iter::successors(tag.node().next_sibling(), |next| next.next_sibling()).take(MAX_BETWEEN);
    let in_line = after.take_while(|node| !node.source().contains('\n'));
    let mut tags = in_line.filter(|node| matches!(node.kind(), Kind::Unclosed | Kind::Stray | Kind::Tag));
    let double = tags.find_map(Tag::cast).filter(|double| {
        let node = double.node();
        node.kind() == Kind::Unclosed && double.name() == name && double.attributes().next().is_none()
    })?;
    if tag.node().next_sibling()?.id() == double.node().id() {
        return None;
    }
    let title = format!("write `</{name}>` for the second `<{name}>`");
    // Of three the third is another one's double only as long as the second is none.
    let group = format!("closing tags `{name}`");
    Some(Fix::replace(title, double.head_span(), format!("</{name}>"), Safety::Suggested).group(group))
}

/// Closes a tag where its cell does.
fn closed_at_end(tag: Tag<'_>, cell: NodeRef<'_>, name: &str) -> Option<Fix> {
    if tag.node().is_self_closing() || tag.node().parent()?.id() != cell.id() {
        return None;
    }
    let after = || std::iter::successors(tag.node().next_sibling(), |next| next.next_sibling());
    let has_inner = after().take(MAX_LOOKED_AT).any(|node| node.kind() == Kind::Unclosed);
    if has_inner || !is_inline(after(), |_| true) {
        return None;
    }
    let end = cell.span().trim(cell.document_text()).end;
    let edit = Edit::insert(end, format!("</{name}>"));
    Some(Fix::new(format!("write `</{name}>` at the end of the cell"), vec![edit], Safety::Safe))
}

/// Whether a comment that is never closed hides what may close the tag.
fn is_hidden_after(node: NodeRef<'_>, cx: &Context<'_>) -> bool {
    let last = cx.tree.nodes().next_back();
    last.is_some_and(|last| last.kind() == Kind::Comment && last.has_implicit_end() && last.id() > node.id())
}

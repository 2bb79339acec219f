use super::{closing, is_in_argument, is_inline};
use crate::engine::Context;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::Role;
use crate::source::Span;
use crate::syntax::{Cell, Kind, NodeRef, Tag, attribute, attributes_node};

const STYLE: &str = "text-align: center";

/// How many comments and runs of white space may stand before the text of a cell.
const MAX_BEFORE: usize = 8;

/// Moves a tag that centres all that its cell holds into the attributes of the cell: `<center>` that is closed at the
/// cell's end, or never.
pub(super) fn fix_in_cell(tag: Tag<'_>, cell: NodeRef<'_>, cx: &Context<'_>) -> Option<Fix> {
    let node = tag.node();
    let is_blank = |node: &NodeRef<'_>| {
        node.kind() == Kind::Comment || node.kind() == Kind::Text && node.source().trim().is_empty()
    };
    let view = Cell::cast(cell)?;
    let first = view.content_nodes().take(MAX_BEFORE).find(|node| !is_blank(node))?;
    if first.id() != node.id() || tag.attributes().next().is_some() {
        return None;
    }
    let starts_line = view.content_span().start..node.span().start;
    let is_certain = !cx.doc.text().get(starts_line.start as usize..starts_line.end as usize)?.contains('\n');
    let after = || std::iter::successors(node.next_sibling(), |node| node.next_sibling());
    let closing = closing(tag);
    if closing.is_some() && !after().all(|node| is_blank(&node)) {
        return None;
    }
    let is_word = |node: NodeRef<'_>| {
        let schema = cx.facts.schema(node);
        schema.is_some_and(|schema| {
            [Role::Date, Role::Flag, Role::Citation].iter().any(|role| schema.has(*role))
        })
    };
    let content = || {
        let inside = tag.content_nodes().filter(|_| closing.is_some());
        inside.chain(after().filter(|_| closing.is_none()))
    };
    let shows_same = is_certain && is_inline(content(), is_word);
    if !shows_same && !is_inline(content(), |_| true) {
        return None;
    }
    let mut edits = style_edits(cell)?;
    if !edits.is_empty() && is_in_argument(tag) {
        return None;
    }
    edits.push(Edit::delete(tag.head_span()));
    edits.extend(closing.map(Edit::delete));
    let safety = if shows_same { Safety::Safe } else { Safety::Suggested };
    Some(Fix::new("centre the cell by its `style`", edits, safety))
}

/// What makes a cell centre its text: nothing where it does already; none where another alignment is in the way.
fn style_edits(cell: NodeRef<'_>) -> Option<Vec<Edit>> {
    let Some(holder) = attributes_node(cell) else {
        let marker =
            cell.child(Kind::Mark).filter(|mark| matches!(mark.source(), "|" | "||" | "!" | "!!"))?;
        return Some(vec![Edit::insert(marker.span().end, format!(" style=\"{STYLE}\" |"))]);
    };
    if holder.descendants().any(|node| node.kind() != Kind::Text) {
        return None;
    }
    if let Some(style) = attribute(cell, "style") {
        let value = style.value.trim_end();
        if let Some((_, align)) = value.to_ascii_lowercase().split_once("text-align") {
            let align = align.trim_start().strip_prefix(':')?.trim_start().starts_with("center");
            return align.then(Vec::new);
        }
        let quote = style.value_span.start.checked_sub(1)? as usize;
        if !matches!(cell.document_text().as_bytes().get(quote), Some(b'"' | b'\'')) {
            return None;
        }
        let end = style.value_span.start + value.len() as u32;
        let joint = match value {
            "" => "",
            _ if value.ends_with(';') => " ",
            _ => "; ",
        };
        return Some(vec![Edit::insert(end, format!("{joint}{STYLE}"))]);
    }
    match attribute(cell, "align") {
        Some(align) if align.value.trim().eq_ignore_ascii_case("center") => Some(Vec::new()),
        Some(align) => {
            let quoted = cell.document_text().as_bytes().get(align.value_span.end as usize);
            let end = align.value_span.end + u32::from(matches!(quoted, Some(b'"' | b'\'')));
            let whole = Span::new(align.name_span.start, end);
            Some(vec![Edit::replace(whole, format!("style=\"{STYLE}\""))])
        }
        None => {
            let end = holder.span().start + holder.source().trim_end().len() as u32;
            Some(vec![Edit::insert(end, format!(" style=\"{STYLE}\""))])
        }
    }
}

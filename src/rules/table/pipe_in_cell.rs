//! `rules/table/pipe-in-cell.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, attributes_node};

/// Finds cells in whose line one `|` too many stands.
pub struct PipeInCell;

impl Rule for PipeInCell {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Cell]))
    }

    fn visit(&self, cell: NodeRef<'_>, cx: &mut Context<'_>) {
        if let Some(attributes) = attributes_node(cell) {
            if let Some((lost, bar)) = lost(attributes, cx) {
                let text = shown(cx.doc.slice(lost));
                let message = format!(
                    "`{text}` stands before the cell's `|`, where attributes are expected: readers do not see it"
                );
                let is_row = cx.doc.text().get(bar.range().end..).is_some_and(|rest| rest.starts_with('-'));
                let help = match is_row {
                    true => "begin the next row in a line of its own",
                    false => "write `||` between two cells of a line, or take out what is not meant",
                };
                let finding =
                    Finding::new(lost, message).help(help).label(bar, "the cell's text begins behind this");
                cx.report(finding);
            }
            report_bar(cell, cx);
        }
    }
}

/// Text in the place of attributes, and the `|` behind it.
fn lost(attributes: NodeRef<'_>, cx: &Context<'_>) -> Option<(Span, Span)> {
    let is_plain = attributes
        .children()
        .all(|node| matches!(node.kind(), Kind::Text | Kind::Entity | Kind::Bold | Kind::Italic));
    let text = attributes.source();
    let is_text =
        is_plain && !text.contains(['=', '<', '>', '{', '"']) && text.chars().any(char::is_alphanumeric);
    let words = || text.split_whitespace();
    let is_attribute = words().all(|word| ATTRIBUTES.iter().any(|known| word.eq_ignore_ascii_case(known)));
    let bar = attributes.next_sibling()?;
    (is_text && !is_attribute).then(|| (attributes.span().trim(cx.doc.text()), bar.span()))
}

/// Words that stand without a value: attributes, and what is left of some.
const ATTRIBUTES: [&str; 14] = [
    "nowrap", "align", "center", "left", "right", "valign", "top", "middle", "bottom", "colspan", "rowspan",
    "style", "scope", "class",
];

/// A `|` after the attributes, in the first line of the cell's text: readers see it.
fn report_bar(cell: NodeRef<'_>, cx: &mut Context<'_>) {
    let content =
        cell.children().skip(3).take_while(|node| !node.source().contains('\n') || node.kind() == Kind::Text);
    for node in content.filter(|node| node.kind() == Kind::Text) {
        let line = node.source().split('\n').next().unwrap_or_default();
        if let Some(at) = line.find('|') {
            let start = node.span().start + at as u32;
            let finding = Finding::new(
                Span::new(start, start + 1),
                "readers see this `|` of the cell's text",
            )
            .severity(Severity::Info)
            .help(
                "write `||` if another cell begins here, and `{{!}}` or `<nowiki>|</nowiki>` if it is meant",
            );
            cx.report(finding);
            return;
        }
        if node.source().len() > line.len() {
            return;
        }
    }
}

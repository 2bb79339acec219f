//! `rules/table/table-markers-inline.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef, attributes_node};

/// Finds tables that are written on one line.
pub struct TableMarkersInline;

impl Rule for TableMarkersInline {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Table]))
    }

    fn visit(&self, table: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(head) = attributes_node(table).filter(|head| head.descendants().all(is_text)) else {
            return;
        };
        let source = head.source();
        let Some(at) = ["|-", "|}"].iter().filter_map(|marker| find_marker(source, marker)).min() else {
            return;
        };
        let start = head.span().start + at as u32;
        let marker = Span::new(start, start + 2);
        let place = table.child(Kind::Mark).map_or(table.span(), |mark| mark.span());
        let message = "the table's rows stand in its first line, where attributes are expected: readers do not see them";
        cx.report(
            Finding::new(place, message)
                .label(marker, format!("`{}` counts only at the start of a line", cx.doc.slice(marker)))
                .help("begin a line with each `|-`, `|` and `|}`"),
        );
    }
}

fn is_text(node: NodeRef<'_>) -> bool {
    matches!(node.kind(), Kind::Text | Kind::Wikilink | Kind::Target | Kind::Mark | Kind::Entity)
}

/// Where a marker stands that nothing but white space or a cell comes before.
fn find_marker(head: &str, marker: &str) -> Option<usize> {
    let at = head.find(marker)?;
    head.get(..at)?.ends_with(' ').then_some(at)
}

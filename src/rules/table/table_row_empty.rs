//! `rules/table/table-row-empty.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Table, TableRow};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds rows without a filled cell, and row markers that make no row.
pub struct TableRowEmpty;

impl Rule for TableRowEmpty {
    fn interest(&self) -> Interest {
        Interest { finish: true, ..Interest::kinds(KindSet::of(&[Kind::Row])) }
    }

    fn visit(&self, row: NodeRef<'_>, cx: &mut Context<'_>) {
        let has_next = row.next_sibling().is_some_and(|next| next.kind() == Kind::Row);
        let is_marker = row.children().all(|child| match child.kind() {
            Kind::Mark => child.source().starts_with("|-"),
            Kind::Text => child.source().trim().is_empty(),
            Kind::Attributes => !child.source().contains("{{"),
            _ => false,
        });
        if !is_marker || !has_next || row.source().is_empty() {
            return;
        }
        let place = row.span().trim(cx.doc.text());
        // A number with a minus sign at the start of its cell makes the cell a row marker.
        let beside =
            row.child(Kind::Attributes).map(|attributes| attributes.source().trim()).unwrap_or_default();
        if !beside.is_empty() && !beside.contains('=') {
            let message =
                format!("`{}` is read as a row marker: readers do not see it", shown(row.source().trim()));
            let fix = Fix::new(
                "put a space after the `|`",
                vec![crate::fix::Edit::insert(place.start + 1, " ")],
                Safety::Suggested,
            );
            cx.report(Finding::new(place, message).help("put a space between `|` and `-`").fix(fix));
            return;
        }
        // The line's end goes with the marker, so that no empty line stays.
        let end = row.source().find('\n').map_or(row.span().end, |at| row.span().start + at as u32 + 1);
        let fix = Fix::new(
            "take the first marker out",
            vec![crate::fix::Edit::delete(Span::new(place.start, end))],
            Safety::Safe,
        );
        cx.report(
            Finding::new(place, "two row markers follow each other; the first one makes no row")
                .severity(Severity::Info)
                .help("take one of them out")
                .fix(fix.cosmetic()),
        );
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for table in cx.facts.tables().iter().filter(|table| !table.is_open) {
            let rows = table.sections.iter().filter(|section| section.n_header_rows > 0);
            let rows = rows.flat_map(|section| table.rows.get(section.body()).unwrap_or_default());
            for row in rows.filter(|row| is_empty(table, row)) {
                let n_cells = table.cells_of(row).len();
                cx.report(
                    Finding::new(row.span, format!("all {n_cells} cells of the row are empty"))
                        .severity(Severity::Info)
                        .help("fill the row, or take it out")
                        .cluster(table.span.start.to_string()),
                );
            }
        }
    }
}

/// Whether a row has cells of its own only, and none of them shows anything.
fn is_empty(table: &Table, row: &TableRow) -> bool {
    let cells = table.cells_of(row);
    let is_blank = cells.iter().all(|cell| !cell.is_filled && cell.rowspan == 1 && cell.colspan == 1);
    cells.len() > 1 && is_blank && row.n_carried == 0 && row.is_certain() && !row.may_be_wider
}

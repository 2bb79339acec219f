//! `rules/table/ragged-table.md`

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::facts::tables::{Table, TableCell, TableRow};
use crate::finding::Finding;
use crate::source::{Document, Span};
use crate::syntax::{NodeId, Tree};

/// Finds rows that are wider or narrower than the rest of their table.
pub struct RaggedTable;

impl Check for RaggedTable {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        RaggedTable
    }
}

impl Rule for RaggedTable {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let tables = cx.facts.tables();
        for table in tables.iter().filter(|table| !table.is_open && table.n_header_rows > 0) {
            let Some(width) = table.usual_width() else { continue };
            let n_usual = table.rows.iter().filter(|row| row.is_certain() && row.n_slots == width).count();
            for (index, row) in table.rows.iter().enumerate() {
                if !row.is_certain() || row.n_slots == width || is_separator(table.cells_of(row)) {
                    continue;
                }
                let place = Place { tree: cx.tree, doc: cx.doc };
                let message = format!("row has {}; {}", columns(row.n_slots), others(n_usual, table, width));
                let finding = Finding::new(place.first_line(row.node), message);
                let finding = match row.n_slots > width {
                    true => surplus(finding, table, row, width, &place),
                    false => {
                        finding.help("add the missing cells, or let one cell reach further with `colspan`")
                    }
                };
                cx.report(head_label(finding, table, index, &place));
            }
        }
    }
}

/// Whether a row is one cell across the table, such as a heading between groups of rows: browsers cut it to
/// the width that the table has.
fn is_separator(cells: &[TableCell]) -> bool {
    matches!(cells, [cell] if cell.colspan > 1)
}

fn surplus(finding: Finding, table: &Table, row: &TableRow, width: u32, place: &Place<'_>) -> Finding {
    let too_far = table.cells_of(row).iter().find(|cell| cell.end_column() > width);
    let Some(cell) = too_far else { return finding };
    let what = match (cell.column < width, cell.is_filled) {
        (true, _) => "this cell reaches beyond the last column",
        (false, true) => "a cell too many",
        (false, false) => "an empty cell too many",
    };
    let help = match (cell.column < width, cell.is_filled) {
        (true, _) => "make its `colspan` smaller",
        (false, true) => "put its text into another cell, or add the column to all rows",
        (false, false) => "take its marker out",
    };
    finding.label(place.trimmed(cell.node), what).help(help)
}

/// Points to the head of the table, unless the row is part of it.
fn head_label(finding: Finding, table: &Table, row: usize, place: &Place<'_>) -> Finding {
    match table.rows.first() {
        Some(head) if row >= table.n_header_rows => {
            let message = format!("the head of the table has {}", columns(head.n_slots));
            finding.label(place.first_line(head.node), message)
        }
        _ => finding,
    }
}

fn others(n_usual: usize, table: &Table, width: u32) -> String {
    match table.rows.len() - 1 {
        1 => format!("the other row has {width}"),
        n_others if n_usual == n_others => format!("all {n_others} other rows have {width}"),
        n_others => format!("{n_usual} of the {n_others} other rows have {width}"),
    }
}

fn columns(number: u32) -> String {
    if number == 1 { "1 column".to_owned() } else { format!("{number} columns") }
}

struct Place<'a> {
    tree: &'a Tree<'a>,
    doc: &'a Document,
}

impl Place<'_> {
    /// The first line of a row, which has its marker.
    fn first_line(&self, node: NodeId) -> Span {
        let span = self.tree.node(node).span();
        let line = self.doc.slice(span).split('\n').next().unwrap_or_default();
        Span::new(span.start, span.start + line.len() as u32).trim(self.doc.text())
    }

    fn trimmed(&self, node: NodeId) -> Span {
        self.tree.node(node).span().trim(self.doc.text())
    }
}

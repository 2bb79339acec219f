//! `rules/table/ragged-table.md`

use super::first_line;
use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Section, Table, TableCell, TableRow};
use crate::finding::{Finding, Severity};
use crate::source::Document;

/// Finds rows that are wider or narrower than the rest of their table.
pub struct RaggedTable;

impl Rule for RaggedTable {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let tables = cx.facts.tables();
        for table in tables.iter().filter(|table| !table.is_open) {
            for section in table.sections.iter().filter(|section| section.n_header_rows > 0) {
                for finding in ragged_rows(table, section, cx.doc) {
                    cx.report(finding);
                }
            }
        }
    }
}

fn ragged_rows(table: &Table, section: &Section, doc: &Document) -> Vec<Finding> {
    let Some(width) = table.usual_width(section) else { return Vec::new() };
    let rows = table.rows.get(section.rows.clone()).unwrap_or_default();
    let n_usual = rows.iter().filter(|row| row.is_certain() && row.n_slots == width).count();
    let is_ragged = |row: &TableRow| {
        row.is_certain()
            && (row.n_slots > width || (row.n_slots < width && !row.may_be_wider))
            && !is_alone(table.cells_of(row))
    };
    let head = rows.first().map(|head| {
        let message = format!("the head of the table has {}", columns(head.n_slots));
        (first_line(head.span, doc), message)
    });
    let ragged = rows.iter().enumerate().filter(|(_, row)| is_ragged(row));
    ragged
        .map(|(index, row)| {
            let message =
                format!("row has {}; {}", columns(row.n_slots), others(n_usual, rows.len() - 1, width));
            let finding = Finding::new(first_line(row.span, doc), message);
            let finding = match row.n_slots > width {
                true => surplus(finding, table.cells_of(row), width),
                false => missing(finding, index + 1 == rows.len()),
            };
            match &head {
                Some((line, message)) if index >= section.n_header_rows => finding.label(*line, message),
                _ => finding,
            }
        })
        .collect()
}

/// Whether a row is one cell that reaches over columns or rows: a heading between rows, or a cell beside them.
fn is_alone(cells: &[TableCell]) -> bool {
    matches!(cells, [cell] if cell.colspan > 1 || cell.rowspan > 1)
}

fn missing(finding: Finding, is_last: bool) -> Finding {
    // The last row of a list laid out in columns ends where the list does.
    let severity = if is_last { Severity::Info } else { Severity::Warning };
    finding.severity(severity).help("add the missing cells, or let one cell reach further with `colspan`")
}

fn surplus(finding: Finding, cells: &[TableCell], width: u32) -> Finding {
    let Some(cell) = cells.iter().find(|cell| cell.end_column() > width) else { return finding };
    let finding = |what| finding.label(cell.span, what);
    match (cell.column < width, cell.is_filled) {
        // Browsers show a column without cells of its own as nothing at all.
        (true, _) => finding("this cell reaches beyond the last column")
            .severity(Severity::Info)
            .help("make its `colspan` smaller"),
        (false, true) => {
            finding("a cell too many").help("put its text into another cell, or add the column to all rows")
        }
        (false, false) => finding("an empty cell too many").help("take its marker out"),
    }
}

fn others(n_usual: usize, n_others: usize, width: u32) -> String {
    match n_others {
        1 => format!("the other row has {width}"),
        _ if n_usual == n_others => format!("all {n_others} other rows have {width}"),
        _ => format!("{n_usual} of the {n_others} other rows have {width}"),
    }
}

fn columns(number: u32) -> String {
    if number == 1 { "1 column".to_owned() } else { format!("{number} columns") }
}

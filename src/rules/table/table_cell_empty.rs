//! `rules/table/table-cell-empty.md`

use std::collections::HashSet;

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::facts::prose::{BlockKind, LEFT_OUT};
use crate::facts::tables::{Section, Table, TableCell, TableRow};
use crate::finding::{Finding, Severity};
use crate::syntax::Kind;

/// Finds data cells that show nothing in a column that has a heading.
pub struct TableCellEmpty;

/// In a table with fewer columns than this, gaps in most of them do not make it a matrix.
const MATRIX_COLUMNS: usize = 4;

/// Cells with more bytes of source than this are remarks rather than values.
const REMARK: u32 = 120;

impl Check for TableCellEmpty {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        TableCellEmpty
    }
}

impl Rule for TableCellEmpty {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for table in facts.tables().iter().filter(|table| !table.is_open) {
            for section in table.sections.iter().filter(|section| section.n_header_rows > 0) {
                for finding in gaps(table, section, cx) {
                    cx.report(finding);
                }
            }
            for finding in surplus(table, cx) {
                cx.report(finding);
            }
        }
    }
}

fn gaps(table: &Table, section: &Section, cx: &Context<'_>) -> Vec<Finding> {
    let columns = data_columns(table, section);
    let n_gapped = columns.iter().filter(|column| column.n_filled < column.cells.len()).count();
    let mut findings = Vec::new();
    if columns.len() >= MATRIX_COLUMNS && n_gapped * 2 > columns.len() {
        return findings;
    }
    let sparse = sparse_rows(table, section);
    for column in &columns {
        let is_gap = |cell: &&&TableCell| is_gap(cell) && !sparse.contains(&cell.row);
        let gaps: Vec<&TableCell> = column.cells.iter().filter(is_gap).copied().collect();
        if gaps.is_empty() || column.holds_marks(cx) {
            continue;
        }
        let Some(name) = column.name(cx) else { continue };
        findings.extend(gaps.into_iter().map(|cell| column.finding(cell, &name, cx)));
    }
    findings
}

/// A column of data cells under a heading of its own.
struct Column<'t> {
    header: &'t TableCell,
    /// The cells under the head that are in this column alone.
    cells: Vec<&'t TableCell>,
    n_filled: usize,
}

fn data_columns<'t>(table: &'t Table, section: &Section) -> Vec<Column<'t>> {
    let width = table.usual_width(section).unwrap_or(0);
    let mut columns = Vec::new();
    for (column, mut cells) in table.columns(section).into_iter().filter(|&(column, _)| column < width) {
        cells.retain(|cell| section.body().contains(&cell.row) && cell.colspan == 1 && !cell.is_header);
        let n_filled = cells.iter().filter(|cell| cell.is_filled).count();
        let header =
            table.header_of(section, column).filter(|header| header.colspan == 1 && !cells.is_empty());
        columns.extend(header.map(|header| Column { header, cells, n_filled }));
    }
    columns
}

/// The empty cells that stand beyond the columns the table has.
fn surplus(table: &Table, cx: &Context<'_>) -> Vec<Finding> {
    let Some(width) = table.usual_width() else { return Vec::new() };
    let certain = table.rows.iter().filter(|row| row.is_certain());
    let cells =
        certain.flat_map(|row| table.cells_of(row)).filter(|cell| cell.column >= width && is_gap(cell));
    cells
        .map(|cell| {
            let span = cx.tree.node(cell.node).span().trim(cx.doc.text());
            Finding::new(span, format!("empty cell beyond the table's {width} columns"))
                .severity(Severity::Info)
                .help("take its marker out")
                .cluster(format!("beyond {}", table.node.index()))
        })
        .collect()
}

/// The rows of which more than half is empty: separators, totals, rows not yet written.
fn sparse_rows(table: &Table, section: &Section) -> HashSet<usize> {
    let is_sparse = |row: &TableRow| {
        let cells = table.cells_of(row);
        !row.is_certain() || cells.iter().filter(|cell| cell.is_filled).count() * 2 < cells.len()
    };
    section.body().filter(|&at| table.rows.get(at).is_some_and(is_sparse)).collect()
}

fn is_gap(cell: &TableCell) -> bool {
    !cell.is_filled && cell.rowspan == 1
}

impl Column<'_> {
    /// The heading as read; none where it has no text.
    fn name(&self, cx: &Context<'_>) -> Option<String> {
        let blocks = &cx.facts.prose().blocks;
        let block =
            blocks.iter().find(|block| block.node == self.header.node && block.kind == BlockKind::Cell)?;
        let name = block.text.replace(LEFT_OUT, " ");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    }

    /// Whether the column says yes by a mark and no by nothing: its filled cells are all alike.
    fn holds_marks(&self, cx: &Context<'_>) -> bool {
        let filled = self.cells.iter().filter(|cell| cell.is_filled);
        let texts: HashSet<&str> = filled.map(|cell| cx.doc.slice(cell.content).trim()).collect();
        self.n_filled > 2 && texts.len() <= 2.max(self.n_filled / 8)
    }

    /// Whether the column holds remarks: where there is nothing to remark, a gap is no fault.
    fn holds_remarks(&self, cx: &Context<'_>) -> bool {
        let is_remark = |cell: &&&TableCell| {
            cell.content.len() > REMARK || cx.tree.node(cell.node).child(Kind::ListItem).is_some()
        };
        self.cells.iter().filter(|cell| cell.is_filled).filter(is_remark).count() * 2 > self.n_filled
    }

    fn finding(&self, cell: &TableCell, name: &str, cx: &Context<'_>) -> Finding {
        let n_others = self.cells.len() - 1;
        let others = match self.n_filled {
            0 => format!("as are all {n_others} others"),
            n_filled => format!("{n_filled} of {n_others} others are filled"),
        };
        let message = format!("cell in column `{name}` is empty; {others}");
        let node = cx.tree.node(cell.node);
        let is_gappy = self.n_filled * 2 < self.cells.len() || self.holds_remarks(cx);
        let severity = if is_gappy { Severity::Info } else { Severity::Warning };
        let finding = Finding::new(node.span().trim(cx.doc.text()), message)
            .severity(severity)
            .help("fill it in, or say in the cell that there is nothing to say")
            .cluster(format!("{}", self.header.node.index()));
        match node.child(Kind::Comment) {
            Some(_) => finding.note("readers do not see the comment"),
            None => finding,
        }
    }
}

//! `rules/table/table-cell-empty.md`

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnType, DataColumn, Family, RowGaps, Section, Table, TableCell};
use crate::finding::{Finding, Severity};
use crate::rules::options::{Percent, Words};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

/// Finds data cells that show nothing in a column that has a heading.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableCellEmpty {
    /// The percentage of a column's cells that have to be filled for an empty one to be a warning.
    filled_percent: Percent,
    /// Headings of columns that may have empty cells; case makes no difference.
    ignore_columns: Words,
}

impl Default for TableCellEmpty {
    fn default() -> Self {
        TableCellEmpty { filled_percent: Percent::new(50), ignore_columns: Words::default() }
    }
}

/// In a table with fewer columns than this, gaps in most of them do not make it a matrix.
const MATRIX_COLUMNS: usize = 4;

/// Fewer filled cells than this do not show that a column is meant to be filled.
const FEW: usize = 3;

/// Cells of more bytes than this are not compared with others: tables nest in them.
const COMPARED: usize = 1000;

impl Rule for TableCellEmpty {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (table_index, table) in facts.tables().iter().enumerate().filter(|(_, table)| !table.is_open) {
            let has_gap = |section: &Section| {
                let rows = table.rows.get(section.rows.clone()).unwrap_or_default();
                rows.iter().flat_map(|row| table.cells_of(row)).any(|cell| !cell.is_filled)
            };
            let sections = table.sections.iter().enumerate();
            for (index, section) in sections.filter(|(_, section)| section.n_header_rows > 0) {
                if !has_gap(section) {
                    continue;
                }
                let mut findings = gaps(table, section, facts.columns_of(table_index, index), self, cx);
                findings.extend(surplus(table, section));
                findings.into_iter().for_each(|finding| cx.report(finding));
            }
        }
    }
}

fn gaps(
    table: &Table,
    section: &Section,
    typed: &[Column],
    rule: &TableCellEmpty,
    cx: &Context<'_>,
) -> Vec<Finding> {
    let columns = table.data_columns(section);
    let n_gapped = columns.iter().filter(|column| column.n_filled < column.cells.len()).count();
    let mut findings = Vec::new();
    if columns.len() >= MATRIX_COLUMNS && n_gapped * 2 > columns.len() {
        return findings;
    }
    let gapped: HashMap<usize, RowGaps> =
        section.body().filter_map(|row| Some((row, table.row_gaps(section, row)?))).collect();
    for column in columns {
        let is_gap =
            |cell: &&TableCell| !cell.is_filled && cell.rowspan == 1 && gapped.contains_key(&cell.row);
        let gaps: Vec<&TableCell> = column.cells.iter().copied().filter(is_gap).collect();
        // A column of one cell shows nothing of what it should hold.
        if gaps.is_empty() || column.cells.len() == 1 || holds_marks(&column, cx) {
            continue;
        }
        let heading = cx.facts.cell_text(column.header);
        if heading.is_none_or(|heading| rule.ignore_columns.contains(heading.trim())) {
            continue;
        }
        let Some(name) = cx.facts.column_title(table, section, column.header.column) else { continue };
        let name = shown(&name);
        let kind = typed
            .binary_search_by_key(&column.header.column, |typed| typed.number)
            .ok()
            .and_then(|at| typed.get(at)?.kind);
        let kind = kind.filter(|kind| kind.family() != Family::Words);
        let is_kept = rule.filled_percent.is_reached(column.n_filled, column.cells.len());
        // An extract has nothing to fill in. Of a column in which nothing is left `extract-value-lost` tells.
        if column.header.node.is_none() && !is_kept {
            let first = gaps.first().filter(|_| column.n_filled > 0);
            findings.extend(first.map(|first| of_column(&column, &name, first.span)));
            continue;
        }
        let is_meant = column.n_filled >= FEW && is_kept && holds_values(kind, &column);
        findings.extend(gaps.into_iter().map(|cell| {
            let is_special = gapped.get(&cell.row) == Some(&RowGaps::Special);
            let is_warning = is_meant && cell.column > 0 && cell.row < column.last_filled && !is_special;
            let severity = if is_warning { Severity::Warning } else { Severity::Info };
            finding(cell, &column, &name, kind, cx).severity(severity)
        }));
    }
    findings
}

/// The empty cells that stand beyond the columns the table has.
fn surplus(table: &Table, section: &Section) -> Vec<Finding> {
    let Some(width) = table.usual_width(section) else { return Vec::new() };
    let rows = section.rows.clone().filter_map(|at| table.rows.get(at)).filter(|row| row.is_certain());
    let cells =
        rows.flat_map(|row| table.cells_of(row)).filter(|cell| cell.column >= width && !cell.is_filled);
    let finding = |cell: &TableCell| {
        Finding::new(cell.span, format!("empty cell beyond the table's {width} columns"))
            .severity(Severity::Info)
            .help("take its marker out")
            .cluster(format!("beyond {}", table.span.start))
    };
    cells.map(finding).collect()
}

/// Whether the column says yes by a mark and no by nothing: its filled cells are all alike.
fn holds_marks(column: &DataColumn<'_>, cx: &Context<'_>) -> bool {
    let filled = column.cells.iter().filter(|cell| cell.is_filled);
    let (short, long): (Vec<&str>, Vec<&str>) =
        filled.map(|cell| cx.doc.slice(cell.content)).partition(|text| text.len() <= COMPARED);
    let texts: HashSet<&str> = short.into_iter().map(str::trim).collect();
    column.n_filled > 2 && texts.len() + long.len() <= 2.max(column.n_filled / 8)
}

/// Whether the column holds dates or numbers, of which a reader expects one in each row: of words, remarks and
/// lists there may be none to give. Where many numbers are missing, nothing may stand for zero.
fn holds_values(kind: Option<ColumnType>, column: &DataColumn<'_>) -> bool {
    match kind.map(ColumnType::family) {
        Some(Family::Dates) => true,
        Some(Family::Numbers) => column.n_filled * 3 >= column.cells.len() * 2,
        _ => false,
    }
}

/// A column of an extract of which too little is left.
fn of_column(column: &DataColumn<'_>, name: &str, first: Span) -> Finding {
    let (n_all, n_empty) = (column.cells.len(), column.cells.len() - column.n_filled);
    let message = format!("{n_empty} of {n_all} cells in column `{name}` are empty");
    Finding::new(column.header.span, message)
        .severity(Severity::Info)
        .label(first, "the first of them")
        .help("see what was left out: flags, pictures and numbers that templates make leave nothing")
}

fn finding(
    cell: &TableCell,
    column: &DataColumn<'_>,
    name: &str,
    kind: Option<ColumnType>,
    cx: &Context<'_>,
) -> Finding {
    let n_others = column.cells.len() - 1;
    let others = match column.n_filled {
        0 => format!("as are all {n_others} others"),
        n_filled => format!("{n_filled} of {n_others} others are filled"),
    };
    let others = match kind {
        Some(kind) => format!("{others}, most with {}", kind.plural()),
        None => others,
    };
    let message = format!("cell in column `{name}` is empty; {others}");
    let finding = Finding::new(cell.span, message)
        .help("fill it in, or say in the cell that there is nothing to say")
        .cluster(format!("{}", column.header.span.start));
    match cell.node.and_then(|node| cx.tree.node(node).child(Kind::Comment)) {
        Some(_) => finding.note("readers do not see the comment"),
        None => finding,
    }
}

//! `rules/table/table-row-duplicate.md`

use std::collections::{HashMap, HashSet};

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell, ColumnType, Section, Table};
use crate::finding::{Finding, Severity};
use crate::rules::shown;
use crate::source::Document;

/// Finds rows that stand twice in a table, and keys of rows that do.
pub struct TableRowDuplicate;

/// A row with fewer filled cells, or with less text, may be there twice.
const FEWEST_CELLS: usize = 3;
const LEAST_TEXT: usize = 12;
/// Rows of more bytes than this are not compared: tables nest in them.
const LONGEST: u32 = 10_000;
/// How many values of a column are met once before one that is met twice is a surprise.
const FEWEST_KEYS: usize = 12;

impl Rule for TableRowDuplicate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let mut said = HashSet::new();
        for (index, table) in facts.tables().iter().enumerate().filter(|(_, table)| !table.is_open) {
            for section in table.sections.iter().filter(|section| section.n_header_rows > 0) {
                for (row, finding) in rows(table, section, cx.doc) {
                    said.insert((index, row));
                    cx.report(finding);
                }
            }
        }
        for column in facts.columns().iter().filter(|column| column.number == 0) {
            if let Some((_, finding)) = key(column).filter(|(row, _)| !said.contains(&(column.table, *row))) {
                cx.report(finding);
            }
        }
    }
}

/// Rows all cells of which one other row has, by their places in the table: what stands there more often is meant so.
fn rows(table: &Table, section: &Section, doc: &Document) -> Vec<(usize, Finding)> {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for at in section.body() {
        let Some(row) = table.rows.get(at) else { continue };
        let cells = table.cells_of(row);
        let is_simple = cells.iter().all(|cell| cell.rowspan == 1 && cell.colspan == 1);
        let n_filled = cells.iter().filter(|cell| cell.is_filled).count();
        let is_short = row.span.len() <= LONGEST;
        if !(is_simple && is_short && row.n_carried == 0 && row.is_certain()) || n_filled < FEWEST_CELLS {
            continue;
        }
        let texts: Vec<&str> = cells.iter().map(|cell| doc.slice(cell.content).trim()).collect();
        let text = texts.join("\u{1}");
        if text.chars().filter(|sign| sign.is_alphanumeric()).count() < LEAST_TEXT {
            continue;
        }
        known.entry(text).or_default().push(at);
    }
    let mut pairs: Vec<(usize, usize)> = known
        .into_values()
        .filter_map(|rows| match rows.as_slice() {
            &[first, second] => Some((second, first)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    let finding = |(second, first): (usize, usize)| {
        let (row, first) = (table.rows.get(second)?, table.rows.get(first)?);
        let n_cells = table.cells_of(row).len();
        let finding =
            Finding::new(row.span, format!("all {n_cells} cells of the row are those of another row"))
                .label(first.span, "the row that it repeats")
                .help("take one of the rows out, or correct what differs");
        Some((second, finding))
    };
    pairs.into_iter().filter_map(finding).collect()
}

/// The one value of a first column that two rows have, where all others have one of their own, with the second row.
fn key(column: &Column) -> Option<(usize, Finding)> {
    let is_of_names = matches!(column.kind, Some(ColumnType::Link | ColumnType::Country | ColumnType::Text));
    if !is_of_names || column.cells.len() != column.n_values {
        return None;
    }
    let mut known: HashMap<&str, &ColumnCell> = HashMap::new();
    let mut twice = Vec::new();
    for cell in &column.cells {
        if let Some(first) = known.insert(&cell.text, cell) {
            twice.push((first, cell));
        }
    }
    let [(first, cell)] = twice.as_slice() else { return None };
    let n_others = column.cells.len() - 2;
    if n_others < FEWEST_KEYS || cell.text.chars().nth(2).is_none() {
        return None;
    }
    let message = format!(
        "`{}` has two rows; the other {n_others} values of this column have one each",
        shown(&cell.text)
    );
    let finding = Finding::new(cell.text_span, message)
        .severity(Severity::Info)
        .label(first.text_span, "the first row")
        .label(column.title_span, "the column")
        .help("see whether one of the rows is meant for something else");
    Some((cell.row, finding))
}

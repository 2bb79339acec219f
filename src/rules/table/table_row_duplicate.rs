//! `rules/table/table-row-duplicate.md`

use std::collections::HashMap;

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
/// How many values of a column are met once before one that is met twice is a surprise.
const FEWEST_KEYS: usize = 12;

impl Rule for TableRowDuplicate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut findings = Vec::new();
        for table in cx.facts.tables().iter().filter(|table| !table.is_open) {
            for section in table.sections.iter().filter(|section| section.n_header_rows > 0) {
                rows(table, section, cx.doc, &mut findings);
            }
        }
        let columns = cx.facts.columns().iter().filter(|column| column.number == 0);
        for finding in columns.filter_map(key) {
            let is_said = findings.iter().any(|known: &Finding| known.span.contains(finding.span));
            if !is_said {
                findings.push(finding);
            }
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// Rows all cells of which another row has.
fn rows(table: &Table, section: &Section, doc: &Document, findings: &mut Vec<Finding>) {
    let mut known: HashMap<String, usize> = HashMap::new();
    for at in section.body() {
        let Some(row) = table.rows.get(at) else { continue };
        let cells = table.cells_of(row);
        let is_simple = cells.iter().all(|cell| cell.rowspan == 1 && cell.colspan == 1);
        let n_filled = cells.iter().filter(|cell| cell.is_filled).count();
        if !is_simple || row.n_carried > 0 || !row.is_certain() || n_filled < FEWEST_CELLS {
            continue;
        }
        let texts: Vec<&str> = cells.iter().map(|cell| doc.slice(cell.content).trim()).collect();
        let text = texts.join("\u{1}");
        if text.chars().filter(|sign| sign.is_alphanumeric()).count() < LEAST_TEXT {
            continue;
        }
        let Some(first) = known.insert(text, at) else { continue };
        let Some(first) = table.rows.get(first) else { continue };
        findings.push(
            Finding::new(row.span, format!("all {} cells of the row are those of another row", cells.len()))
                .label(first.span, "the row that it repeats")
                .help("take one of the rows out, or correct what differs"),
        );
    }
}

/// The one value of a first column that two rows have, where all others have one of their own.
fn key(column: &Column) -> Option<Finding> {
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
    Some(
        Finding::new(cell.text_span, message)
            .severity(Severity::Info)
            .label(first.text_span, "the first row")
            .label(column.title_span, "the column")
            .help("see whether one of the rows is meant for something else"),
    )
}

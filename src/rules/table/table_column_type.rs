//! `rules/table/table-column-type.md`

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell, ColumnType, Family, Value};
use crate::finding::Finding;
use crate::rules::options::Words;
use crate::rules::shown;

/// Finds cells of another kind than nearly all others of their column.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableColumnType {
    /// Headings of columns that may hold values of several kinds; case makes no difference.
    ignore_columns: Words,
}

/// How many values of one kind show that the column is meant for it.
const FEWEST: usize = 8;
/// For each value of another kind so many are of the usual one.
const FOR_EACH: usize = 8;

impl Rule for TableColumnType {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let place = |column: &Column| (column.table, column.section);
        for columns in cx.facts.columns().chunk_by(|one, other| place(one) == place(other)) {
            let odd: Vec<Odd<'_>> = columns.iter().flat_map(|column| self.odd_cells(column)).collect();
            let mut n_odd: HashMap<usize, usize> = HashMap::new();
            odd.iter().for_each(|odd| *n_odd.entry(odd.cell.row).or_default() += 1);
            for odd in odd {
                let is_alone = n_odd.get(&odd.cell.row) == Some(&1);
                if odd.is_surprise(is_alone) {
                    cx.report(odd.finding());
                }
            }
        }
    }
}

impl TableColumnType {
    /// The cells of another kind than nearly all others of a column.
    fn odd_cells<'c>(&self, column: &'c Column) -> Vec<Odd<'c>> {
        let Some(usual) = column.kind.filter(|_| !self.ignore_columns.contains(column.title.trim())) else {
            return Vec::new();
        };
        let odd: Vec<Odd<'_>> =
            column.odd_cells().map(|(cell, kind)| Odd { column, usual, cell, kind }).collect();
        let n_usual = column.n_values - odd.len();
        if n_usual < FEWEST || odd.len() * FOR_EACH > n_usual { Vec::new() } else { odd }
    }
}

/// A cell of another kind than its column.
struct Odd<'c> {
    column: &'c Column,
    usual: ColumnType,
    cell: &'c ColumnCell,
    kind: ColumnType,
}

impl Odd<'_> {
    /// Whether the value is a surprise. Words and links may say why there is no number, unless another cell of the row
    /// is odd too; names may be numbers, years, and days of no year.
    fn is_surprise(&self, is_alone: bool) -> bool {
        let has_year = || match &self.cell.value {
            Value::Date(date) => date.start.year.is_some(),
            _ => false,
        };
        match (self.usual.family(), self.kind) {
            (Family::Dates | Family::Numbers, ColumnType::Link | ColumnType::Country) => !is_alone,
            (Family::Words, ColumnType::Date) => has_year(),
            (usual, odd) => surprises(usual, odd),
        }
    }

    fn finding(&self) -> Finding {
        let Odd { column, cell, kind, .. } = self;
        let message = format!("`{}` is {}; {}", shown(&cell.text), kind.singular(), column.evidence());
        Finding::new(cell.text_span, message)
            .label(column.title_span, "the column")
            .help("see whether the row's cells stand under their headings, and correct the value")
            .cluster(format!("{} {}", column.title_span.start, kind.singular()))
    }
}

/// Whether a value of one kind is a surprise among those of a family.
fn surprises(usual: Family, odd: ColumnType) -> bool {
    match usual {
        Family::Words => false,
        Family::Marks => odd.family() != Family::Words,
        Family::Numbers => odd == ColumnType::Date,
        Family::Dates => matches!(
            odd,
            ColumnType::Integer
                | ColumnType::Decimal
                | ColumnType::Percent
                | ColumnType::Money
                | ColumnType::Measure
        ),
    }
}

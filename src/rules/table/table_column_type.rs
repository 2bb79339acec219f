//! `rules/table/table-column-type.md`

use schemars::JsonSchema;
use serde::Deserialize;

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell, ColumnType, Family};
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
        for column in cx.facts.columns() {
            let Some(kind) = column.kind.filter(|_| !self.ignore_columns.contains(column.title.trim()))
            else {
                continue;
            };
            let odd: Vec<(&ColumnCell, ColumnType)> = column.odd_cells().collect();
            let n_usual = column.n_values - odd.len();
            if n_usual < FEWEST || odd.is_empty() || odd.len() * FOR_EACH > n_usual {
                continue;
            }
            for (cell, of) in odd.into_iter().filter(|(_, of)| surprises(kind, *of)) {
                cx.report(finding(column, cell, of));
            }
        }
    }
}

/// Whether a value of one kind is a surprise in a column of another one. Words may say why there is no number, names
/// may be numbers, and years.
fn surprises(usual: ColumnType, odd: ColumnType) -> bool {
    match (usual.family(), odd) {
        (Family::Words, ColumnType::Date) => true,
        (Family::Words, _) => false,
        (Family::Marks, odd) => odd.family() != Family::Words,
        (Family::Numbers, ColumnType::Date) => true,
        (
            Family::Dates,
            ColumnType::Integer | ColumnType::Decimal | ColumnType::Percent | ColumnType::Money,
        ) => true,
        (Family::Dates, ColumnType::Measure) => true,
        (Family::Dates | Family::Numbers, ColumnType::Link | ColumnType::Country) => true,
        _ => false,
    }
}

fn finding(column: &Column, cell: &ColumnCell, of: ColumnType) -> Finding {
    let message = format!("`{}` is {}; {}", shown(&cell.text), of.singular(), column.evidence());
    Finding::new(cell.text_span, message)
        .label(column.title_span, "the column")
        .help("see whether the row's cells stand under their headings, and correct the value")
        .cluster(format!("{} {}", column.title_span.start, of.singular()))
}

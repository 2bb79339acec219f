//! `rules/table/table-too-wide.md`

use schemars::JsonSchema;
use serde::Deserialize;

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::TableKind;
use crate::finding::Finding;

/// Finds tables with many columns.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TableTooWide {
    /// How many columns a table may have.
    columns: u32,
}

impl Default for TableTooWide {
    fn default() -> Self {
        TableTooWide { columns: 5 }
    }
}

/// How many rows are looked at, as MediaWiki's Linter does.
const ROWS: usize = 10;

impl Rule for TableTooWide {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for table in cx.facts.tables().iter().filter(|table| table.kind() == TableKind::Data) {
            let widest = table.rows.iter().take(ROWS).max_by_key(|row| row.n_slots);
            let Some(row) = widest.filter(|row| row.n_slots > self.columns) else { continue };
            let message = format!("the table has {} columns, more than {}", row.n_slots, self.columns);
            let finding = Finding::new(super::first_line(table.span, cx.doc), message)
                .help("split it, or leave columns out: a telephone shows few of them at once");
            cx.report(finding);
        }
    }
}

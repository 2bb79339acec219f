use rustc_hash::FxHashSet;

use super::{Collection, CollectionKind, is_unsure, plain};
use crate::facts::Facts;
use crate::facts::tables::{Table, TableCell, TableRow};

/// The rows of a table that hold data.
pub(super) fn count(facts: &Facts<'_>, table: &Table) -> Collection {
    let (mut rows, mut groups, mut heads, mut last) = (0, 0, 0, None);
    let mut firsts = FxHashSet::default();
    for section in &table.sections {
        heads += u64::from(section.n_header_rows == 0);
        for row in table.rows.get(section.body()).unwrap_or_default() {
            let Some(first) = of_data(facts, table, row) else { continue };
            rows += 1;
            groups += u64::from(first.column == 0);
            let text = facts.cell_text(first).unwrap_or_default();
            if first.column == 0 {
                last = text.trim_end_matches('.').parse::<u64>().ok().or(last);
                firsts.insert(text);
            }
        }
    }
    let mut others = vec![groups, firsts.len() as u64];
    others.extend(last);
    // The first row of a section without a head may be one.
    others.extend((heads > 0).then(|| rows - heads.min(rows)));
    others.retain(|&other| other != rows && other > 0);
    Collection { others, is_open: is_unsure(table), ..plain(CollectionKind::Rows, table.span, rows) }
}

/// The first cell of a row, if the row is no separator, no total and not empty.
fn of_data<'t>(facts: &Facts<'_>, table: &'t Table, row: &TableRow) -> Option<&'t TableCell> {
    let cells = table.cells_of(row);
    let filled = cells.iter().filter(|cell| cell.is_filled).count();
    let first = cells.first()?;
    let is_separator = cells.len() == 1 && first.colspan > 1;
    if filled == 0 || is_separator || cells.iter().all(|cell| cell.is_header) {
        return None;
    }
    let totals = facts.language.map(|language| language.tables.totals.as_slice()).unwrap_or_default();
    let says_total = |cell: &&TableCell| {
        let text = facts.cell_text(cell).unwrap_or_default().to_lowercase();
        let text = text.trim_end_matches([':', '.']);
        totals.iter().any(|word| text == word || text.split(' ').next() == Some(word) && word.len() > 3)
    };
    cells.iter().take(2).find(says_total).is_none().then_some(first)
}

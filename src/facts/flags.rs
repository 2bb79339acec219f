//! Flags that have a column of a table to themselves, beside the column that says whose they are.

use super::Facts;
use super::tables::{Column, ColumnCell, Value};
use crate::profile::Role;
use crate::source::Span;
use crate::syntax::{Link, NodeId};

/// A flag and the name in the cell beside it.
#[derive(Debug, PartialEq, Eq)]
pub struct FlaggedCell {
    /// The flag's template.
    pub flag: NodeId,
    /// The page that the cell links, or its text.
    pub page: String,
    /// The cell's text.
    pub text: String,
    /// Where the text stands.
    pub span: Span,
}

/// Reads them, a list for each pair of columns.
pub(super) fn read(facts: &Facts<'_>) -> Vec<Vec<FlaggedCell>> {
    if !facts.has_role(Role::Flag) {
        return Vec::new();
    }
    let columns = facts.columns();
    let neighbours = columns.iter().zip(columns.iter().skip(1)).filter(|(one, other)| {
        (one.table, one.section, one.number + 1) == (other.table, other.section, other.number)
    });
    let both_ways = neighbours.flat_map(|(one, other)| [(one, other), (other, one)]);
    both_ways.map(|(flags, names)| beside(facts, flags, names)).filter(|cells| !cells.is_empty()).collect()
}

fn beside(facts: &Facts<'_>, flags: &Column, names: &Column) -> Vec<FlaggedCell> {
    let alone = flags.cells.iter().filter_map(|cell| match cell.value {
        Value::Country(flag) => (facts.tree.node(flag).span() == cell.span).then_some((cell, flag)),
        _ => None,
    });
    let found = alone.filter_map(|(cell, flag)| {
        let at = names.cells.binary_search_by_key(&cell.row, |name| name.row).ok()?;
        let name = names.cells.get(at).filter(|name| name.rowspan == cell.rowspan)?;
        Some(FlaggedCell { flag, page: page(facts, name)?, text: name.text.clone(), span: name.text_span })
    });
    found.collect()
}

/// The page that a cell links, or its text; none where the cell holds something else than a name.
fn page(facts: &Facts<'_>, cell: &ColumnCell) -> Option<String> {
    match cell.value {
        Value::Link(node) => Some(Link::cast(facts.tree.node(node))?.page().into_owned()),
        Value::Text => Some(cell.text.clone()),
        _ => None,
    }
}

use super::content::is_filled;
use super::grid::Grid;
use super::{MAX_HEADER_ROWS, Table, TableCell, TableRow, Tables};
use crate::facts::Facts;
use crate::facts::attributes::attribute;
use crate::profile::Role;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// The widest `colspan` and the highest `rowspan` that browsers take.
const MAX_COLSPAN: u32 = 1000;
const MAX_ROWSPAN: u32 = 65534;

impl Tables {
    /// Reads the tables of a document in one pass.
    pub(in crate::facts) fn read(facts: &Facts<'_>) -> Tables {
        let tables = facts.tree.nodes().filter(|node| node.kind() == Kind::Table);
        Tables { list: tables.map(|node| read_table(node, facts)).collect() }
    }
}

fn read_table(node: NodeRef<'_>, facts: &Facts<'_>) -> Table {
    let mut table = Table {
        node: node.id(),
        caption: node.child(Kind::Caption).map(NodeRef::id),
        rows: Vec::new(),
        n_header_rows: 0,
        is_open: false,
        cells: Vec::new(),
    };
    let mut grid = Grid::new();
    for child in node.children() {
        match child.kind() {
            Kind::Row => read_row(child, facts, &mut grid, &mut table),
            kind => table.is_open |= can_make_rows(kind),
        }
    }
    table.n_header_rows = table.rows.iter().take_while(|row| is_header_row(table.cells_of(row))).count();
    if table.n_header_rows > MAX_HEADER_ROWS {
        table.n_header_rows = 0;
    }
    table
}

fn is_header_row(cells: &[TableCell]) -> bool {
    cells.iter().filter(|cell| cell.is_header).count() * 2 > cells.len()
}

fn read_row(node: NodeRef<'_>, facts: &Facts<'_>, grid: &mut Grid, table: &mut Table) {
    let first = table.cells.len();
    let mut row = TableRow {
        node: node.id(),
        n_slots: 0,
        n_carried: 0,
        overlaps: false,
        is_open: false,
        cells: first..first,
    };
    for child in node.children() {
        if child.kind() != Kind::Cell {
            row.is_open |= can_make_rows(child.kind());
            continue;
        }
        if table.cells.len() == first {
            grid.next_row();
            row.n_carried = grid.carried();
            row.n_slots = row.n_carried;
        }
        let (colspan, rowspan) = spans(child);
        let slot = grid.place(colspan, rowspan);
        row.overlaps |= slot.overlaps;
        row.is_open |= has_line_template(child, facts);
        row.n_slots = row.n_slots.saturating_add(colspan);
        table.cells.push(TableCell {
            node: child.id(),
            row: table.rows.len(),
            column: slot.column,
            colspan,
            rowspan,
            is_header: child.is_header(),
            is_filled: is_filled(child),
            content: content(child),
        });
    }
    row.cells = first..table.cells.len();
    if row.cells.is_empty() {
        table.is_open |= row.is_open;
    } else {
        table.rows.push(row);
    }
}

/// Whether a node between cells may become rows or cells when the page is put together.
fn can_make_rows(kind: Kind) -> bool {
    matches!(kind, Kind::Template | Kind::ParserFunction | Kind::Parameter)
}

/// Whether a cell holds a template at the start of a line, where what it gives can be further cells or rows.
fn has_line_template(cell: NodeRef<'_>, facts: &Facts<'_>) -> bool {
    let starts_line = |node: NodeRef<'_>| {
        let before = (node.span().start as usize).checked_sub(1);
        before.is_some_and(|before| cell.document_text().as_bytes().get(before) == Some(&b'\n'))
    };
    cell.children().any(|node| {
        can_make_rows(node.kind())
            && starts_line(node)
            && facts.schema(node).is_none_or(|schema| schema.has(Role::TablePart))
    })
}

fn content(cell: NodeRef<'_>) -> Span {
    let start = content_nodes(cell).next().map_or(cell.span().end, |node| node.span().start);
    Span::new(start, cell.span().end)
}

/// The children of a cell after its marker and attributes.
fn content_nodes(cell: NodeRef<'_>) -> impl Iterator<Item = NodeRef<'_>> {
    let has_attributes = cell.children().nth(1).is_some_and(|node| node.kind() == Kind::Attributes);
    cell.children().skip(if has_attributes { 3 } else { 1 })
}

/// The `colspan` and `rowspan` that browsers give a cell.
fn spans(cell: NodeRef<'_>) -> (u32, u32) {
    let Some(attributes) = cell.child(Kind::Attributes) else { return (1, 1) };
    let number = |name| attribute(attributes.source(), name).and_then(|value| leading_number(&value));
    let colspan = number("colspan").filter(|&span| span > 0).unwrap_or(1).min(MAX_COLSPAN);
    // A rowspan of 0 reaches to the end of the table.
    let rowspan =
        number("rowspan").map_or(1, |span| if span == 0 { MAX_ROWSPAN } else { span.min(MAX_ROWSPAN) });
    (colspan, rowspan)
}

/// The number that a value starts with, as HTML reads it: what follows the digits is not looked at.
fn leading_number(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits =
        value.find(|c: char| !c.is_ascii_digit()).map_or(value, |end| value.get(..end).unwrap_or_default());
    if digits.is_empty() {
        return None;
    }
    Some(digits.parse().unwrap_or(u32::MAX))
}

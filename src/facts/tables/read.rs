use super::content::is_filled;
use super::grid::Grid;
use super::head::{find_bold_head, is_bold, is_bold_row};
use super::purpose::kind;
use super::{Section, Table, TableCell, TableRow, Tables, drawn};
use crate::facts::Facts;
use crate::profile::Role;
use crate::source::InputKind;
use crate::syntax::{Caption, Cell, Kind, KindSet, NodeRef, Tag};

/// More rows than this are no head, however many header cells they have.
const MAX_HEADER_ROWS: usize = 8;

impl Tables {
    /// Reads the tables of a document in one pass.
    pub(in crate::facts) fn read(facts: &Facts<'_>) -> Tables {
        if facts.doc.origin.input == InputKind::Extract {
            return drawn::read(facts.doc);
        }
        if !facts.tree.kinds().contains(Kind::Table) {
            return Tables::default();
        }
        let tables = facts.tree.nodes_of(KindSet::of(&[Kind::Table]));
        Tables { list: tables.map(|node| read_table(node, facts)).collect(), lines: Vec::new() }
    }
}

fn read_table(node: NodeRef<'_>, facts: &Facts<'_>) -> Table {
    let mut table = Table::new(Some(node.id()), node.span());
    let caption = node.child(Kind::Caption).and_then(Caption::cast);
    table.caption = caption.map(|caption| caption.node().id());
    table.caption_span = caption.map(|caption| caption.content_span().trim(facts.doc.text()));
    let mut grid = Grid::new();
    for child in node.children() {
        match child.kind() {
            Kind::Row => read_row(child, facts, &mut grid, &mut table),
            kind => table.is_open |= can_make_rows(kind),
        }
    }
    find_bold_head(&mut table);
    table.sections = sections(&table);
    table.kind = kind(&table, node);
    table
}

/// Finds the heads in a table and what stands under each.
pub(super) fn sections(table: &Table) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let cells = table.cells_of(row);
        let is_head = cells.iter().filter(|cell| cell.is_header).count() * 2 > cells.len();
        match sections.last_mut() {
            Some(section) if is_head && section.body().is_empty() => {
                section.rows.end = index + 1;
                section.n_header_rows += 1;
            }
            // One header cell is the heading of a group of rows, not of columns.
            Some(section) if !is_head || cells.len() == 1 => section.rows.end = index + 1,
            _ => sections.push(Section { rows: index..index + 1, n_header_rows: usize::from(is_head) }),
        }
    }
    for section in &mut sections {
        if section.n_header_rows > MAX_HEADER_ROWS {
            section.n_header_rows = 0;
        }
    }
    sections
}

fn read_row(node: NodeRef<'_>, facts: &Facts<'_>, grid: &mut Grid, table: &mut Table) {
    let first = table.cells.len();
    let is_row_bold = is_bold_row(node);
    let mut row = TableRow {
        node: Some(node.id()),
        span: node.span().trim(facts.doc.text()),
        n_slots: 0,
        n_carried: 0,
        overlaps: false,
        is_open: false,
        may_be_wider: false,
        cells: first..first,
    };
    for child in node.children() {
        let Some(cell) = Cell::cast(child) else {
            row.is_open |= can_make_rows(child.kind()) || is_html_cell(child);
            continue;
        };
        if table.cells.len() == first {
            grid.next_row();
            row.n_carried = grid.carried();
            row.n_slots = row.n_carried;
        }
        let colspan = cell.colspan();
        let rowspan = if cell.rowspan() == 0 { u32::MAX } else { cell.rowspan() };
        let slot = grid.place(colspan, rowspan);
        row.overlaps |= slot.overlaps;
        row.is_open |= has_line_template(child, facts) || child.children().any(is_html_cell);
        row.may_be_wider |= has_unknown_template(child, facts);
        row.n_slots = row.n_slots.saturating_add(colspan);
        table.cells.push(TableCell {
            node: Some(child.id()),
            span: child.span().trim(facts.doc.text()),
            row: table.rows.len(),
            column: slot.column,
            colspan,
            rowspan,
            is_header: cell.is_header(),
            is_bold: is_row_bold || is_bold(child),
            is_filled: is_filled(child),
            content: cell.content_span(),
            lines: 0..0,
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

/// Whether a tag makes a row or a cell beside those of wiki markup, also one that slipped into attributes.
fn is_html_cell(node: NodeRef<'_>) -> bool {
    match node.kind() {
        Kind::Attributes => node.source().contains("<td"),
        _ => Tag::cast(node).is_some_and(|tag| matches!(tag.name().as_ref(), "td" | "th" | "tr")),
    }
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

/// Whether a template of which nothing is known stands in a cell, beside its text, in bold or italics, or in a tag.
fn has_unknown_template(cell: NodeRef<'_>, facts: &Facts<'_>) -> bool {
    let mut walk = cell.walk();
    while let Some(node) = walk.next() {
        match node.kind() {
            Kind::Bold | Kind::Italic | Kind::Tag => {}
            Kind::Template if facts.schema(node).is_none() => return true,
            Kind::ParserFunction | Kind::Parameter => return true,
            _ => walk.pass_over(node),
        }
    }
    false
}

//! Tables as grids: rows and columns with `colspan` and `rowspan` resolved as browsers resolve them.

mod column;
mod content;
mod drawn;
mod gaps;
mod grid;
mod head;
mod kind;
mod purpose;
mod read;
mod reader;
mod shown;
mod text;
mod typed;
mod value;

use std::ops::Range;

pub use column::DataColumn;
pub use gaps::RowGaps;
pub use kind::{ColumnType, Family};
pub use purpose::{LayoutReason, TableKind};
pub use text::{CellText, SortKey};
pub use typed::Column;
pub(super) use typed::read as read_columns;
pub use value::{ColumnCell, Value};

use crate::source::Span;
use crate::syntax::NodeId;

/// The tables of a document in document order; a nested one comes after the one that holds it.
#[derive(Debug, Default)]
pub struct Tables {
    list: Vec<Table>,
    /// The lines of the cells of extracts.
    lines: Vec<Span>,
}

impl Tables {
    /// All tables.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.list.iter()
    }

    /// The parts of an extract's lines that a cell is made of; none in wikitext.
    pub fn lines_of(&self, cell: &TableCell) -> &[Span] {
        self.lines.get(cell.lines.clone()).unwrap_or_default()
    }
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// The table's node; none in an extract.
    pub node: Option<NodeId>,
    /// Where it stands.
    pub span: Span,
    /// The caption's node, if it has one; none in an extract.
    pub caption: Option<NodeId>,
    /// Where the caption's text stands, if it has one.
    pub caption_span: Option<Span>,
    /// The rows that have cells; a row marker without cells makes no row.
    pub rows: Vec<TableRow>,
    /// The stacks of rows that have a head of their own, from top to bottom; together they are all rows.
    pub sections: Vec<Section>,
    /// Whether templates between the cells, or spans that templates compute, may add rows or columns that the
    /// text does not show.
    pub is_open: bool,
    /// Whether its head is told by bold alone: no cell of it is marked as a header cell.
    pub has_bold_head: bool,
    kind: TableKind,
    cells: Vec<TableCell>,
}

/// Rows under one head. Most tables have one section; some stack several tables in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The rows, the head among them, as places in [`Table::rows`].
    pub rows: Range<usize>,
    /// How many of the rows, from the first on, are made of header cells.
    pub n_header_rows: usize,
}

impl Section {
    /// The rows under the head.
    pub fn body(&self) -> Range<usize> {
        self.rows.start + self.n_header_rows..self.rows.end
    }
}

/// A row of a table that has at least one cell.
#[derive(Debug)]
pub struct TableRow {
    /// The row's node; none in an extract.
    pub node: Option<NodeId>,
    /// Where it stands, with its marker, without white space around it.
    pub span: Span,
    /// How many slots it has: those of its own cells and those that cells of rows above reach into.
    pub n_slots: u32,
    /// How many of its slots cells of rows above reach into.
    pub n_carried: u32,
    /// Whether one of its cells reaches into a slot that a row above has taken.
    pub overlaps: bool,
    /// Whether a template on a line of its own, or an HTML tag, may add cells or rows that the text does not show.
    pub is_open: bool,
    /// Whether its cells hold templates of which nothing is known: some templates end a cell and begin another.
    pub may_be_wider: bool,
    cells: Range<usize>,
}

impl TableRow {
    /// Whether the text shows all its cells, and where each of them stands.
    pub fn is_certain(&self) -> bool {
        !self.is_open && !self.overlaps
    }
}

/// A cell with its place in the grid.
#[derive(Debug)]
pub struct TableCell {
    /// The cell's node; none in an extract.
    pub node: Option<NodeId>,
    /// Where it stands, with its marker, without white space around it; in an extract its first line.
    pub span: Span,
    /// The row that it starts in, as a place in [`Table::rows`].
    pub row: usize,
    /// The first column, from 0.
    pub column: u32,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// How many rows it covers, at least 1; it may be more than the table has.
    pub rowspan: u32,
    /// Whether it is a header cell: by its marker, or as one of a head that only bold tells.
    pub is_header: bool,
    /// Whether all its text is bold, by markup or style; a header cell's own weight does not count.
    pub is_bold: bool,
    /// Whether a reader sees something in it.
    pub is_filled: bool,
    /// What stands after the marker and the attributes, with the white space around it; in an extract its first line.
    pub content: Span,
    lines: Range<usize>,
}

impl TableCell {
    /// The column after the last one that it covers.
    pub fn end_column(&self) -> u32 {
        self.column.saturating_add(self.colspan)
    }
}

impl Table {
    fn new(node: Option<NodeId>, span: Span) -> Table {
        Table {
            node,
            span,
            caption: None,
            caption_span: None,
            rows: Vec::new(),
            sections: Vec::new(),
            is_open: false,
            has_bold_head: false,
            kind: TableKind::Data,
            cells: Vec::new(),
        }
    }

    /// What it is for.
    pub fn kind(&self) -> TableKind {
        self.kind
    }

    /// All cells, row by row.
    pub fn cells(&self) -> &[TableCell] {
        &self.cells
    }

    /// The cells that start in a row, from left to right.
    pub fn cells_of(&self, row: &TableRow) -> &[TableCell] {
        self.cells.get(row.cells.clone()).unwrap_or_default()
    }

    /// The cell that covers a slot, if it starts in the slot's section. Its cost is the number of rows above in
    /// the section that have to be asked.
    pub fn cell_at(&self, section: &Section, row: usize, column: u32) -> Option<&TableCell> {
        (section.rows.start..=row).rev().find_map(|above| {
            let cells = self.cells_of(self.rows.get(above)?);
            let cell = cells.get(cells.partition_point(|cell| cell.column <= column).checked_sub(1)?)?;
            let reaches = above as u64 + u64::from(cell.rowspan) > row as u64;
            (reaches && cell.end_column() > column).then_some(cell)
        })
    }

    /// The header cell of a section that stands lowest over a column.
    pub fn header_of(&self, section: &Section, column: u32) -> Option<&TableCell> {
        let lowest = section.rows.start + section.n_header_rows.checked_sub(1)?;
        self.cell_at(section, lowest, column).filter(|cell| cell.is_header)
    }

    /// The number of columns that most rows of a section have; its head's, where that stands over one row.
    ///
    /// Rows whose cells the text may not show in full have no say.
    pub fn usual_width(&self, section: &Section) -> Option<u32> {
        let rows = self.rows.get(section.rows.clone())?;
        let widths = rows.iter().filter(|row| row.is_certain() && !row.may_be_wider).map(|row| row.n_slots);
        majority(widths).or(match rows {
            [head, _] if section.n_header_rows == 1 && head.n_slots > 1 => Some(head.n_slots),
            _ => None,
        })
    }
}

/// The number that is more than half of all; Boyer and Moore's way, which needs no counts.
fn majority(numbers: impl Iterator<Item = u32> + Clone) -> Option<u32> {
    let mut lead = (0, 0_usize);
    for number in numbers.clone() {
        lead = match lead {
            (_, 0) => (number, 1),
            (leader, count) if leader == number => (leader, count + 1),
            (leader, count) => (leader, count - 1),
        };
    }
    let (n_leader, n_all) =
        numbers.fold((0, 0), |(same, all), number| (same + usize::from(number == lead.0), all + 1));
    (n_leader * 2 > n_all).then_some(lead.0)
}

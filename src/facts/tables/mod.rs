//! Tables as grids: rows and columns with `colspan` and `rowspan` resolved as browsers resolve them.

mod content;
mod grid;
mod read;

use std::collections::HashMap;
use std::ops::Range;

use crate::source::Span;
use crate::syntax::NodeId;

/// The tables of a document in document order; a nested one comes after the one that holds it.
#[derive(Debug, Default)]
pub struct Tables {
    list: Vec<Table>,
}

impl Tables {
    /// All tables.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.list.iter()
    }
}

/// One table.
#[derive(Debug)]
pub struct Table {
    /// The table's node.
    pub node: NodeId,
    /// The caption's node, if it has one.
    pub caption: Option<NodeId>,
    /// The rows that have cells; a row marker without cells makes no row.
    pub rows: Vec<TableRow>,
    /// How many rows at the top are made of header cells.
    pub n_header_rows: usize,
    /// Whether templates between the cells, or spans that templates compute, may add rows or columns that the
    /// text does not show.
    pub is_open: bool,
    cells: Vec<TableCell>,
}

/// A row of a table that has at least one cell.
#[derive(Debug)]
pub struct TableRow {
    /// The row's node.
    pub node: NodeId,
    /// How many slots it has: those of its own cells and those that cells of rows above reach into.
    pub n_slots: u32,
    /// How many of its slots cells of rows above reach into.
    pub n_carried: u32,
    /// Whether one of its cells reaches into a slot that a row above has taken.
    pub overlaps: bool,
    /// Whether a template in it may add cells that the text does not show.
    pub is_open: bool,
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
    /// The cell's node.
    pub node: NodeId,
    /// The row that it starts in, as a place in [`Table::rows`].
    pub row: usize,
    /// The first column, from 0.
    pub column: u32,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// How many rows it covers, at least 1; it may be more than the table has.
    pub rowspan: u32,
    /// Whether it is a header cell.
    pub is_header: bool,
    /// Whether a reader sees something in it.
    pub is_filled: bool,
    /// What stands after the marker and the attributes, with the white space around it.
    pub content: Span,
}

impl TableCell {
    /// The column after the last one that it covers.
    pub fn end_column(&self) -> u32 {
        self.column.saturating_add(self.colspan)
    }
}

/// More rows than this at the top are no table head, however many header cells they have.
const MAX_HEADER_ROWS: usize = 8;

impl Table {
    /// All cells, row by row.
    pub fn cells(&self) -> &[TableCell] {
        &self.cells
    }

    /// The cells that start in a row, from left to right.
    pub fn cells_of(&self, row: &TableRow) -> &[TableCell] {
        self.cells.get(row.cells.clone()).unwrap_or_default()
    }

    /// The cell that covers a slot. Its cost is the number of rows above that have to be asked.
    pub fn cell_at(&self, row: usize, column: u32) -> Option<&TableCell> {
        (0..=row).rev().find_map(|above| {
            let cells = self.cells_of(self.rows.get(above)?);
            let cell = cells.get(cells.partition_point(|cell| cell.column <= column).checked_sub(1)?)?;
            let reaches = above as u64 + u64::from(cell.rowspan) > row as u64;
            (reaches && cell.end_column() > column).then_some(cell)
        })
    }

    /// The header cell that stands lowest over a column.
    pub fn header_of(&self, column: u32) -> Option<&TableCell> {
        let cell = self.cell_at(self.n_header_rows.checked_sub(1)?, column)?;
        cell.is_header.then_some(cell)
    }

    /// The number of columns that most rows have; the head's where no number has a majority.
    ///
    /// Rows whose cells the text does not show in full have no say.
    pub fn usual_width(&self) -> Option<u32> {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for row in self.rows.iter().filter(|row| row.is_certain()) {
            *counts.entry(row.n_slots).or_default() += 1;
        }
        let n_rows: usize = counts.values().sum();
        let most = counts.into_iter().find(|&(_, count)| count * 2 > n_rows).map(|(width, _)| width);
        let head = || self.rows.first().filter(|row| self.n_header_rows > 0 && row.is_certain());
        most.or_else(|| head().map(|row| row.n_slots))
    }

    /// Each column that a cell starts in, with the cells that start there, from top to bottom.
    pub fn columns(&self) -> Vec<(u32, Vec<&TableCell>)> {
        let mut cells: Vec<&TableCell> = self.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.column, cell.row));
        cells
            .chunk_by(|one, other| one.column == other.column)
            .filter_map(|column| Some((column.first()?.column, column.to_vec())))
            .collect()
    }
}

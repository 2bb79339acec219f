use super::{Section, Table};

/// What the empty cells of a row say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowGaps {
    /// One cell is empty.
    One,
    /// The row differs from others in kind: several cells are empty, or one reaches over columns.
    Special,
}

impl Table {
    /// The gaps of a row, given by its place in [`Table::rows`]. None for a row without gaps, for one with two gaps
    /// that make half of it (a separator, a total, a row not yet written), and for one that may have cells that the
    /// text does not show, so that none of them surely stands in its column.
    pub fn row_gaps(&self, section: &Section, row: usize) -> Option<RowGaps> {
        let (head, row) = (self.rows.get(section.rows.start)?, self.rows.get(row)?);
        let cells = self.cells_of(row);
        let n_gaps = cells.iter().filter(|cell| !cell.is_filled).count();
        let is_shifted = row.may_be_wider && row.n_slots != head.n_slots;
        let is_sparse = n_gaps > 1 && n_gaps * 2 >= cells.len();
        if n_gaps == 0 || is_shifted || !row.is_certain() || is_sparse {
            return None;
        }
        let is_special = n_gaps > 1 || cells.iter().any(|cell| cell.colspan > 1);
        Some(if is_special { RowGaps::Special } else { RowGaps::One })
    }
}

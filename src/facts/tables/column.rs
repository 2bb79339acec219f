use super::{Section, Table, TableCell};

/// A column of data cells under a heading of its own.
#[derive(Debug)]
pub struct DataColumn<'t> {
    /// The header cell that stands lowest over the column, and over no other.
    pub header: &'t TableCell,
    /// The cells under the head that are in this column alone, from top to bottom; never none.
    pub cells: Vec<&'t TableCell>,
    /// How many of them are filled.
    pub n_filled: usize,
    /// The row of the last one that is filled, as a place in [`Table::rows`]; 0 where none is.
    pub last_filled: usize,
}

impl Table {
    /// The columns of a section that have a heading and data.
    pub fn data_columns(&self, section: &Section) -> Vec<DataColumn<'_>> {
        let rows = self.rows.get(section.body()).unwrap_or_default();
        let is_data = |cell: &&TableCell| !cell.is_header && cell.colspan == 1;
        // In extracts the cells of such rows may stand under the heading of their left neighbour.
        let in_place = rows.iter().filter(|row| self.node.is_some() || row.is_certain());
        let mut cells: Vec<&TableCell> =
            in_place.flat_map(|row| self.cells_of(row)).filter(is_data).collect();
        cells.sort_by_key(|cell| (cell.column, cell.row));
        let mut columns = Vec::new();
        for cells in cells.chunk_by(|one, other| one.column == other.column) {
            let header = cells.first().and_then(|cell| self.header_of(section, cell.column));
            let Some(header) = header.filter(|header| header.colspan == 1) else { continue };
            let mut filled = cells.iter().filter(|cell| cell.is_filled);
            columns.push(DataColumn {
                header,
                n_filled: filled.clone().count(),
                last_filled: filled.next_back().map_or(0, |cell| cell.row),
                cells: cells.to_vec(),
            });
        }
        columns
    }
}

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Where a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// The first column, from 0.
    pub(super) column: u32,
    /// Whether the cell reaches into a slot that a row above has taken: an error of the table.
    pub(super) overlaps: bool,
}

/// Gives the cells of one table their columns, row by row, as HTML's algorithm for forming a table does.
///
/// It holds the free columns as ranges, not as slots, so that a `colspan` or `rowspan` costs the same whatever
/// its value; each cell costs the logarithm of the number of ranges.
#[derive(Debug)]
pub(super) struct Grid {
    row: u32,
    /// Where to look for the next cell's slot.
    cursor: u32,
    /// Columns that no cell of a row above reaches into: start → end. The last range is open to the right.
    free: BTreeMap<u32, u32>,
    /// Ranges of columns that are taken, by the row that has them free again.
    taken: BinaryHeap<Reverse<(u32, u32, u32)>>,
    /// How many columns are taken.
    n_taken: u32,
    carried: u32,
}

impl Grid {
    /// A grid before its first row.
    pub(super) fn new() -> Self {
        Grid {
            row: 0,
            cursor: 0,
            free: BTreeMap::from([(0, u32::MAX)]),
            taken: BinaryHeap::new(),
            n_taken: 0,
            carried: 0,
        }
    }

    /// Begins the next row. Nothing is placed before the first row has begun.
    pub(super) fn next_row(&mut self) {
        self.row += 1;
        self.cursor = 0;
        while let Some(&Reverse((row, start, end))) = self.taken.peek()
            && row <= self.row
        {
            self.taken.pop();
            self.release(start, end);
        }
        self.carried = self.n_taken;
    }

    /// How many slots of the row are taken by cells of rows above.
    pub(super) fn carried(&self) -> u32 {
        self.carried
    }

    /// Places the row's next cell.
    pub(super) fn place(&mut self, colspan: u32, rowspan: u32) -> Slot {
        if self.taken.is_empty() && rowspan == 1 {
            let column = self.cursor;
            self.cursor = column.saturating_add(colspan);
            return Slot { column, overlaps: false };
        }
        let (start, room) = self.free_from(self.cursor);
        let column = start.max(self.cursor);
        let end = column.saturating_add(colspan);
        self.cursor = end;
        if rowspan > 1 {
            self.take((start, room), (column, end.min(room)), self.row.saturating_add(rowspan));
        }
        Slot { column, overlaps: end > room }
    }

    /// The first free range that ends after a column.
    fn free_from(&self, column: u32) -> (u32, u32) {
        let at_or_before = self.free.range(..=column).next_back();
        at_or_before
            .filter(|&(_, &end)| end > column)
            .or_else(|| self.free.range(column..).next())
            .map_or((column, u32::MAX), |(&start, &end)| (start, end))
    }

    /// Takes a part of a free range until a row.
    fn take(&mut self, free: (u32, u32), part: (u32, u32), until: u32) {
        self.free.remove(&free.0);
        for (start, end) in [(free.0, part.0), (part.1, free.1)] {
            if start < end {
                self.free.insert(start, end);
            }
        }
        self.taken.push(Reverse((until, part.0, part.1)));
        self.n_taken += part.1 - part.0;
    }

    /// Frees a range and joins it with its free neighbours.
    fn release(&mut self, mut start: u32, mut end: u32) {
        self.n_taken -= end - start;
        if let Some((&before, &joint)) = self.free.range(..start).next_back()
            && joint == start
        {
            start = before;
        }
        if let Some(after) = self.free.remove(&end) {
            end = after;
        }
        self.free.insert(start, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The columns of the cells of each row, given as (colspan, rowspan), with the slots carried into the row.
    fn columns(rows: &[&[(u32, u32)]]) -> Vec<(u32, Vec<u32>)> {
        let mut grid = Grid::new();
        let place = |row: &&[(u32, u32)]| {
            grid.next_row();
            (grid.carried(), row.iter().map(|&(c, r)| grid.place(c, r).column).collect())
        };
        rows.iter().map(place).collect()
    }

    #[test]
    fn a_rowspan_pushes_the_cells_below() {
        let rows = columns(&[&[(1, 2), (1, 1), (1, 3)], &[(1, 1), (1, 1)], &[(2, 1), (1, 1)]]);
        assert_eq!(rows, [(0, vec![0, 1, 2]), (2, vec![1, 3]), (1, vec![0, 3])]);
    }

    #[test]
    fn a_colspan_over_a_taken_slot_overlaps() {
        let mut grid = Grid::new();
        grid.next_row();
        assert!(!grid.place(1, 1).overlaps);
        assert!(!grid.place(1, 5).overlaps);
        grid.next_row();
        assert_eq!(grid.place(3, 2), Slot { column: 0, overlaps: true });
        grid.next_row();
        assert_eq!(grid.carried(), 2);
        assert_eq!(grid.place(1, 1).column, 2);
    }

    #[test]
    fn spans_without_bound_cost_one_range_each() {
        let mut grid = Grid::new();
        for row in 0..10_000 {
            grid.next_row();
            assert_eq!(grid.place(1000, 65534).column, row * 1000);
        }
        assert_eq!(grid.free.len(), 1);
        assert_eq!(grid.carried(), 9_999_000);
    }

    #[test]
    fn columns_are_free_again_below_a_span() {
        let mut grid = Grid::new();
        grid.next_row();
        for rowspan in [3, 2, 3, 2] {
            grid.place(1, rowspan);
        }
        grid.next_row();
        assert_eq!(grid.place(1, 1).column, 4);
        grid.next_row();
        assert_eq!([grid.place(1, 1).column, grid.place(1, 1).column], [1, 3]);
        grid.next_row();
        assert_eq!((grid.carried(), grid.free.len()), (0, 1));
    }
}

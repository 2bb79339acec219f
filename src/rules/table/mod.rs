//! Tables as grids: their rows, columns and cells.

pub mod ragged_table;
pub mod table_cell_empty;
pub mod unclosed_table;

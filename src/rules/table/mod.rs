//! Tables as grids: their rows, columns and cells.

pub mod double_pipe_in_cell;
pub mod ragged_table;
pub mod table_cell_empty;
pub mod table_markers_inline;
pub mod unclosed_table;

//! Tables as grids: their rows, columns and cells.

pub mod double_pipe_in_cell;
pub mod html_table;
pub mod number_format_mixed;
pub mod pipe_in_cell;
pub mod ragged_table;
mod stray;
pub mod table_caption_missing;
pub mod table_cell_empty;
pub mod table_class_old;
pub mod table_column_type;
pub mod table_header_missing;
pub mod table_in_list;
pub mod table_markers_inline;
pub mod table_order;
pub mod table_percent_sum;
pub mod table_rank_gap;
pub mod table_row_duplicate;
pub mod table_row_empty;
pub mod table_sort_key_mismatch;
pub mod table_stray_content;
pub mod table_stray_transparent;
pub mod table_sum_mismatch;
pub mod table_too_wide;
pub mod unclosed_table;
pub mod unit_mixed;

use crate::facts::tables::Table;
use crate::source::{Document, Span};
use crate::syntax::{Kind, Tree};

/// The first line of a table or row, which has its marker.
fn first_line(place: Span, doc: &Document) -> Span {
    let line = doc.slice(place).split('\n').next().unwrap_or_default();
    Span::new(place.start, place.start + line.len() as u32).trim(doc.text())
}

/// Whether a table stands directly in a cell of another one.
fn is_nested(table: &Table, tree: &Tree<'_>) -> bool {
    let parent = table.node.and_then(|node| tree.node(node).parent());
    parent.is_some_and(|parent| parent.kind() == Kind::Cell)
}

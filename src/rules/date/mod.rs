//! Dates: what they say, and how they are written.

pub mod age_mismatch;
pub mod date_access_out_of_range;
pub mod date_column_mixed;
pub mod date_comma;
pub mod date_declared_format;
pub mod date_future;
pub mod date_impossible;
pub mod date_leading_zero;
pub mod date_month_name_foreign;
pub mod date_order;
pub mod date_ordinal;
pub mod date_range_dash;
pub mod date_separator;
pub mod date_template_args;
mod own;
mod surroundings;
mod swapped;
pub mod year_range_order;

//! Dates: what they say, and how they are written.

pub mod date_declared_format;
pub mod date_impossible;
pub mod date_template_args;
mod surroundings;
mod swapped;

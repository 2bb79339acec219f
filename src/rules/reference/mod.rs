//! Footnotes: their names, groups and contents.

pub mod ref_name_conflict;
pub mod ref_undefined_name;
pub mod unclosed_ref;

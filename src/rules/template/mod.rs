//! Arguments and names of templates.

pub mod template_duplicate_arg;

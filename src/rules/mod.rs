//! The checks, one file each; what each is about stands in its page under `rules/`.

pub mod consistency;
pub mod date;
pub mod link;
pub mod reference;
pub mod table;
pub mod template;
pub mod text;

//! Checks that a rule page declares in its front matter, without Rust: the `[check]` table. `docs/own-rules.md`
//! describes it for those who write such pages.
//!
//! A table is read as data ([`CheckTable`]), which cannot fail in other ways than TOML can. [`CheckTable::compile`]
//! makes a [`Rule`](crate::engine::Rule) of it, once for each run; what is wrong with the table is said with the place
//! in the page. There is one file for each kind of check, and one for each idea that several of them share.

mod check;
mod condition;
mod count;
mod error;
mod param_names;
mod parameter;
mod pattern;
mod place;
mod rule;
mod section;
mod speech;
mod template;
mod template_names;
mod text;
mod titles;
mod value;
mod value_type;

pub use check::CheckTable;
pub use error::{CheckError, nearest_key};

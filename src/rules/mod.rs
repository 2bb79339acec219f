//! The checks, one file each; what each is about stands in its page under `rules/`.

pub mod template;

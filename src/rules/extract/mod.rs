//! Faults of text that was extracted from an article.

pub mod extract_markup_left;

//! Faults of text that was extracted from an article.

pub mod extract_boilerplate;
pub mod extract_brackets_empty;
pub mod extract_list_lost;
pub mod extract_markup_left;
pub mod extract_reference_lost;
pub mod extract_section_empty;
pub mod extract_sentence_cut;
pub mod extract_value_lost;

//! Footnotes: their names, groups, contents, places and lists.

pub mod bare_url_ref;
pub mod cite_tag_in_ref;
mod fields;
mod heads;
pub mod missing_reflist;
pub mod multiple_reflists;
pub mod punctuation_doubled_at_ref;
pub mod ref_after_punctuation;
pub mod ref_bad_quotes;
pub mod ref_before_punctuation;
pub mod ref_condensable;
pub mod ref_defined_unused;
pub mod ref_duplicate_content;
pub mod ref_empty;
pub mod ref_name_conflict;
pub mod ref_repeated_adjacent;
pub mod ref_same_content_two_names;
pub mod ref_undefined_name;
pub mod rendered_reference_number;
mod runs;
pub mod sfn_multiple_target;
pub mod sfn_no_target;
pub mod unclosed_ref;

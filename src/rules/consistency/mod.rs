//! Numbers and statements of an article that do not agree with each other.

pub mod duration_mismatch;
pub mod flag_name_mismatch;
pub mod infobox_text_mismatch;
pub mod list_membership_conflict;
pub mod range_reversed;
pub mod stated_count_conflict;
pub mod stated_count_mismatch;

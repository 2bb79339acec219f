//! Numbers and statements of an article that do not agree with each other.

pub mod stated_count_mismatch;

//! Internal and external links.

pub mod dead_link_tagged;
pub mod invalid_url;

//! What an article says of itself, and what belongs to other pages.

pub mod signature_in_article;

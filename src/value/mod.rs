//! Grammars over text as read, which know nothing of where the text stood.

pub mod archive;
pub(crate) mod by_number;
pub(crate) mod bytes;
pub mod character;
pub mod date;
pub mod entity;
pub mod fine_urls;
pub mod gap;
pub mod identifier;
pub mod ip;
pub mod joined_title;
pub(crate) mod kinds;
pub mod leftover;
pub(crate) mod lowercase;
pub mod mojibake;
pub mod number;
pub mod page_key;
pub mod plain;
pub mod quantity;
pub mod sign;
pub mod signs;
pub mod suppression;
pub mod url;
pub mod url_date;
pub mod year_range;

//! Pictures and other files.

pub mod base64_image;

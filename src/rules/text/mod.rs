//! Characters: damaged, lost, or not what they seem.

mod invisible;
mod looked_up;

pub mod control_character;
pub mod homoglyph;
pub mod html_entity_no_semicolon;
pub mod mojibake;
pub mod not_nfc;
pub mod replacement_character;

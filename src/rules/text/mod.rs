//! Characters: damaged, lost, or not what they seem.

pub mod mojibake;

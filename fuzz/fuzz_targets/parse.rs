//! Any text, with a profile that the first byte chooses.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use properties::{profile, tree};

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let site = &profile(first).site;
    tree::assert_lossless(text, site);
    tree::assert_same_again(text, site);
    tree::assert_linear(text, &text.repeat(2), site);
});

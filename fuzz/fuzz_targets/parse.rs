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
    // The second copy of a text may end what the first one leaves open, and lines that nest are put right up to twice
    // over, so that only many copies are twice the same.
    tree::assert_linear(&text.repeat(64), &text.repeat(128), site);
});

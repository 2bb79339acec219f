//! Any file: the first byte chooses its name, and so the way it is read first.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use properties::{profile, reading, tree};

fuzz_target!(|data: &[u8]| {
    let Some((&first, file)) = data.split_first() else { return };
    let name = reading::NAMES[usize::from(first) % reading::NAMES.len()];
    for doc in reading::documents(name, file) {
        reading::assert_leads_back(&doc, file);
        tree::assert_lossless(doc.text(), &profile(first).site);
    }
});

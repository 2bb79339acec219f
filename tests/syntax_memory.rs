//! How much memory a parse takes at its peak. The only test of its binary, since the allocator counts for all.

mod syntax_inputs;

use cap::Cap;
use std::alloc::System;
use wikivet::profile::Profile;
use wikivet::syntax::parse;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What the parser may hold besides, whatever the input.
const CONSTANT: usize = 64 * 1024;

#[test]
fn a_parse_peaks_at_64_bytes_for_each_byte_of_input() {
    let sites = ["neutral", "zhwiki"].map(|name| &Profile::named(name).unwrap_or_else(Profile::neutral).site);
    assert!(sites[1].has_variants(), "one site reads language variants");
    let inputs = syntax_inputs::hostile(200_000);
    for text in &inputs {
        for site in sites {
            let before = ALLOCATOR.allocated();
            drop(parse(text, site));
            let peak = ALLOCATOR.max_allocated() - before;
            let shown: String = text.chars().take(40).collect();
            assert!(
                peak <= 64 * text.len() + CONSTANT,
                "{} bytes for each byte: {shown:?}",
                peak / text.len()
            );
        }
    }
}

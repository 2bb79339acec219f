//! Pieces of markup and of what rules repair, in any order, through all fixes: the first byte chooses a profile, each
//! other one a piece.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use properties::fixes::AllFixes;
use properties::{markup, profile};
use wikivet::source::{Document, InputKind, Origin};

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let doc = Document::new(Origin::new("a", InputKind::Wikitext), markup::text(rest));
    AllFixes::new(Some(&profile(first).name)).assert_sound(&doc);
});

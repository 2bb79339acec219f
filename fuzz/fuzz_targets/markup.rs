//! Pieces of markup in any order: the first byte chooses a profile, each other one a piece.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use properties::findings::AllRules;
use properties::{markup, profile, tree, views};
use wikivet::source::{Document, InputKind, Origin};

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let profile = profile(first);
    let text = markup::text(rest);
    tree::assert_lossless(&text, &profile.site);
    let doc = Document::new(Origin::new("a", InputKind::Wikitext), text);
    views::assert_sound(&doc, &profile.site);
    AllRules::new(Some(&profile.name)).assert_sound(&doc);
});

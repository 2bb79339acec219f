//! Any text through all rules, as wikitext or as an extract: the first byte chooses the profile, with the second one
//! the kind.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;
use properties::findings::AllRules;
use properties::{profile, views};
use wikivet::source::{Document, InputKind, Origin};

fuzz_target!(|data: &[u8]| {
    let [first, second, rest @ ..] = data else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let kind = if second % 4 == 0 { InputKind::Extract } else { InputKind::Wikitext };
    // Half of the wikis are guessed, as they are for users who do not name one.
    let wiki = (second % 2 == 0).then(|| profile(*first).name.as_str());
    let doc = Document::new(Origin::new("a", kind), text.to_owned());
    views::assert_sound(&doc, &profile(*first).site);
    AllRules::new(wiki).assert_sound(&doc);
});

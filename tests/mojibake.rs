//! Damage and its repair, measured on the labelled cases of the corpus.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where its world is not as it should be"
)]

use std::path::PathBuf;

use serde::Deserialize;
use wikivet::profile::Encodings;
use wikivet::value::mojibake::find_damage;

#[derive(Deserialize)]
struct Case {
    label: String,
    original: String,
    fixed: String,
    #[serde(rename = "fixed-encoding")]
    decoded: Option<String>,
    expect: Option<String>,
}

impl Case {
    /// What stood there, before any clean-up that has nothing to do with encodings.
    fn wanted(&self) -> &str {
        self.decoded.as_deref().unwrap_or(&self.fixed)
    }
}

fn cases(set: &str) -> Option<Vec<Case>> {
    let shared = std::env::var_os("WIKIVET_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let path = shared.join("corpus/mojibake").join(format!("ftfy-{set}.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn repair(text: &str) -> String {
    let mut repaired = String::new();
    let mut at = 0;
    for damage in find_damage(text, Encodings::known()) {
        repaired.push_str(&text[at..damage.span.start as usize]);
        repaired.push_str(&damage.repaired);
        at = damage.span.end as usize;
    }
    repaired + &text[at..]
}

#[test]
fn labelled_damage_is_found_and_repaired_and_sound_text_is_left_alone() {
    let (mut damaged, mut found, mut exact) = (0, 0, 0);
    for set in ["in-the-wild", "synthetic", "language-names", "negative"] {
        let Some(cases) = cases(set) else { return };
        for case in cases.iter().filter(|case| case.expect.as_deref() != Some("fail")) {
            let repaired = repair(&case.original);
            if case.wanted() == case.original {
                assert_eq!(repaired, case.original, "a false alarm: {}", case.label);
                continue;
            }
            damaged += 1;
            found += usize::from(repaired != case.original);
            exact += usize::from(repaired == case.wanted());
            if repaired != case.wanted() {
                println!("{}\n  read   {}\n  wanted {}", case.label, repaired, case.wanted());
            }
        }
    }
    println!("{damaged} damaged, {found} found, {exact} repaired exactly");
    assert!(found * 100 >= damaged * 95, "{found} of {damaged} found");
    assert!(exact * 100 >= damaged * 90, "{exact} of {damaged} repaired exactly");
}

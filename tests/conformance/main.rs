//! Our grammar against the tests of other parsers. Skipped with a message where the data is absent.
//!
//! `UPDATE_CONFORMANCE=1 cargo test --test conformance` rewrites the counts, also in `docs/grammar.md`, and takes out of
//! the list of disagreements what agrees now; a new disagreement is put in without a reason, and the test fails until
//! it has one.
//! `CONFORMANCE_SHOW=words` prints the disagreements whose file, name or feature has the words.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as it should be")]

mod case;
mod comparable;
mod features;
mod mwtest;
mod outline;
mod parser_tests;
mod render;
mod tally;
mod tokens;
mod wiki;

use std::io::Write;
use std::path::{Path, PathBuf};

use case::{Case, Expected};
use features::{Feature, Outline};
use render::Broken;
use tally::Tally;
use wiki::Wikis;
use wikivet::syntax;

#[test]
fn the_tests_of_other_parsers_agree_or_say_why_not() {
    let Some(folder) = folder() else { return };
    let mut wikis = Wikis::default();
    let mut tally = Tally::default();
    for case in case::all(&folder) {
        judge(&case, &mut wikis, &mut tally);
    }
    tally.check();
}

/// The folder of the data, or a message that it is not there.
fn folder() -> Option<PathBuf> {
    let shared = std::env::var_os("WIKIVET_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = shared.join("corpus/conformance");
    if !folder.is_dir() {
        // Not `println!`, which is kept back when a test passes.
        let _ = writeln!(std::io::stderr(), "\nskipped: {} is absent", folder.display());
        return None;
    }
    Some(folder)
}

fn judge(case: &Case, wikis: &mut Wikis, tally: &mut Tally) {
    let profile = wikis.of(&case.language);
    let tree = syntax::parse(&case.wikitext, &profile.site);
    match &case.expected {
        Expected::Nothing(why) => tally.not_comparable(case, why, &[]),
        Expected::Tokens(expected) => {
            let (ours, theirs) = (tokens::of_tree(&tree), tokens::of_tokens(expected));
            compare(case, &ours, &theirs, tally);
        }
        Expected::Html(html) => {
            let page = outline::Page { title: &case.title, site: &profile.site };
            let of_tree = |broken| outline::of_html(&render::html(&tree, &profile.site, broken), &page);
            let mut ours = of_tree(Broken::Written);
            let mut of_nodes = of_tree(Broken::LeftOut);
            for feature in [Feature::Bold, Feature::Italic] {
                *ours.of_mut(feature) = std::mem::take(of_nodes.of_mut(feature));
            }
            let mut theirs = outline::of_html(html, &page);
            if let Some(why) = comparable::hindrance(case, &tree, html) {
                return tally.not_comparable(case, why, &present(&ours, &theirs));
            }
            for feature in comparable::hidden_features(&tree, html) {
                ours.of_mut(feature).clear();
                theirs.of_mut(feature).clear();
                tally.not_comparable_feature(case, feature);
            }
            if present(&ours, &theirs).is_empty() {
                return tally.not_comparable(case, comparable::NOTHING, &[]);
            }
            compare(case, &ours, &theirs, tally);
        }
    }
}

fn compare(case: &Case, ours: &Outline, theirs: &Outline, tally: &mut Tally) {
    for feature in present(ours, theirs) {
        tally.feature(case, feature, ours.of(feature), theirs.of(feature));
    }
    tally.case(case, ours == theirs);
}

/// The features that one of the two has.
fn present(ours: &Outline, theirs: &Outline) -> Vec<Feature> {
    let is_there = |feature: &Feature| !ours.of(*feature).is_empty() || !theirs.of(*feature).is_empty();
    Feature::ALL.into_iter().filter(is_there).collect()
}

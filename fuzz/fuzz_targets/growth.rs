//! A few pieces of markup, repeated and nested thousands of times: steps, memory and time grow with the length alone.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use std::alloc::System;
use std::time::Duration;

use cap::Cap;
use cpu_time::ThreadTime;
use libfuzzer_sys::fuzz_target;
use properties::findings::AllRules;
use properties::{markup, profile, tree};
use wikivet::profile::Site;
use wikivet::source::{Document, InputKind, Origin};
use wikivet::syntax::parse;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes of the shorter text, about.
const LENGTH: usize = 10_000;

/// Less time than this says nothing.
const SOME: Duration = Duration::from_millis(10);

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let profile = profile(first);
    for (once, twice) in markup::growing(rest, LENGTH, 2) {
        tree::assert_linear(&once, &twice, &profile.site);
        parse_in_bounds(&twice, &profile.site);
    }
    let rules = AllRules::new(Some(&profile.name));
    for (once, fourfold) in markup::growing(rest, LENGTH, 4) {
        assert_in_time(&rules, once, fourfold);
    }
});

/// Ends the process when a parse takes more than 64 bytes for each byte of text, and a constant.
fn parse_in_bounds(text: &str, site: &Site) {
    let limit = ALLOCATOR.allocated() + 64 * text.len() + 64 * 1024;
    assert!(ALLOCATOR.set_limit(limit).is_ok());
    drop(parse(text, site));
    assert!(ALLOCATOR.set_limit(usize::MAX).is_ok());
}

/// Panics when four times the text takes more than eight times the time with all rules, three times over: what is
/// quadratic takes sixteen times as much.
fn assert_in_time(rules: &AllRules, once: String, fourfold: String) {
    let [once, fourfold] =
        [once, fourfold].map(|text| Document::new(Origin::new("a", InputKind::Wikitext), text));
    let is_slow = || time(rules, &fourfold) > 8 * time(rules, &once) + SOME;
    assert!(
        !(is_slow() && is_slow() && is_slow()),
        "four times the text takes more than eight times the time"
    );
}

fn time(rules: &AllRules, doc: &Document) -> Duration {
    let start = ThreadTime::now();
    drop(rules.lint(doc));
    start.elapsed()
}

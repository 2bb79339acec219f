//! A few pieces of markup, repeated and nested thousands of times: steps, memory and time grow with the length alone.

#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

use std::alloc::System;
use std::sync::LazyLock;
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
const SOME: Duration = Duration::from_millis(150);

static RULES: LazyLock<AllRules> = LazyLock::new(|| AllRules::new(Some("enwiki")));

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let site = &profile(first).site;
    for (once, twice) in markup::growing(rest, LENGTH) {
        tree::assert_linear(&once, &twice, site);
        parse_in_bounds(&twice, site);
        assert_in_time(once, twice);
    }
});

/// Ends the process when a parse takes more than 64 bytes for each byte of text, and a constant.
fn parse_in_bounds(text: &str, site: &Site) {
    let limit = ALLOCATOR.allocated() + 64 * text.len() + 64 * 1024;
    assert!(ALLOCATOR.set_limit(limit).is_ok());
    drop(parse(text, site));
    assert!(ALLOCATOR.set_limit(usize::MAX).is_ok());
}

/// Panics when twice the text takes much more than twice the time with all rules, three times over.
fn assert_in_time(once: String, twice: String) {
    let [once, twice] = [once, twice].map(|text| Document::new(Origin::new("a", InputKind::Wikitext), text));
    let is_slow = || time(&twice) > 3 * time(&once) + SOME;
    assert!(!(is_slow() && is_slow() && is_slow()), "twice the text takes more than thrice the time");
}

fn time(doc: &Document) -> Duration {
    let start = ThreadTime::now();
    drop(RULES.lint(doc));
    start.elapsed()
}

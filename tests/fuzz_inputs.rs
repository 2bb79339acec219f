//! What the fuzzers came across is asked again of every change: the inputs kept under `fuzz/kept/`.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod properties;

use std::fs;
use std::path::{Path, PathBuf};

use properties::findings::AllRules;
use properties::fixes::AllFixes;
use properties::{markup, profile, reading, tree, views};
use wikivet::source::{Document, InputKind, Origin};

/// The kept inputs of a target, each split after its first byte.
fn kept(target: &str) -> Vec<(u8, Vec<u8>)> {
    named(target).into_iter().map(|(_, first, rest)| (first, rest)).collect()
}

/// The same with their names, sorted by them.
fn named(target: &str) -> Vec<(String, u8, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/kept").join(target);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is kept for {target}");
    let split = |path: &PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let input = fs::read(path).unwrap();
        Some((name, *input.first()?, input.get(1..)?.to_vec()))
    };
    paths.iter().filter_map(split).collect()
}

#[test]
fn kept_texts_are_read_soundly() {
    for (first, rest) in kept("parse") {
        let Ok(text) = std::str::from_utf8(&rest) else { continue };
        tree::assert_lossless(text, &profile(first).site);
        tree::assert_same_again(text, &profile(first).site);
    }
}

#[test]
fn kept_markup_is_read_and_linted_soundly() {
    for (first, rest) in kept("markup") {
        let text = markup::text(&rest);
        tree::assert_lossless(&text, &profile(first).site);
        let doc = Document::new(Origin::new("a", InputKind::Wikitext), text);
        views::assert_sound(&doc, &profile(first).site);
        AllRules::new(Some(&profile(first).name)).assert_sound(&doc);
    }
}

#[test]
fn kept_markup_is_repaired_soundly() {
    for (first, rest) in kept("markup").into_iter().chain(kept("fix")) {
        let doc = Document::new(Origin::new("a", InputKind::Wikitext), markup::text(&rest));
        AllFixes::new(Some(&profile(first).name)).assert_sound(&doc);
    }
}

#[test]
fn kept_markup_grows_in_linear_work() {
    for (first, rest) in kept("growth") {
        for (once, twice) in markup::growing(&rest, 2000, 2) {
            tree::assert_linear(&once, &twice, &profile(first).site);
        }
    }
}

#[test]
fn kept_files_lead_back_to_their_bytes() {
    let mut led_back = 0;
    for (kept, first, file) in named("read") {
        let name = reading::NAMES[usize::from(first) % reading::NAMES.len()];
        let docs = reading::documents(name, &file);
        let is_broken = kept.contains("truncated") || kept.contains("not-utf8");
        assert!(is_broken || !docs.is_empty(), "{kept} has no document");
        for doc in docs {
            reading::assert_leads_back(&doc, &file);
            led_back += usize::from(doc.map().container().is_some());
        }
    }
    assert!(led_back > 0, "no document led back");
}

/// `UPDATE_DICTIONARY=1 cargo test --test fuzz_inputs` writes it anew.
#[test]
fn the_dictionary_of_the_fuzzers_has_every_piece_of_markup() {
    let quoted = |piece: &&str| {
        let escaped = piece.bytes().map(|byte| match byte {
            b'"' | b'\\' | ..0x20 | 0x7F.. => format!("\\x{byte:02x}"),
            _ => char::from(byte).to_string(),
        });
        format!("\"{}\"\n", escaped.collect::<String>())
    };
    let pieces = markup::PIECES.iter().filter(|piece| piece.len() > 1);
    let written =
        "# The pieces of tests/properties/markup.rs.\n".to_owned() + &pieces.map(quoted).collect::<String>();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/wikitext.dict");
    if std::env::var_os("UPDATE_DICTIONARY").is_some() {
        fs::write(&path, &written).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), written);
}

//! How fast the parser is alone: bytes of wikitext for each second of CPU time, on one thread.
//!
//! `cargo bench --bench parse` reads the articles of the shared corpus, `cargo bench --bench parse -- FILE…` those
//! files.

#![allow(clippy::print_stdout, reason = "this is what it is for")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use cpu_time::ProcessTime;
use wikivet::profile::Profile;
use wikivet::syntax::parse;

/// The best of so many rounds counts: whatever else the machine does only slows one down.
const ROUNDS: usize = 7;

fn main() {
    let site = &Profile::neutral().site;
    let given: Vec<PathBuf> =
        env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    let paths = if given.is_empty() { articles() } else { given };
    let texts: Vec<String> = paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let round = |_| {
        let start = ProcessTime::now();
        for text in &texts {
            black_box(parse(black_box(text), site).len());
        }
        start.elapsed()
    };
    let best: Duration = (0..ROUNDS).map(round).min().unwrap_or_default();
    println!("{} texts, {bytes} bytes, {:.0} MB/s", texts.len(), bytes as f64 / 1e6 / best.as_secs_f64());
}

/// The files two levels below the corpus's folder of articles: one folder a language.
fn articles() -> Vec<PathBuf> {
    let shared = env::var_os("WIKIVET_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    below(&shared.join("corpus/articles")).iter().flat_map(|language| below(language)).collect()
}

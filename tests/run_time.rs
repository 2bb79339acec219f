//! The CPU time of a run is linear in its input also where nothing is allocated, which `tests/linear.rs` cannot see.

use std::collections::HashMap;
use std::time::Duration;

use chrono::NaiveDate;
use cpu_time::ThreadTime;
use wikivet::engine::Linter;
use wikivet::lint;
use wikivet::source::{Document, InputKind, Origin};

/// The shorter input, in bytes, and how many times as long the longer one is.
const LENGTH: usize = 50_000;
const FACTOR: usize = 8;

/// Work that is linear takes `FACTOR` times as long, and quadratic work the square of that; between the two is room for
/// what else a machine does.
const MOST: u32 = 3 * FACTOR as u32;

/// Texts that are half one thing that is long and half many that are short.
fn texts(length: usize) -> Vec<String> {
    let half = length / 2;
    let times = |unit: &str| unit.repeat(half / unit.len());
    let spaces = " ".repeat(half);
    vec![
        format!("{{|\n|{spaces}{}\n|}}", times("1 May 2020 ")),
        format!("{{|\n|{}{spaces}\n|}}", times("1 May 2020 ")),
        format!("{}{spaces}", times("May, ")),
        times("5 , ") + &times(" , 5"),
    ]
}

/// The shortest time of some runs.
fn time(text: &str, linter: &Linter, settings: &lint::Settings) -> Duration {
    let doc = Document::new(Origin::new("a", InputKind::Wikitext), text.to_owned());
    let run = |_| {
        let start = ThreadTime::now();
        lint::document(&doc, linter, settings);
        start.elapsed()
    };
    (0..3).map(run).min().unwrap_or_default()
}

#[test]
fn a_run_takes_linear_time() {
    let linter = Linter::new(|_| true, &HashMap::new()).unwrap_or_else(|error| panic!("{error}"));
    let settings =
        lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: NaiveDate::default() };
    for (short, long) in texts(LENGTH).iter().zip(texts(FACTOR * LENGTH)) {
        let (one, many) = (time(short, &linter, &settings), time(&long, &linter, &settings));
        assert!(many < one * MOST, "{one:?}, then {many:?}: {:?}", short.trim().get(..40));
    }
}

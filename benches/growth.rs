//! How the CPU time of a whole run grows with texts that are half one long thing and half many short ones, where
//! nothing is allocated, so that `tests/linear.rs` cannot see it: `cargo bench --bench growth`.

#![allow(clippy::print_stdout, reason = "this is what it is for")]
#![allow(clippy::unwrap_used, reason = "the rules that are built in can be made")]

use std::collections::HashMap;
use std::time::Duration;

use chrono::NaiveDate;
use cpu_time::ThreadTime;
use wikivet::engine::{Linter, Registry};
use wikivet::lint;
use wikivet::source::{Document, InputKind, Origin};

/// The shorter input, in bytes, and how many times as long the longer one is.
const LENGTH: usize = 50_000;
const FACTOR: usize = 8;

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

fn main() {
    let linter = Linter::new(Registry::built_in(), |_| true, &HashMap::new()).unwrap();
    let settings =
        lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today: NaiveDate::default() };
    println!(
        "{FACTOR} times the length; about {FACTOR} times the time is linear, {} quadratic",
        FACTOR * FACTOR
    );
    for (short, long) in texts(LENGTH).iter().zip(texts(FACTOR * LENGTH)) {
        let (one, many) = (time(short, &linter, &settings), time(&long, &linter, &settings));
        let start: String = short.trim().chars().take(40).collect();
        println!("{:5.1} times, from {one:?} to {many:?}: {start:?}", many.div_duration_f64(one));
    }
}

//! What other tools make of dates, and what wikivet does: the pairs of AutoWikiBrowser and Citation bot in the shared
//! corpus. Skipped with a message where it is absent.
//!
//! `UPDATE_DATES=1 cargo test --test date_pairs` rewrites `tests/date-pairs.tsv`, which `docs/dates.md` explains.

#![allow(clippy::expect_used, reason = "helpers of tests are tests")]

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;
use wikivet::engine::{Linter, Registry};
use wikivet::fix::{self, Policy};
use wikivet::lint;
use wikivet::profile::Language;
use wikivet::source::{Document, InputKind, Origin};
use wikivet::value::date::{DateValue, Part};

const COUNTS: &str = "tests/date-pairs.tsv";
/// The checks of AutoWikiBrowser that are about dates.
const CHECKS: [&str; 4] = ["CiteTemplateDates", "FixDatesA", "FixDatesB", "FixCitationTemplates"];

#[derive(Deserialize)]
struct Pair {
    #[serde(default)]
    check: String,
    input: serde_json::Value,
    expected: serde_json::Value,
}

#[test]
fn how_many_pairs_come_out_as_expected() {
    let Some(folder) = corpus::folder() else { return };
    let folder = folder.join("common/dates");
    let mut counts: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    let mut differences = String::new();
    let mut count = |name: &'static str, same: bool, [input, expected, made]: [&str; 3]| {
        counts.entry(name).or_default()[usize::from(!same)] += 1;
        if !same {
            let _ = writeln!(differences, "{name}\t{input:?}\t{expected:?}\t{made:?}");
        }
    };
    let fixer = Fixer::new();
    for pair in pairs(&folder.join("awb-unit-test-pairs.json")) {
        let Some(name) = CHECKS.into_iter().find(|check| *check == pair.check) else { continue };
        let (Some(input), Some(expected)) = (pair.input.as_str(), pair.expected.as_str()) else { continue };
        if name == "FixCitationTemplates" && !is_about_dates(input, expected) {
            continue;
        }
        let made = fixer.fix(input);
        count(name, made == expected, [input, expected, &made]);
    }
    let grammar = Language::named("en").expect("loads").date_grammar();
    for pair in pairs(&folder.join("citation-bot-tidy_date.json")) {
        let (Some(input), Some(expected)) = (pair.input.as_str(), pair.expected.as_str()) else { continue };
        let day = |value: &DateValue| (parts(value), value.fault().is_none() && !value.is_reversed());
        let made =
            grammar.read_value(input).ok().filter(|value| value.other.is_none()).map(|value| day(&value));
        let made = made.filter(|(_, is_day)| *is_day);
        let wanted = grammar.read_value(expected).ok().map(|value| day(&value));
        count("Citation bot", made == wanted, [input, expected, &format!("{made:?}")]);
    }
    if let Ok(file) = std::env::var("DATE_PAIRS_OUT") {
        assert!(std::fs::write(&file, differences).is_ok(), "{file} cannot be written");
    }
    let mut table = String::from("check\tas expected\totherwise\n");
    for (name, [same, other]) in counts {
        let _ = writeln!(table, "{name}\t{same}\t{other}");
    }
    corpus::assert_counts_of("UPDATE_DATES", COUNTS, &table);
}

fn pairs(path: &Path) -> Vec<Pair> {
    let text = std::fs::read_to_string(path).expect("the corpus is whole");
    serde_json::from_str(&text).expect("pairs")
}

/// Whether a citation's pair changes, or keeps, what stands in a date parameter and nothing else.
fn is_about_dates(input: &str, expected: &str) -> bool {
    let dates = |text: &str| {
        let fields = text.split(['|', '}']).filter_map(|field| field.split_once('='));
        let dates = fields.filter(|(name, _)| name.contains("date") || name.trim() == "year");
        dates.map(|(_, value)| value.trim().to_owned()).collect::<Vec<_>>()
    };
    dates(input) != dates(expected)
}

/// The parts of the first date and of the last one.
fn parts(value: &DateValue) -> Vec<[Option<i32>; 3]> {
    let number = |part: Option<Part>| part.map(|part| part.value);
    let moments = [Some(&value.start), value.end.as_ref()].into_iter().flatten();
    moments.map(|moment| [moment.year, moment.month, moment.day].map(number)).collect()
}

/// All fixes of the rules on dates.
struct Fixer {
    linter: Linter,
    settings: lint::Settings,
    policy: Policy,
}

impl Fixer {
    fn new() -> Self {
        let linter = Linter::new(Registry::built_in(), |page| page.group == "date", &HashMap::new());
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
        Fixer {
            linter: linter.expect("the rules on dates"),
            settings: lint::Settings { wiki: Some("enwiki".to_owned()), language: None, today },
            policy: Policy { suggested: true, force: true, ..Policy::default() },
        }
    }

    fn fix(&self, text: &str) -> String {
        let doc = Document::new(Origin::new("a.wiki", InputKind::Wikitext), text.to_owned());
        let fixed = fix::document(&doc, &self.linter, &self.settings, &self.policy);
        fixed.document.map_or_else(|| text.to_owned(), |document| document.text().to_owned())
    }
}

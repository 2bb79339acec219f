//! Findings that were there before, and are not reported until somebody mends them: `docs/suppression.md`.
//!
//! A [`Baseline`] is what a file says. [`Baselines`] takes its findings out of what is reported, on the workers, and notes
//! in [`Compared`] what came of each document; [`Ledger`] adds that up.

mod entry;
mod ledger;

pub use entry::{Entry, LineProblem, ParseError, Place, to_text};
pub use ledger::{Ledger, Rewritten};

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use crate::finding::{Finding, fingerprint};
use crate::lint::Linted;
use crate::plan::{Narrow, Plan};
use crate::profile::Choice;
use crate::source::{Document, InputKind};

/// The name that a baseline has unless another one is given.
pub const DEFAULT_NAME: &str = "wikivet-baseline.jsonl";

/// How many characters of a message a baseline has.
const MAX_MESSAGE: usize = 200;

/// The findings that are known.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// Fingerprint → number of the entry.
    by_fingerprint: HashMap<String, usize>,
    by_place: HashMap<Place, Vec<usize>>,
}

impl Baseline {
    /// Reads a baseline: one JSON object a line.
    pub fn parse(text: &str) -> Result<Baseline, ParseError> {
        let mut baseline = Baseline::default();
        for entry in entry::parse(text)? {
            let number = baseline.entries.len();
            if *baseline.by_fingerprint.entry(entry.fingerprint.clone()).or_insert(number) == number {
                baseline.by_place.entry(entry.place.clone()).or_default().push(number);
                baseline.entries.push(entry);
            }
        }
        Ok(baseline)
    }

    /// The findings, each once.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// What came of comparing the findings of a document with a baseline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// The numbers of the entries that were found.
    pub found: Vec<usize>,
    /// The numbers of the entries of the document that were not found, though their rules ran and knew all they use.
    pub missing: Vec<usize>,
    /// What would be reported without a baseline; empty unless one is written.
    pub all: Vec<Entry>,
}

/// The baselines of a run, by where their files are.
#[derive(Debug, Default)]
pub struct Baselines {
    files: HashMap<PathBuf, Baseline>,
    /// Whether all that is found is to be known from now on.
    writes: bool,
}

impl Baselines {
    /// Baselines that are compared with, or also written anew with all that is found.
    pub fn new(files: HashMap<PathBuf, Baseline>, writes: bool) -> Self {
        Baselines { files, writes }
    }

    /// The baselines and where their files are.
    pub fn iter(&self) -> impl Iterator<Item = (&PathBuf, &Baseline)> {
        self.files.iter()
    }

    /// The baseline of a plan.
    pub fn of(&self, plan: &Plan) -> Option<&Baseline> {
        self.files.get(plan.baseline.as_ref()?)
    }
}

impl Narrow for &Baselines {
    fn narrow(&self, doc: &Document, linted: &mut Linted, plan: &Plan, _choice: &Choice) {
        let Some(baseline) = self.of(plan) else { return };
        let place = place(doc, plan);
        let known = baseline.by_place.get(&place).map_or(&[][..], Vec::as_slice);
        if known.is_empty() && !self.writes {
            return;
        }
        let mut compared = Compared::default();
        let outcome = &mut linted.outcome;
        outcome.findings.retain(|finding| {
            let fingerprint = fingerprint(place.name(), doc, finding);
            let number = baseline.by_fingerprint.get(&fingerprint).copied();
            let is_shown = plan.shows(finding);
            compared.found.extend(number);
            let is_known = number.is_some() || self.writes && is_shown;
            outcome.left_out.baselined += u64::from(is_known && is_shown);
            if self.writes && is_shown {
                compared.all.push(entry_of(place.clone(), finding, fingerprint));
            }
            !is_known
        });
        let found: HashSet<usize> = compared.found.iter().copied().collect();
        let judged: HashSet<&str> = outcome.judged.iter().copied().collect();
        let is_judged = |number: &&usize| {
            baseline.entries.get(**number).is_some_and(|entry| judged.contains(entry.rule.as_str()))
        };
        compared.missing =
            known.iter().filter(is_judged).filter(|number| !found.contains(number)).copied().collect();
        linted.compared = compared;
    }
}

/// What a baseline calls a document.
fn place(doc: &Document, plan: &Plan) -> Place {
    let name = plan.name(doc).into_owned();
    if doc.origin.input == InputKind::Dump && doc.origin.page.is_some() {
        Place::Page(name)
    } else {
        Place::Path(name)
    }
}

fn entry_of(place: Place, finding: &Finding, fingerprint: String) -> Entry {
    let message = finding.message.chars().take(MAX_MESSAGE).collect();
    Entry { place, rule: finding.rule.to_owned(), message, fingerprint }
}

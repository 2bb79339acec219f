use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Baseline, Baselines, Compared, Entry, to_text};
use crate::plan::Plan;

/// What a run says of its baselines.
#[derive(Debug)]
pub struct Ledger<'b> {
    baselines: &'b Baselines,
    files: HashMap<&'b PathBuf, Account>,
}

/// What it says of one of them.
#[derive(Debug, Default)]
struct Account {
    found: BTreeSet<usize>,
    missing: BTreeSet<usize>,
    /// Fingerprint → what is to be known from now on.
    new: BTreeMap<String, Entry>,
}

impl<'b> Ledger<'b> {
    /// A ledger of nothing yet.
    pub fn new(baselines: &'b Baselines) -> Self {
        Ledger { baselines, files: baselines.iter().map(|(path, _)| (path, Account::default())).collect() }
    }

    /// Adds what came of a document.
    pub fn add(&mut self, plan: &Plan, compared: Compared) {
        let Some(account) = plan.baseline.as_ref().and_then(|path| self.files.get_mut(path)) else { return };
        account.found.extend(compared.found);
        account.missing.extend(compared.missing);
        account.new.extend(compared.all.into_iter().map(|entry| (entry.fingerprint.clone(), entry)));
    }

    /// The entries that are fixed: their documents were judged by their rules, and they were not found in any of them.
    pub fn fixed(&self) -> impl Iterator<Item = &'b Entry> {
        let mut all: Vec<&'b Entry> = self
            .baselines
            .iter()
            .filter_map(|(path, baseline)| Some((self.files.get(path)?, baseline)))
            .flat_map(|(account, baseline)| account.fixed(baseline))
            .collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// Each baseline without what is fixed and what `is_gone`, which is asked with the baseline's path, and with what is to
    /// be known from now on. Entries of documents that are not in this run stay.
    pub fn rewritten(&self, is_gone: impl Fn(&Path, &Entry) -> bool) -> Vec<Rewritten<'b>> {
        let mut all: Vec<Rewritten<'b>> = Vec::new();
        for (path, baseline) in self.baselines.iter() {
            let Some(account) = self.files.get(path) else { continue };
            let fixed: HashSet<&str> =
                account.fixed(baseline).map(|entry| entry.fingerprint.as_str()).collect();
            let is_kept =
                |entry: &&Entry| !fixed.contains(entry.fingerprint.as_str()) && !is_gone(path, entry);
            let kept: Vec<&Entry> = baseline.entries().iter().filter(is_kept).collect();
            let removed = baseline.entries().len() - kept.len();
            let is_new = |entry: &&&Entry| !account.new.contains_key(&entry.fingerprint);
            let text = to_text(kept.iter().filter(is_new).copied().chain(account.new.values()));
            all.push(Rewritten { path, entries: text.lines().count(), text, removed });
        }
        all.sort_unstable_by_key(|rewritten| rewritten.path);
        all
    }
}

/// A baseline as it is to be.
#[derive(Debug)]
pub struct Rewritten<'b> {
    /// Where its file is.
    pub path: &'b PathBuf,
    /// The text of the file.
    pub text: String,
    /// How many entries that has.
    pub entries: usize,
    /// How many entries it had that it has no more.
    pub removed: usize,
}

impl Account {
    fn fixed<'b>(&self, baseline: &'b Baseline) -> impl Iterator<Item = &'b Entry> {
        self.missing.difference(&self.found).filter_map(|&number| baseline.entries().get(number))
    }
}

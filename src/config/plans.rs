use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::command_line::CommandLine;
use super::effective::{Effective, SetBy};
use super::find::Configs;
use crate::engine::{Linter, LinterError};
use crate::fix::Policy;
use crate::lint;
use crate::plan::{Plan, Plans};
use crate::source::InputKind;

/// The plans of a run, and what configuration says of how its inputs are read.
pub struct Planned {
    /// How documents are judged.
    pub plans: Plans,
    /// The kinds of those inputs for which it was said.
    pub kinds: HashMap<PathBuf, InputKind>,
}

/// What makes files be treated alike: the folder of their configuration, and which of its overrides hold.
type Treatment = (Option<PathBuf>, Vec<(usize, usize)>);

impl Configs {
    /// Makes the plans for inputs, by their paths as they were named, one for all that are treated alike.
    /// `make` makes the plan of what is effective.
    ///
    /// # Errors
    ///
    /// Those of `make`.
    pub fn plan<'p, E>(
        &self,
        inputs: impl Iterator<Item = &'p Path>,
        command_line: &CommandLine,
        mut make: impl FnMut(Effective) -> Result<Plan, E>,
    ) -> Result<Planned, E> {
        let mut plans = Vec::new();
        let mut kinds = HashMap::new();
        let mut by_path = HashMap::new();
        let mut known: HashMap<Treatment, (usize, Option<InputKind>)> = HashMap::new();
        for named in inputs {
            let (path, configuration) = self.of_file(named);
            let configuration = configuration.as_deref();
            let key = (
                configuration.map(|configuration| configuration.folder.clone()),
                configuration.map(|configuration| configuration.overrides_for(&path)).unwrap_or_default(),
            );
            let (index, kind) = match known.get(&key) {
                Some(&known) => known,
                None => {
                    let effective = Effective::new(configuration, &path, command_line);
                    let made = (plans.len(), effective.input.value);
                    plans.push(make(effective)?);
                    known.insert(key, made);
                    made
                }
            };
            if index > 0 {
                by_path.insert(named.to_string_lossy().into_owned(), index);
            }
            if let Some(kind) = kind.filter(|_| command_line.input.is_none()) {
                kinds.insert(named.to_owned(), kind);
            }
        }
        Ok(Planned { plans: Plans::new(plans, by_path), kinds })
    }
}

impl Effective {
    /// The folder that names of files in fingerprints are relative to: that of the configuration. Where a configuration
    /// above it names the baseline, it is that one's, so that files of one name in two folders are told apart.
    fn root(&self) -> Option<PathBuf> {
        let folder = self.folder.as_deref()?;
        let of_baseline = match &self.baseline.by {
            SetBy::File(place) => place.file.path.parent(),
            SetBy::Default | SetBy::CommandLine(_) => None,
        };
        Some(of_baseline.filter(|above| folder.starts_with(above)).unwrap_or(folder).to_owned())
    }

    /// What is done with documents for which this holds. `policy` has what the command line says of fixes, which wins.
    ///
    /// # Errors
    ///
    /// When options do not go together.
    pub fn plan(self, today: NaiveDate, policy: &Policy) -> Result<Plan, LinterError> {
        let mut safeties: HashMap<String, _> =
            self.safety.iter().map(|(&rule, safety)| (rule.to_owned(), safety.value)).collect();
        safeties.extend(policy.safeties.iter().map(|(rule, &safety)| (rule.clone(), safety)));
        let policy = Policy {
            safeties,
            no_cosmetic_only: policy.no_cosmetic_only || self.no_cosmetic_only.value,
            bots: if policy.bots.is_empty() { self.bots.value.clone() } else { policy.bots.clone() },
            ..policy.clone()
        };
        let linter =
            Linter::new(self.registry, |page| self.selection.enables(page.name), &self.rule_settings())?;
        let root = self.root().or_else(|| std::env::current_dir().ok());
        Ok(Plan {
            registry: self.registry,
            linter,
            settings: lint::Settings { wiki: self.wiki.value, language: self.language.value, today },
            min_severity: self.min_severity.value,
            fail_on: self.fail_on.value,
            policy,
            baseline: self.baseline.value,
            root,
            selection: self.selection,
            identity: OnceLock::new(),
        })
    }
}

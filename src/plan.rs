//! What is done with a document: by which rules it is judged, for which wiki, and what of that is shown.
//!
//! One [`Plan`] holds for all documents of a run, unless configuration files say otherwise; [`Plans`] has the one of each
//! document. They are made before anything is read, so that a mistake in a configuration is said first.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::config::cleaned;
use crate::engine::{Linter, Registry, Selection};
use crate::finding::{Finding, Severity};
use crate::fix::Policy;
use crate::input::{InputError, STDIN_NAME};
use crate::lint::{self, Linted};
use crate::profile::Choice;
use crate::source::{Document, InputKind};

/// What is done with a document.
pub struct Plan {
    /// The rules that are known.
    pub registry: &'static Registry,
    /// Which of them were chosen.
    pub selection: Selection,
    /// Those, ready to run.
    pub linter: Linter,
    /// The wiki, the language and the day.
    pub settings: lint::Settings,
    /// The least severity that is shown; without it warnings and errors are, and `info` of rules that were asked for.
    pub min_severity: Option<Severity>,
    /// The least severity of a finding that is shown with which a run fails; none for nothing.
    pub fail_on: Option<Severity>,
    /// Which fixes are made, if fixes are.
    pub policy: Policy,
    /// The file of known findings that the configuration names.
    pub baseline: Option<PathBuf>,
    /// The folder that names of files in fingerprints are relative to; none to take paths as they were given.
    pub root: Option<PathBuf>,
    /// Found out when it is first asked for.
    pub identity: OnceLock<[u8; 32]>,
}

impl Plan {
    /// The wiki and the language of a document.
    pub fn choose(&self, doc: &Document) -> Choice {
        self.settings.choose(doc)
    }

    /// Judges a document for a wiki and a language that were chosen for it, or for another version of it, and gives
    /// every place of every rule.
    pub fn lint(&self, doc: &Document, choice: &Choice) -> Linted {
        lint::all(doc, &self.linter, choice, self.settings.today)
    }

    /// All that the result of judging a document depends on besides the document, as a SHA-256.
    pub fn identity(&self) -> [u8; 32] {
        *self.identity.get_or_init(|| {
            let lint::Settings { wiki, language, today } = &self.settings;
            let said = format!("{wiki:?} {language:?} {today}\0");
            Sha256::new().chain_update(said).chain_update(self.linter.identity()).finalize().into()
        })
    }

    /// Whether a finding is shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        match self.min_severity {
            Some(least) => finding.severity >= least,
            None => finding.severity >= Severity::Warning || self.selection.asks_for(finding.rule),
        }
    }

    /// Whether findings of a severity that are shown fail a run.
    pub fn fails(&self, severity: Severity) -> bool {
        self.fail_on.is_some_and(|least| severity >= least)
    }

    /// What fingerprints call a document: the title of a dump's page, else its path with `/`.
    pub fn name<'d>(&self, doc: &'d Document) -> Cow<'d, str> {
        match &doc.origin.page {
            Some(title) if doc.origin.input == InputKind::Dump => title.into(),
            _ => name_of_path(&doc.origin.path, self.root.as_deref()),
        }
    }
}

/// A path relative to `root`, if it is below that, with `/`.
fn name_of_path<'p>(path: &'p str, root: Option<&Path>) -> Cow<'p, str> {
    let absolute = root.filter(|_| path != STDIN_NAME).map(|_| cleaned(Path::new(path)));
    let below = absolute.as_deref().zip(root).and_then(|(path, root)| path.strip_prefix(root).ok()?.to_str());
    let relative = below.unwrap_or_else(|| path.strip_prefix("./").unwrap_or(path));
    if relative == path && !path.contains('\\') { path.into() } else { relative.replace('\\', "/").into() }
}

/// The plans of a run.
pub struct Plans {
    plans: Vec<Plan>,
    /// Which of them is that of an input, by its path as reports show it; of others it is the first.
    by_path: HashMap<String, usize>,
}

impl From<Plan> for Plans {
    /// One plan for all documents.
    fn from(plan: Plan) -> Self {
        Plans { plans: vec![plan], by_path: HashMap::new() }
    }
}

impl Plans {
    /// The plans of a run. `by_path` has the index of the plan of each input, by its path as reports show it, for which it
    /// is not the first one.
    pub fn new(plans: Vec<Plan>, by_path: HashMap<String, usize>) -> Plans {
        Plans { plans, by_path }
    }

    /// The plan of a document.
    pub fn of(&self, doc: &Document) -> &Plan {
        let index = self.by_path.get(&doc.origin.path).copied().unwrap_or(0);
        &self.plans[index]
    }

    /// All plans, to add to what they say.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Plan> {
        self.plans.iter_mut()
    }

    /// All plans.
    pub fn iter(&self) -> impl Iterator<Item = &Plan> {
        self.plans.iter()
    }
}

/// Takes away what is not to be reported of a document's findings, such as what was there before. It is asked after each
/// time that a document is judged, also between the rounds of fixing: what is not reported is not fixed.
pub trait Narrow: Sync {
    /// Leaves the findings that are reported. `choice` is what the document was judged for, so that another version of it
    /// can be judged alike.
    fn narrow(&self, doc: &Document, linted: &mut Linted, plan: &Plan, choice: &Choice);

    /// What could not be narrowed, and of which nothing was left; asked for when the run ends.
    fn failures(&self) -> Vec<InputError> {
        Vec::new()
    }
}

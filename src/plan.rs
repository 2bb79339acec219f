//! What is done with a document: by which rules it is judged, for which wiki, and what of that is shown.
//!
//! One [`Plan`] holds for all documents of a run, unless configuration files say otherwise; [`Plans`] has the one of each
//! document. They are made before anything is read, so that a mistake in a configuration is said first.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::engine::{Linter, Registry, Selection};
use crate::finding::{Finding, Severity};
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
    /// The folder that names of files in fingerprints are relative to; none to take paths as they were given.
    pub root: Option<PathBuf>,
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

    /// Whether a finding is shown.
    pub fn shows(&self, finding: &Finding) -> bool {
        match self.min_severity {
            Some(least) => finding.severity >= least,
            None => finding.severity >= Severity::Warning || self.selection.asks_for(finding.rule),
        }
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
    let relative = root.and_then(|root| Path::new(path).strip_prefix(root).ok()?.to_str()).unwrap_or(path);
    let relative = relative.strip_prefix("./").unwrap_or(relative);
    if relative.contains('\\') { relative.replace('\\', "/").into() } else { relative.into() }
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
    /// The plan of a document.
    pub fn of(&self, doc: &Document) -> &Plan {
        let index = self.by_path.get(&doc.origin.path).copied().unwrap_or(0);
        &self.plans[index]
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
}

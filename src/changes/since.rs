use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::{Version, new_findings};
use crate::input::InputError;
use crate::lint::Linted;
use crate::plan::{Narrow, Plan};
use crate::profile::Choice;
use crate::source::Document;

/// Where earlier versions of documents come from.
pub trait Before: Sync {
    /// The earlier version of a document; none if there was none, or none that is text.
    fn before(&self, doc: &Document) -> Result<Option<Document>, InputError>;
}

/// Leaves the findings that were not there in the earlier version of their document, and those that touch what changed.
///
/// The earlier version is judged by the same rules, for the same wiki and language.
/// Of a document whose earlier version cannot be had nothing is left, which is a [failure](Narrow::failures).
pub struct Since<B> {
    before: B,
    /// By path and page.
    failures: Mutex<BTreeMap<(String, Option<String>), InputError>>,
}

impl<B: Before> Since<B> {
    /// Since the versions that `before` gives.
    pub fn new(before: B) -> Self {
        Since { before, failures: Mutex::default() }
    }
}

impl<B: Before> Narrow for Since<B> {
    fn narrow(&self, doc: &Document, linted: &mut Linted, plan: &Plan, choice: &Choice) {
        let findings = &mut linted.outcome.findings;
        if findings.is_empty() {
            return;
        }
        let is_new = match self.before.before(doc) {
            Ok(None) => return,
            Ok(Some(old)) => {
                let earlier = plan.lint(&old, choice);
                let old = Version { doc: &old, findings: &earlier.outcome.findings };
                new_findings(old, Version { doc, findings })
            }
            Err(error) => {
                let key = (error.path.clone(), error.page.clone());
                self.failures.lock().unwrap_or_else(PoisonError::into_inner).insert(key, error);
                findings.clear();
                return;
            }
        };
        let mut is_new = is_new.into_iter();
        let mut unchanged = 0;
        findings.retain(|finding| {
            let stays = is_new.next().unwrap_or(true);
            unchanged += u64::from(!stays && plan.shows(finding));
            stays
        });
        linted.outcome.left_out.unchanged += unchanged;
    }

    fn failures(&self) -> Vec<InputError> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *failures).into_values().collect()
    }
}

use std::collections::HashMap;

use super::{Fix, Safety};
use crate::finding::Finding;
use crate::source::Document;

/// Which fixes are made.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Whether `suggested` fixes are made, and not only those that are `safe`.
    pub suggested: bool,
    /// What the fixes of a rule count as, by the rule's name, instead of what the rule says.
    pub safeties: HashMap<String, Safety>,
    /// Whether a document is left alone when only cosmetic fixes would be made.
    pub no_cosmetic_only: bool,
    /// Whether documents are repaired that ask bots or editors to stay away.
    pub force: bool,
    /// Names of the bot that runs wikivet: templates that keep bots off may call it by one of them, or by `wikivet`.
    pub bots: Vec<String>,
}

impl Policy {
    /// How far a fix of a rule is to be trusted. What the rule calls `manual` stays so.
    pub fn safety(&self, rule: &str, fix: &Fix) -> Safety {
        match fix.safety {
            Safety::Manual => Safety::Manual,
            safety => self.safeties.get(rule).copied().unwrap_or(safety),
        }
    }

    /// Whether a fix of a rule is made.
    pub fn allows(&self, rule: &str, fix: &Fix) -> bool {
        match self.safety(rule, fix) {
            Safety::Safe => true,
            Safety::Suggested => self.suggested,
            Safety::Manual => false,
        }
    }

    /// The fix of a finding, if it has one that is made.
    pub(super) fn fix_of<'f>(&self, finding: &'f Finding) -> Option<&'f Fix> {
        finding.fix.as_ref().filter(|fix| self.allows(finding.rule, fix))
    }
}

/// A fix that is about to be made.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The document as it is now; of an earlier round's fixes its text has all.
    pub document: &'q Document,
    /// What is wrong.
    pub finding: &'q Finding,
    /// What would be done about it.
    pub fix: &'q Fix,
}

/// What is to become of a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is made.
    Apply,
    /// It is not made, and not asked for again as long as the finding stays what it is.
    Refuse,
    /// It is not made, and neither is any other that was not yet asked for.
    Stop,
}

//! What the tables of the report need to know of a run: counts for each rule and each article, and where they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::Page;
use crate::finding::Finding;
use crate::report::Count;

/// How many places a rule's list names.
pub(super) const PLACES: usize = 200;
/// How many addresses of a rule are kept: one for each wiki.
const ADDRESSES: usize = 8;

/// A rule in numbers.
#[derive(Default)]
pub(super) struct RuleTally {
    /// What is known of the rule.
    pub(super) page: Option<&'static Page>,
    pub(super) found: Count,
    /// Articles with findings of the rule.
    pub(super) articles: u64,
    /// Findings with a fix that can be made.
    pub(super) fixable: u64,
    /// The rule's page, or the policies of the wikis that were read.
    pub(super) urls: BTreeSet<String>,
    /// The first places.
    pub(super) places: Vec<RulePlace>,
    last_document: Option<u64>,
}

/// A place of a rule.
pub(super) struct RulePlace {
    /// The index of the article among those that are shown.
    pub(super) article: usize,
    /// The number of the finding in the report.
    pub(super) finding: usize,
    /// The line in the file, of the first place if the finding is of several.
    pub(super) line: u64,
    /// How many places the finding is of.
    pub(super) places: usize,
}

/// An article in numbers.
pub(super) struct ArticleTally {
    /// The title, or the path.
    pub(super) name: String,
    pub(super) found: Count,
    pub(super) fixable: u64,
}

/// The counts of a run so far.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) rules: BTreeMap<&'static str, RuleTally>,
    /// The articles that are shown, in the order of the report.
    pub(super) articles: Vec<ArticleTally>,
}

impl Tally {
    /// Counts a finding of a document, which need not be shown; the documents come one after another.
    pub(super) fn add(&mut self, finding: &Finding, document: u64) -> &mut RuleTally {
        let rule = self.rules.entry(finding.rule).or_default();
        rule.found.add(finding.severity);
        rule.fixable += u64::from(finding.is_fixable());
        if rule.last_document.replace(document) != Some(document) {
            rule.articles += 1;
        }
        rule
    }
}

impl RuleTally {
    /// Notes a finding that is shown.
    pub(super) fn place(&mut self, place: RulePlace) {
        if self.places.len() < PLACES {
            self.places.push(place);
        }
    }

    /// Notes an address that says more about the rule.
    pub(super) fn address(&mut self, url: Option<String>) {
        if self.urls.len() < ADDRESSES {
            self.urls.extend(url);
        }
    }
}

impl ArticleTally {
    pub(super) fn new(name: String, findings: &[Finding]) -> Self {
        let mut found = Count::default();
        findings.iter().for_each(|finding| found.add(finding.severity));
        let fixable = findings.iter().filter(|finding| finding.is_fixable()).count() as u64;
        ArticleTally { name, found, fixable }
    }
}

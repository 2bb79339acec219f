use super::Entry;
use crate::finding::{Finding, Severity};
use crate::fix::Safety;

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Findings of severity error.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
    /// Findings of severity info.
    pub infos: u64,
}

impl Count {
    /// Counts one finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// The number of all.
    pub fn total(self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}

/// A run in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that were linted.
    pub documents: u64,
    /// Documents with findings that are reported.
    pub affected: u64,
    /// Pages that were not looked at, since they are not wikitext or the dump does not hold their text.
    pub skipped: u64,
    /// Bytes of the linted documents' own text.
    pub bytes: u64,
    /// The findings that are reported.
    pub found: Count,
    /// The findings that `--min-severity` keeps out of the report.
    pub hidden: Count,
    /// Findings that comments in the articles suppress.
    pub suppressed: u64,
    /// Reported findings with a fix that can be applied.
    pub fixable: u64,
    /// Files and pages that could not be linted.
    pub failures: u64,
}

impl Summary {
    /// Counts a document and its reported findings.
    pub fn add(&mut self, entry: &Entry<'_>) {
        self.documents += 1;
        self.affected += u64::from(!entry.findings.is_empty());
        self.bytes += entry.doc.text().len() as u64;
        for finding in entry.findings {
            self.found.add(finding.severity);
            self.fixable += u64::from(is_fixable(finding));
        }
    }
}

fn is_fixable(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.safety > Safety::Manual)
}

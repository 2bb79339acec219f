use super::Entry;
use crate::baseline;
use crate::engine::LeftOut;
use crate::finding::Severity;
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
    /// Files that were not read, since they did not change.
    pub unchanged: u64,
    /// Bytes of the linted documents' own text.
    pub bytes: u64,
    /// The findings that are reported.
    pub found: Count,
    /// The findings that `--min-severity` keeps out of the report.
    pub hidden: Count,
    /// Findings that are not reported for other reasons.
    pub left_out: LeftOut,
    /// Findings of a baseline that are fixed.
    pub mended: Vec<baseline::Entry>,
    /// Whether those are taken out of it.
    pub prunes: bool,
    /// Reported findings with a fix that is safe.
    pub safe: u64,
    /// Reported findings with a fix that is suggested.
    pub suggested: u64,
    /// What was done with fixes.
    pub fixes: FixMode,
    /// Fixes that were made, or would have been.
    pub fixed: u64,
    /// Documents in which they were made.
    pub repaired: u64,
    /// Files and pages that could not be linted.
    pub failures: u64,
    /// Files and pages that could not be fixed.
    pub unfixed: u64,
}

/// What a run does with fixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FixMode {
    /// They are offered.
    #[default]
    Offered,
    /// They are made.
    Made,
    /// What they would change is shown.
    Shown,
}

impl Summary {
    /// Counts a document and its reported findings.
    pub fn add(&mut self, entry: &Entry<'_>) {
        self.documents += 1;
        self.affected += u64::from(!entry.findings.is_empty());
        self.bytes += entry.doc.text().len() as u64;
        self.left_out += entry.left_out;
        for finding in entry.findings {
            self.found.add(finding.severity);
            match finding.fix.as_ref().map(|fix| fix.safety) {
                Some(Safety::Safe) => self.safe += 1,
                Some(Safety::Suggested) => self.suggested += 1,
                Some(Safety::Manual) | None => {}
            }
        }
    }
}

use std::collections::HashSet;

use super::fix;
use crate::lint::Linted;
use crate::report;
use crate::source::{Document, Span};

/// What there is to report of a document's repair.
pub(super) struct Page {
    /// None if there was nothing to repair.
    pub(super) record: Option<report::Repair>,
    /// Rule and place of the findings that the fixes leave nothing of, or were made for.
    fixed: HashSet<(&'static str, Span)>,
}

impl Page {
    /// The repair of a document, which is given as it was read; nothing is written yet.
    pub(super) fn new(doc: &Document, repair: &fix::Repair) -> Self {
        let made_for = repair.applied.iter().filter_map(|fix| Some((fix.rule, fix.span?)));
        let fixed = made_for.chain(repair.gone.iter().copied()).collect();
        Page { record: repair.record(doc), fixed }
    }

    /// Says that the document's file could not be written.
    pub(super) fn refuse(&mut self, reason: &str) {
        if let Some(record) = &mut self.record {
            record.refuse(reason.to_owned());
        }
    }

    /// Says that the document's file was written.
    pub(super) fn written(&mut self) {
        if let Some(record) = &mut self.record {
            record.written = !record.fixes.is_empty();
        }
    }

    /// The findings of the document as it was read that its fixes leave.
    pub(super) fn without_fixed(&self, mut linted: Linted) -> Linted {
        linted.outcome.findings.retain(|finding| !self.fixed.contains(&(finding.rule, finding.span)));
        linted
    }
}

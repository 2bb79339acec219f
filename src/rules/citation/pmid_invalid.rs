//! `rules/citation/pmid-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds numbers that no entry of PubMed has.
pub struct PmidInvalid;

impl Rule for PmidInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Pmid], "compare with PubMed");
    }
}

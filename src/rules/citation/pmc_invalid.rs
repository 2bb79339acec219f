//! `rules/citation/pmc-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds numbers that no article of PubMed Central has.
pub struct PmcInvalid;

impl Rule for PmcInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Pmc], "compare with PubMed Central");
    }
}

//! `rules/citation/issn-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds ISSNs that no journal has.
pub struct IssnInvalid;

impl Rule for IssnInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Issn], "compare with the journal, or with the ISSN portal");
    }
}

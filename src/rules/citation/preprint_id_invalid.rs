//! `rules/citation/preprint-id-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds identifiers of preprints that no server has given.
pub struct PreprintIdInvalid;

impl Rule for PreprintIdInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(
            cx,
            &[Identifier::Biorxiv, Identifier::Medrxiv, Identifier::Citeseerx, Identifier::Ssrn],
            "compare with the preprint's page",
        );
    }
}

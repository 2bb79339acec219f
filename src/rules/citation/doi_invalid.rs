//! `rules/citation/doi-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds DOIs that nobody can have given out.
pub struct DoiInvalid;

impl Rule for DoiInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(
            cx,
            &[Identifier::Doi],
            "compare with the source: a DOI starts with `10.` and leads to it behind `https://doi.org/`",
        );
    }
}

//! `rules/citation/arxiv-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds identifiers that arXiv has not given.
pub struct ArxivInvalid;

impl Rule for ArxivInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Arxiv], "compare with arXiv");
    }
}

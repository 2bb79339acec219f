//! `rules/citation/math-review-id-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds numbers that no review of mathematical literature has.
pub struct MathReviewIdInvalid;

impl Rule for MathReviewIdInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Jfm, Identifier::Mr, Identifier::Zbl], "compare with the review");
    }
}

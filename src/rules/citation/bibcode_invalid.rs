//! `rules/citation/bibcode-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds bibcodes that no article has.
pub struct BibcodeInvalid;

impl Rule for BibcodeInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Bibcode], "compare with the Astrophysics Data System");
    }
}

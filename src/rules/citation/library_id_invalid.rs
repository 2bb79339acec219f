//! `rules/citation/library-id-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds numbers that no catalogue or archive has given.
pub struct LibraryIdInvalid;

impl Rule for LibraryIdInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(
            cx,
            &[
                Identifier::Hdl,
                Identifier::Ismn,
                Identifier::Jstor,
                Identifier::Lccn,
                Identifier::Oclc,
                Identifier::Ol,
                Identifier::Osti,
                Identifier::S2cid,
                Identifier::Sbn,
            ],
            "compare with the entry in the catalogue",
        );
    }
}

//! `rules/citation/rfc-usenet-id-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::value::identifier::Identifier;

/// Finds numbers of RFCs and ids of Usenet messages that are none.
pub struct RfcUsenetIdInvalid;

impl Rule for RfcUsenetIdInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Rfc, Identifier::MessageId], "compare with the source");
    }
}

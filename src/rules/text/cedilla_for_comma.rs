//! `rules/text/cedilla-for-comma.md`

use unicode_script::Script;

use super::letter_form;
use crate::engine::{Context, Interest, Rule};

/// Finds letters with a cedilla in a language that has them with a comma.
pub struct CedillaForComma;

impl Rule for CedillaForComma {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        letter_form::report(cx, |script| script == Script::Latin);
    }
}

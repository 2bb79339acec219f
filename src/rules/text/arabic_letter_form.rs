//! `rules/text/arabic-letter-form.md`

use unicode_script::Script;

use super::letter_form;
use crate::engine::{Context, Interest, Rule};

/// Finds Arabic letters of another language than the article's.
pub struct ArabicLetterForm;

impl Rule for ArabicLetterForm {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        letter_form::report(cx, |script| script == Script::Arabic);
    }
}

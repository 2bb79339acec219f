//! `rules/citation/math-review-id-invalid.md`

use super::identifier::report_faults;
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::rules::shown;
use crate::value::identifier::Identifier;

/// Finds numbers that no review of mathematical literature has.
pub struct MathReviewIdInvalid;

impl Rule for MathReviewIdInvalid {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        report_faults(cx, &[Identifier::Jfm, Identifier::Mr, Identifier::Zbl], "compare with the review");
        let zbl = cx.facts.identifiers().iter().filter(|given| given.what == Identifier::Zbl);
        for given in zbl.filter(|given| is_temporary(given.text)) {
            let message = format!("`{}` is a temporary Zbl number", shown(given.text));
            cx.report(
                Finding::new(given.span, message)
                    .severity(Severity::Info)
                    .help("look whether the review has its number of volume and page by now"),
            );
        }
    }
}

/// Whether a review has this number until the volume is known: eight digits.
fn is_temporary(number: &str) -> bool {
    number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit())
}

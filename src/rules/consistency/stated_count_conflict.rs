//! `rules/consistency/stated-count-conflict.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::counts::CountConflict;
use crate::finding::Finding;

/// Finds two places that state different counts of the same things.
pub struct StatedCountConflict;

impl Rule for StatedCountConflict {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for conflict in cx.facts.count_conflicts() {
            cx.report(finding(&conflict));
        }
    }
}

fn finding(conflict: &CountConflict) -> Finding {
    let CountConflict { first, second, shared } = conflict;
    let shared = shared.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let message =
        format!("`{}` is stated here, `{}` further up, and both say {shared}", second.text, first.text);
    Finding::new(second.span, message)
        .label(first.span, format!("`{}`", first.text))
        .help("correct the one that is out of date, or say of which time or part each of them is")
}

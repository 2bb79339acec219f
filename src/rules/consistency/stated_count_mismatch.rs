//! `rules/consistency/stated-count-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::counts::{CheckedCount, Verdict};
use crate::finding::Finding;

/// Finds lists and tables that do not have as many items as the text says.
pub struct StatedCountMismatch;

impl Rule for StatedCountMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let differing =
            cx.facts.checked_counts().iter().filter(|checked| checked.verdict == Verdict::Differs);
        for checked in differing {
            cx.report(finding(checked));
        }
    }
}

fn finding(checked: &CheckedCount) -> Finding {
    let (count, shown) = (&checked.count, &checked.shown);
    let (items, what) = (shown.items, shown.what);
    Finding::new(count.span, format!("`{}` is stated, but {items} {what} are listed", count.text))
        .label(shown.span, format!("{items} {what}"))
        .help("correct the number, complete the list, or say that it lists only some")
}

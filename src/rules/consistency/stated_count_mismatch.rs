//! `rules/consistency/stated-count-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::counts::{CheckedCount, Relation, Verdict};
use crate::finding::{Finding, Severity};

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
    let (severity, place) = match checked.relation {
        Relation::Sentence | Relation::Colon | Relation::Announced | Relation::Title => {
            (Severity::Warning, "")
        }
        Relation::Named => (Severity::Info, " right below, under the same name"),
        Relation::Heading => (Severity::Info, " under this title"),
        Relation::Section => (Severity::Info, " in the section of this name"),
    };
    let message = format!("`{}` is stated, but {items} {what} are listed{place}", count.text);
    Finding::new(count.span, message)
        .severity(severity)
        .label(shown.span, format!("{items} {what}"))
        .help("correct the number, complete the list, or say that it lists only some")
}

//! All rules on all articles, dumps and extracts of the corpus. Skipped with a message where it is absent.
//!
//! `UPDATE_COUNTS=1 cargo test --test corpus` rewrites `tests/corpus-counts.tsv`, so that a change shows what it changed.

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;

use corpus::Run;
use wikivet::engine::Registry;
use wikivet::finding::Severity;

const COUNTS: &str = "tests/corpus-counts.tsv";

#[test]
fn nothing_panics_threads_make_no_difference_and_the_counts_are_known() {
    let Some(folder) = corpus::folder() else { return };
    let alone = corpus::lint(&folder, 1);
    assert!(alone.failures.is_empty(), "{:#?}", alone.failures);

    let together = corpus::lint(&folder, 3);
    assert_eq!(summary(&alone), summary(&together));

    corpus::assert_counts(COUNTS, &counts(&alone));
}

/// All that a run says, in its order.
fn summary(run: &Run) -> Vec<String> {
    run.found
        .iter()
        .map(|found| format!("{}\t{}\t{:?}", found.page, found.fingerprint, found.finding))
        .chain(run.failures.iter().cloned())
        .collect()
}

fn counts(run: &Run) -> String {
    let mut counts: BTreeMap<&str, [u32; 3]> =
        Registry::built_in().rules().iter().map(|entry| (entry.page.name, [0; 3])).collect();
    for found in &run.found {
        let column = match found.finding.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        counts.entry(found.finding.rule).or_default()[column] += 1;
    }
    let rows = counts
        .iter()
        .map(|(rule, [errors, warnings, infos])| format!("{rule}\t{errors}\t{warnings}\t{infos}\n"));
    std::iter::once("rule\terrors\twarnings\tinfos\n".to_owned()).chain(rows).collect()
}

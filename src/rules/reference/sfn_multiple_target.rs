//! `rules/reference/sfn-multiple-target.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::short_footnotes::{ShortFootnotes, Target};
use crate::finding::Finding;
use crate::rules::shown;

/// Finds short footnotes that lead to more than one citation.
pub struct SfnMultipleTarget;

/// How many citations are pointed at.
const MAX_LABELS: usize = 8;

impl Rule for SfnMultipleTarget {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let footnotes = facts.short_footnotes();
        for footnote in &footnotes.all {
            let targets = certain(footnotes, footnotes.targets_of(footnote));
            if targets.len() < 2 {
                continue;
            }
            let called = format!("{} {}", footnote.names.join(", "), footnote.year);
            let mut finding = Finding::new(
                footnote.span,
                format!("{} citations are `{}`", targets.len(), shown(&called)),
            )
            .help("tell them apart by a letter after the year, as in `2005a`, here and in the citations")
            .cluster(called);
            for target in targets.iter().take(MAX_LABELS) {
                finding = finding.label(cx.tree.node(target.node).span(), "one of them");
            }
            cx.report(finding);
        }
    }
}

/// The targets that certainly have the anchor.
fn certain<'f>(footnotes: &'f ShortFootnotes, places: &[usize]) -> Vec<&'f Target> {
    let targets = places.iter().take(MAX_TARGETS).filter_map(|&at| footnotes.targets.get(at));
    targets.filter(|target| !target.is_vague).collect()
}

/// How many targets of one anchor are looked at.
const MAX_TARGETS: usize = 50;

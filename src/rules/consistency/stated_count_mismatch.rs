//! `rules/consistency/stated-count-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::counts::StatedCount;
use crate::facts::enumerations::Enumeration;
use crate::finding::Finding;

/// Finds lists that do not have as many items as their introduction says.
pub struct StatedCountMismatch;

impl Rule for StatedCountMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for count in &cx.facts.counts().all {
            let enumeration = cx.facts.enumerations().all.get(count.enumeration);
            if let Some(enumeration) = enumeration.filter(|enumeration| disagree(count, enumeration)) {
                cx.report(finding(count, enumeration));
            }
        }
    }
}

/// Whether no reading of the list has the stated number of items. Of items that are no names every other one may
/// say more of the one before, and a single item needs no count.
fn disagree(count: &StatedCount, list: &Enumeration) -> bool {
    let readings = u64::from(list.fewest)..=u64::from(list.most);
    let in_pairs = !list.is_list && !list.are_names && u64::from(list.items) == 2 * count.number;
    count.number > 1 && !count.is_hedged && !readings.contains(&count.number) && !in_pairs
}

fn finding(count: &StatedCount, list: &Enumeration) -> Finding {
    let what = if list.is_list { "items" } else { "names" };
    let StatedCount { text, span, .. } = count;
    Finding::new(*span, format!("`{text}` is stated, but {} {what} are listed", list.items))
        .label(list.span, format!("{} {what}", list.items))
        .help("correct the number, complete the list, or say that it lists only some")
}

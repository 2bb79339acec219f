//! `rules/citation/cite-duplicate-work.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Citation;
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds works that are cited in full more than once.
pub struct CiteDuplicateWork;

/// How many citations of one work are reported.
const MAX_CITATIONS: usize = 50;

/// What tells parts of one work apart.
const PARTS: [CiteParam; 6] = [
    CiteParam::Chapter,
    CiteParam::Volume,
    CiteParam::Issue,
    CiteParam::ContributorLast,
    CiteParam::Edition,
    CiteParam::Map,
];

impl Rule for CiteDuplicateWork {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let citations = facts.citations();
        for group in &facts.works().by_work {
            let mut cited = group.iter().filter_map(|&at| citations.get(at));
            let Some(first) = cited.next() else { continue };
            let place = cx.tree.node(first.node);
            for other in cited.take(MAX_CITATIONS).filter(|other| is_same_part(first, other)) {
                let node = cx.tree.node(other.node);
                // What is the same to the letter is another rule's.
                if node.source() == place.source() {
                    continue;
                }
                let title = other.get(CiteParam::Title).map_or("the work", |title| title.value);
                cx.report(
                    Finding::new(node.span(), format!("`{}` is cited in full again", shown(title)))
                        .label(place.span(), "the first citation")
                        .help("refer to the first citation, and give the pages in a short footnote or beside the mark")
                        .cluster(shown(title)),
                );
            }
        }
    }
}

/// Whether two citations are of the same part of a work.
fn is_same_part(one: &Citation<'_>, other: &Citation<'_>) -> bool {
    PARTS
        .into_iter()
        .all(|part| one.get(part).map(|field| field.value) == other.get(part).map(|field| field.value))
}

//! `rules/reference/sfn-multiple-target.md`

use rustc_hash::FxHashMap;

use crate::engine::{Context, Interest, Rule};
use crate::facts::Facts;
use crate::facts::short_footnotes::{ShortFootnotes, Target};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::syntax::NodeId;

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
        let mut works = None;
        for footnote in &footnotes.all {
            let targets = certain(footnotes, footnotes.targets_of(footnote));
            if targets.len() < 2 {
                continue;
            }
            let called = format!("{} {}", footnote.names.join(", "), footnote.year);
            let message = format!("{} citations are `{}`", targets.len(), shown(&called));
            let (again, help) = if works.get_or_insert_with(|| Works::of(facts)).are_one(&targets) {
                ("the same work again", "keep one citation of this work, or give the others `ref=none`")
            } else {
                (
                    "one of them",
                    "tell them apart by a letter after the year, as in `2005a`, here and in the citations",
                )
            };
            let mut finding = Finding::new(footnote.span, message).help(help).cluster(called);
            for (at, target) in targets.iter().take(MAX_LABELS).enumerate() {
                let label = if at == 0 { "one of them" } else { again };
                finding = finding.label(cx.tree.node(target.node).span(), label);
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

/// Which work a citation is of, by its place among all works, and the chapter if it names one.
struct Works<'f>(FxHashMap<NodeId, (usize, Option<&'f str>)>);

impl<'f> Works<'f> {
    fn of(facts: &'f Facts<'_>) -> Self {
        let works = facts.works().by_work.iter().enumerate();
        let cited = works.flat_map(|(work, places)| places.iter().map(move |&at| (work, at)));
        Works(
            cited
                .filter_map(|(work, at)| {
                    let citation = facts.citations().get(at)?;
                    Some((citation.node, (work, citation.get(CiteParam::Chapter).map(|field| field.value))))
                })
                .collect(),
        )
    }

    /// Whether all of the citations are of one work, and of no two chapters of it.
    fn are_one(&self, targets: &[&Target]) -> bool {
        let mut cited = targets.iter().map(|target| self.0.get(&target.node));
        let Some(Some(first)) = cited.next() else { return false };
        cited.all(|other| {
            other.is_some_and(|other| {
                other.0 == first.0
                    && other.1.is_none_or(|chapter| first.1.is_none_or(|of_first| of_first == chapter))
            })
        })
    }
}

/// How many targets of one anchor are looked at.
const MAX_TARGETS: usize = 50;

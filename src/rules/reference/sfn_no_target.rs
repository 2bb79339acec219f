//! `rules/reference/sfn-no-target.md`

use rustc_hash::FxHashMap;

use crate::engine::{Context, Interest, Rule};
use crate::facts::short_footnotes::{ShortFootnote, ShortFootnotes, Target};
use crate::finding::Finding;
use crate::rules::shown;

/// Finds short footnotes that lead to no citation.
pub struct SfnNoTarget;

impl Rule for SfnNoTarget {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let footnotes = facts.short_footnotes();
        if footnotes.all.is_empty() || footnotes.has_unknown || facts.references().transcludes_pages {
            return;
        }
        let mut near = None;
        for footnote in &footnotes.all {
            if !footnotes.targets_of(footnote).is_empty() || footnotes.may_lead_elsewhere(footnote) {
                continue;
            }
            let near = near.get_or_insert_with(|| Near::of(footnotes));
            let called = called(footnote);
            let finding =
                Finding::new(footnote.span, format!("no citation of `{}`", shown(&called))).cluster(called);
            cx.report(near.explain(finding, footnote, cx));
        }
    }
}

fn called(footnote: &ShortFootnote) -> String {
    format!("{} {}", footnote.names.join(", "), footnote.year)
}

/// By whom a citation is: the start of each name, as many footnotes can point to it.
fn by(target: &Target) -> String {
    let names: Vec<String> = target.names.iter().map(|name| shown(name)).collect();
    shown(&names.join(", "))
}

/// The targets that a footnote can have been meant for.
struct Near<'f> {
    by_name: FxHashMap<&'f str, Vec<&'f Target>>,
    by_year: FxHashMap<&'f str, Vec<&'f Target>>,
}

/// How many targets of one name or year are looked at.
const MAX_NEAR: usize = 20;

impl<'f> Near<'f> {
    fn of(footnotes: &'f ShortFootnotes) -> Self {
        let mut near = Near { by_name: FxHashMap::default(), by_year: FxHashMap::default() };
        for target in &footnotes.targets {
            let (Some(name), year) = (target.names.first(), target.year.as_deref().unwrap_or_default())
            else {
                continue;
            };
            for list in [near.by_name.entry(name).or_default(), near.by_year.entry(year).or_default()] {
                if list.len() < MAX_NEAR {
                    list.push(target);
                }
            }
        }
        near
    }

    /// Points to the citation that was most likely meant, and says how it differs.
    fn explain(&self, finding: Finding, footnote: &ShortFootnote, cx: &Context<'_>) -> Finding {
        let named = footnote.names.first().and_then(|name| self.by_name.get(name.as_str()));
        let named = named.map(Vec::as_slice).unwrap_or_default();
        let same_year = |target: &&&Target| target.year.as_deref() == Some(&*footnote.year);
        let dated = self.by_year.get(footnote.year.as_str()).map(Vec::as_slice).unwrap_or_default();
        let found = if let Some(target) = named.iter().find(same_year) {
            Some((target, format!("this citation is by `{}`", by(target))))
        } else if let Some(target) =
            named.iter().find(|target| target.names == footnote.names).or(named.first())
        {
            let year = target
                .year
                .as_deref()
                .map_or("has no date".to_owned(), |year| format!("is dated `{}`", shown(year)));
            Some((target, format!("this citation {year}")))
        } else {
            let similar = |target: &&&Target| is_similar(&target.names, &footnote.names);
            let found = dated.iter().find(similar);
            found.map(|target| (target, format!("this citation is by `{}`", by(target))))
        };
        match found {
            Some((target, message)) => finding
                .label(cx.tree.node(target.node).span(), message)
                .help("write the surnames and the year as the citation has them, or correct them there"),
            None => finding.help("add the citation, with the surnames and the year that the footnote has"),
        }
    }
}

/// Whether names differ by a slip, or one is part of the other.
fn is_similar(one: &[String], other: &[String]) -> bool {
    const LIKE: f64 = 0.85;
    const MAX_LENGTH: usize = 60;
    let (Some(one), Some(other)) = (one.first(), other.first()) else { return false };
    let is_short = one.len() <= MAX_LENGTH && other.len() <= MAX_LENGTH;
    let is_part = |long: &str, short: &str| long.split([' ', ',', '-']).any(|word| word == short);
    is_short && (is_part(one, other) || is_part(other, one) || strsim::jaro_winkler(one, other) > LIKE)
}

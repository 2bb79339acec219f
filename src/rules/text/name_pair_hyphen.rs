//! `rules/text/name-pair-hyphen.md`

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{BlockKind, Origin};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Link};
use crate::value::joined_title::JoinedTitle;

/// The dash between two names of equal rank.
const DASH: &str = "–";

/// Finds pairs of names that a hyphen joins where a link of the article joins them with a dash.
pub struct NamePairHyphen;

impl Rule for NamePairHyphen {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if !cx.doc.text().contains(DASH) {
            return;
        }
        let pairs = pairs(cx);
        let Ok(search) = AhoCorasick::new(pairs.keys()) else { return };
        if pairs.is_empty() {
            return;
        }
        let models: Vec<(&String, &(String, Span))> = pairs.iter().collect();
        for block in cx.facts.prose().blocks().filter(|block| block.kind() != BlockKind::Argument) {
            let text = block.text();
            for found in search.find_iter(text) {
                let (before, after) = (text.get(..found.start()), text.get(found.end()..));
                let joins = |sign: char| sign.is_alphanumeric() || "-–/".contains(sign);
                let is_whole = before.is_some_and(|before| !before.ends_with(joins))
                    && after.is_some_and(|after| !after.starts_with(joins));
                let Some((written, (meant, link))) = models.get(found.pattern().as_usize()) else { continue };
                let range = found.range();
                if is_whole
                    && block.origins().at(range.start) == Origin::Own
                    && block.is_verbatim(range.clone())
                {
                    let span = block.span_of(range);
                    let message =
                        format!("`{written}` is joined by a hyphen, but the article links to `{meant}`");
                    cx.report(
                        Finding::new(span, message)
                            .label(*link, "the link")
                            .help(format!("write `{meant}`, with a dash"))
                            .cluster(meant.clone())
                            .fix(Fix::replace(format!("write `{meant}`"), span, meant, Safety::Suggested)),
                    );
                }
            }
        }
    }
}

/// The pairs of names that the titles of linked pages join with a dash and none with a hyphen: how they look with a
/// hyphen, how with the dash, and the link.
fn pairs(cx: &Context<'_>) -> BTreeMap<String, (String, Span)> {
    let mut pairs = BTreeMap::new();
    let mut hyphenated = Vec::new();
    let hyphens = cx.language.map(|language| language.lists.hyphenated.as_slice()).unwrap_or_default();
    for link in cx.tree.nodes_of(KindSet::of(&[Kind::Wikilink])).filter_map(Link::cast) {
        let Some(target) = link.node().child(Kind::Target) else { continue };
        let title = target.source().trim().replace('_', " ");
        let page = title.split('#').next().unwrap_or_default();
        for JoinedTitle { first, second, joint, .. } in JoinedTitle::find_all(page) {
            let is_name = |part: &str| part.starts_with(char::is_uppercase);
            let written = format!("{first}-{second}");
            match page.get(joint).unwrap_or_default() {
                "-" => hyphenated.push(written),
                DASH if is_name(first) && is_name(second) && !hyphens.contains(&first.to_lowercase()) => {
                    pairs.entry(written).or_insert_with(|| (format!("{first}{DASH}{second}"), target.span()));
                }
                _ => {}
            }
        }
    }
    hyphenated.iter().for_each(|written| {
        pairs.remove(written);
    });
    pairs
}

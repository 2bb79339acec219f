//! `rules/link/link-family-inconsistent.md`

use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::Deserialize;

use super::plain_target;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::options::Percent;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Link};
use crate::value::joined_title::JoinedTitle;

/// Finds links whose titles are joined by another sign than those of most links of the same family.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct LinkFamilyInconsistent {
    /// The fewest titles of one spelling that show how a family is spelt.
    fewest: usize,
    /// The share of a family's titles, in percent, that have to be spelt alike for another spelling to be odd.
    majority_percent: Percent,
}

impl Default for LinkFamilyInconsistent {
    fn default() -> Self {
        LinkFamilyInconsistent { fewest: 5, majority_percent: Percent::new(66) }
    }
}

/// A link with one way to read its title, and the family that it is of in that way: what one of the parts says, with
/// the last word.
struct Member<'t> {
    /// The target in the document.
    target: Span,
    title: &'t str,
    read: JoinedTitle<'t>,
    /// The joint with a space for each `_`.
    joint: String,
}

/// How many titles, and how many links, are spelt with one joint.
#[derive(Default)]
struct Spelling<'t> {
    titles: HashSet<&'t str>,
    n_links: usize,
}

impl Rule for LinkFamilyInconsistent {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let members = members(cx);
        let mut families: BTreeMap<(String, String), Vec<&Member<'_>>> = BTreeMap::new();
        for member in &members {
            let JoinedTitle { first, second, last, .. } = &member.read;
            let last = folded(last);
            families.entry((folded(first), last.clone())).or_default().push(member);
            families.entry((folded(second), last)).or_default().push(member);
        }
        let mut odd: BTreeMap<Span, Finding> = BTreeMap::new();
        let mut usual: HashSet<Span> = HashSet::new();
        for ((part, last), family) in &families {
            self.judge(part, last, family, &mut odd, &mut usual);
        }
        let odd = odd.into_iter().filter(|(target, _)| !usual.contains(target));
        odd.for_each(|(_, finding)| cx.report(finding));
    }
}

impl LinkFamilyInconsistent {
    /// Finds the odd ones of a family, and notes which are spelt as most are.
    fn judge(
        &self,
        part: &str,
        last: &str,
        family: &[&Member<'_>],
        odd: &mut BTreeMap<Span, Finding>,
        usual: &mut HashSet<Span>,
    ) {
        let mut spellings: HashMap<&str, Spelling<'_>> = HashMap::new();
        for member in family {
            let spelling = spellings.entry(&member.joint).or_default();
            spelling.titles.insert(member.title);
            spelling.n_links += 1;
        }
        let n_titles = spellings.values().map(|spelling| spelling.titles.len()).sum();
        let most = spellings.iter().max_by_key(|(joint, spelling)| (spelling.titles.len(), **joint));
        let Some((&joint, spelling)) = most else { return };
        let n_most = spelling.titles.len();
        if n_most < self.fewest || !self.majority_percent.is_reached(n_most, n_titles) {
            return;
        }
        let Some(model) = family.iter().find(|member| member.joint == joint) else { return };
        for member in family {
            if member.joint == joint {
                usual.insert(member.target);
            } else {
                let counts = (spelling.n_links, family.len());
                let finding = || finding(member, model, counts).cluster(format!("{part} {last} {joint}"));
                odd.entry(member.target).or_insert_with(finding);
            }
        }
    }
}

/// The links of the page whose titles can be read as joined, once for each way to read them.
fn members<'c>(cx: &Context<'c>) -> Vec<Member<'c>> {
    let text = cx.doc.text();
    let hyphenated = cx.language.map(|language| language.lists.hyphenated.as_slice()).unwrap_or_default();
    let links = cx.tree.nodes_of(KindSet::of(&[Kind::Wikilink])).filter_map(Link::cast);
    let targets = links.filter_map(|link| {
        let target = plain_target(link)?.0;
        let title = text.get(target.range())?;
        let page = title.split_once('#').map_or(title, |(page, _)| page.trim_end());
        Some((Span::new(target.start, target.start + page.len() as u32), page))
    });
    let read = targets.flat_map(|(target, title)| {
        let reads = JoinedTitle::find_all(title).into_iter();
        reads.map(move |read| {
            let joint = title.get(read.joint.clone()).unwrap_or_default().replace('_', " ");
            Member { target, title, read, joint }
        })
    });
    read.filter(|member| !hyphenated.contains(&member.read.first.to_lowercase())).collect()
}

/// A part of a title without what makes no difference: case, and `_` for a space.
fn folded(part: &str) -> String {
    part.replace('_', " ").to_lowercase()
}

fn finding(member: &Member<'_>, model: &Member<'_>, (n_alike, n_links): (usize, usize)) -> Finding {
    let Member { title, read, joint, target } = member;
    let (head, tail) = (title.get(..read.joint.start), title.get(read.joint.end..));
    let written = [head.unwrap_or_default(), tail.unwrap_or_default()].join(&model.joint);
    let message = format!(
        "`{title}` is joined by `{joint}`, but {n_alike} of {n_links} such links by `{}`",
        model.joint
    );
    Finding::new(*target, message)
        .label(model.target, "as most are spelt")
        .help(format!("write `{written}` if the page has that title: the target may be a redirect to it"))
        .fix(Fix::replace(format!("link to `{written}`"), *target, &written, Safety::Suggested))
}

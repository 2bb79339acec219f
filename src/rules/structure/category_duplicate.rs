//! `rules/structure/category-duplicate.md`

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{own_nodes, with_line};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Category, Kind};

/// Finds categories that a page is in twice.
pub struct CategoryDuplicate;

impl Check for CategoryDuplicate {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        CategoryDuplicate
    }
}

impl Rule for CategoryDuplicate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let capital_links = cx.profile.site.has_capital_links();
        let mut seen: FxHashMap<String, Category<'_>> = FxHashMap::default();
        for category in own_nodes(cx.tree, Kind::Category).filter_map(Category::cast) {
            let name = category.name();
            if name.is_empty() || category.node().descendants().any(|node| node.kind() == Kind::Template) {
                continue;
            }
            match seen.entry(title(&name, capital_links)) {
                Entry::Vacant(free) => {
                    free.insert(category);
                }
                Entry::Occupied(mut taken) => {
                    let first = taken.insert(category);
                    cx.report(finding(first, category, cx.doc.text(), taken.key()));
                }
            }
        }
    }
}

/// The later of two categories of a name; what the wiki sorts by is the later one's key.
fn finding(first: Category<'_>, later: Category<'_>, text: &str, name: &str) -> Finding {
    let is_same = first.sort_key() == later.sort_key();
    let (surplus, safety) = match (first.sort_key(), later.sort_key()) {
        _ if is_same => (later, Safety::Safe),
        (None, _) => (first, Safety::Safe),
        (Some(_), None) => (later, Safety::Suggested),
        (Some(_), Some(_)) => (first, Safety::Suggested),
    };
    let which = if surplus.node().id() == first.node().id() { "first" } else { "second" };
    let span = with_line(text, surplus.node().span());
    let fix = Fix::new(format!("take the {which} one out"), vec![Edit::delete(span)], safety);
    let fix = if safety == Safety::Safe { fix.cosmetic() } else { fix };
    let finding = Finding::new(later.node().span(), format!("the page is put into category `{name}` twice"))
        .label(first.node().span(), "here it is the first time")
        .fix(fix.group(format!("category:{name}")));
    finding.help(match is_same {
        true => "take one of them out",
        false => "keep the one with the right sort key: the last one counts",
    })
}

/// A category's name in the form that all its spellings share.
fn title(name: &str, capital_links: bool) -> String {
    let spaced = name.replace('_', " ");
    let name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = name.chars();
    match rest.next().filter(|_| capital_links) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => name,
    }
}

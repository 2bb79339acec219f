//! `rules/structure/category-duplicate.md`

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::with_line;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::source::{Document, Span};
use crate::syntax::{Category, Kind, NodeRef};

/// Finds categories that a page is in twice.
pub struct CategoryDuplicate;

impl Rule for CategoryDuplicate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let capital_links = cx.profile.site.has_capital_links();
        let mut seen: FxHashMap<String, Category<'_>> = FxHashMap::default();
        let mut end_before = None;
        let own = cx.facts.own().categories.iter().map(|&id| cx.tree.node(id));
        for category in own.filter_map(Category::cast) {
            let before = end_before.replace(category.node().span().end);
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
                    let is_among_others = before.is_some_and(|before| is_beside(before, category, cx.doc));
                    cx.report(finding(first, category, is_among_others, cx.doc, taken.key()));
                }
            }
        }
    }
}

/// The later of two categories of a name. Its sort key is the one that counts; the first one's place is, where the
/// categories are listed.
fn finding(
    first: Category<'_>,
    later: Category<'_>,
    is_among_others: bool,
    doc: &Document,
    name: &str,
) -> Finding {
    let (first_key, key) = (key(first, doc), key(later, doc));
    let is_same = first_key == key;
    let mut edits = Vec::new();
    if let Some(key) = key.filter(|_| !is_same) {
        let place = Span::new(first.link().target_span().end, first.node().span().end - CLOSER);
        edits.push(Edit::replace(place, format!("|{key}")));
    }
    edits.push(Edit::delete(with_line(doc.text(), later.node().span())));
    let title = if is_same { "take the second one out" } else { "make one of them" };
    // MediaWiki drops line ends beside a category, so that one amid text can join what they would divide.
    let fix = if is_among_others && (is_same || first_key.is_none()) {
        Fix::new(title, edits, Safety::Safe).cosmetic()
    } else {
        Fix::new(title, edits, Safety::Suggested)
    };
    let finding = Finding::new(later.node().span(), format!("the page is put into category `{name}` twice"))
        .label(first.node().span(), "here it is the first time")
        .fix(fix.group(format!("category:{name}")));
    finding.help(match is_same {
        true => "take one of them out",
        false => "keep the one with the right sort key: the last one counts",
    })
}

/// The length of `]]`.
const CLOSER: u32 = 2;

/// What a category's page is sorted by, with the white space that counts in it; none where the page says it.
fn key<'t>(category: Category<'_>, doc: &'t Document) -> Option<&'t str> {
    let key = doc.slice(category.link().label_span());
    (category.link().has_label() && !key.is_empty()).then_some(key)
}

/// Whether nothing but white space stands between a category and another one, or the end of the article.
fn is_beside(before: u32, category: Category<'_>, doc: &Document) -> bool {
    let (span, text) = (category.node().span(), doc.text());
    let is_space = |node: &NodeRef<'_>| node.kind() == Kind::Text && node.source().trim().is_empty();
    let mut after = std::iter::successors(category.node().next_sibling(), |node| node.next_sibling());
    let next = after.find(|node| !is_space(node));
    next.is_some_and(|next| matches!(next.kind(), Kind::Category | Kind::Interlanguage))
        || doc.slice(Span::new(before, span.start)).trim().is_empty()
        || text.get(span.range().end..).is_some_and(|after| after.trim_start().is_empty())
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

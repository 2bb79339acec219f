use std::collections::HashMap;

use super::meaning::ALL;
use crate::engine::page::Page;

/// Which findings a name in a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Those that start on these two lines, counted from 0.
    Lines(usize, usize),
    /// Those that start from the first offset up to the second one.
    Range(u32, u32),
    /// All.
    File,
}

/// What the comments of a document cover, by the names in them.
#[derive(Debug, Default)]
pub(super) struct Cover<'t> {
    by_name: HashMap<&'t str, Scopes>,
}

/// What one name covers; each with the number of its clause.
#[derive(Debug, Default)]
struct Scopes {
    lines: HashMap<usize, usize>,
    /// In the order of the text and disjoint.
    ranges: Vec<(u32, u32, usize)>,
    file: Option<usize>,
}

impl<'t> Cover<'t> {
    pub(super) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// Adds what a clause covers. Where another one covers it already, that one stays in charge.
    pub(super) fn add(&mut self, name: &'t str, scope: Scope, clause: usize) {
        let scopes = self.by_name.entry(name).or_default();
        match scope {
            Scope::Lines(first, last) => [first, last].into_iter().for_each(|line| {
                scopes.lines.entry(line).or_insert(clause);
            }),
            Scope::Range(start, end) => scopes.ranges.push((start, end, clause)),
            Scope::File => {
                scopes.file.get_or_insert(clause);
            }
        }
    }

    /// What covers findings of a rule, the most specific name first.
    pub(super) fn of(&self, page: &Page) -> RuleCover<'_> {
        if self.is_empty() {
            return RuleCover(Vec::new());
        }
        let ids = page.also.iter().flat_map(|(tool, ids)| ids.iter().map(move |id| format!("{tool}:{id}")));
        let names =
            [page.name.to_owned()].into_iter().chain(ids).chain([page.group.to_owned(), ALL.to_owned()]);
        RuleCover(names.filter_map(|name| self.by_name.get(name.as_str())).collect())
    }
}

/// What covers findings of one rule.
pub(super) struct RuleCover<'c>(Vec<&'c Scopes>);

impl RuleCover<'_> {
    /// Whether nothing does.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The clause that covers a finding at an offset of a line: the narrowest one, and of those the one with the most
    /// specific name, so that all others can go.
    pub(super) fn clause(&self, offset: u32, line: usize) -> Option<usize> {
        let line = || self.0.iter().find_map(|scopes| scopes.lines.get(&line).copied());
        let range = || self.0.iter().find_map(|scopes| scopes.range_at(offset));
        let file = || self.0.iter().find_map(|scopes| scopes.file);
        line().or_else(range).or_else(file)
    }
}

impl Scopes {
    fn range_at(&self, offset: u32) -> Option<usize> {
        let after = self.ranges.partition_point(|&(start, ..)| start <= offset);
        let &(_, end, clause) = self.ranges.get(after.checked_sub(1)?)?;
        (offset < end).then_some(clause)
    }
}

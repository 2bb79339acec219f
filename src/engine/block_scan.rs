use regex::{RegexSet, RegexSetBuilder};

use crate::facts::prose::Prose;

/// How large the patterns of all rules may be together, in bytes.
const SIZE_LIMIT: usize = 64 << 20;

/// So many patterns are looked for one by one as quickly as together.
const FEW: usize = 2;

/// The patterns of all rules that search the prose, looked for at once.
pub(super) struct BlockScan {
    set: RegexSet,
    /// By the number of a rule, the place of its pattern in the set.
    places: Vec<Option<usize>>,
}

impl BlockScan {
    /// Joins the patterns of rules, by the rules' numbers; none if there is nothing to gain.
    pub(super) fn new<'p>(patterns: impl Iterator<Item = Option<&'p str>>) -> Option<Self> {
        let mut places = Vec::new();
        let mut all = Vec::new();
        for pattern in patterns {
            places.push(pattern.map(|_| all.len()));
            all.extend(pattern);
        }
        if all.len() <= FEW {
            return None;
        }
        let set = RegexSetBuilder::new(all).size_limit(SIZE_LIMIT).build().ok()?;
        Some(BlockScan { set, places })
    }

    /// The place of a rule's pattern, if it has one.
    pub(super) fn place(&self, rule: usize) -> Option<usize> {
        self.places.get(rule).copied().flatten()
    }

    /// By the place of a pattern, the numbers of the blocks in which it occurs; white space at their ends is none of
    /// their text.
    pub(super) fn find(&self, prose: &Prose<'_>) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); self.set.len()];
        for (number, block) in prose.blocks().enumerate() {
            for place in &self.set.matches(block.text().trim()) {
                found[place].push(number);
            }
        }
        found
    }
}

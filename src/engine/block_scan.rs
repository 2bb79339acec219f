use regex::{RegexSet, RegexSetBuilder};
use regex_syntax::hir::{Hir, HirKind, LookSet, Repetition};

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
        let set = RegexSetBuilder::new(all.into_iter().map(without_word_ends))
            .size_limit(SIZE_LIMIT)
            .build()
            .ok()?;
        Some(BlockScan { set, places })
    }

    /// The place of a rule's pattern, if it has one.
    pub(super) fn place(&self, rule: usize) -> Option<usize> {
        self.places.get(rule).copied().flatten()
    }

    /// By the place of a pattern, the numbers of the blocks in which it may occur: all in which it does, and some in
    /// which only the ends of words forbid it. White space at the ends of a block is none of its text.
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

/// A pattern without its tests for the beginning and end of words: automata look at no text for them that is not ASCII,
/// and without automata a search takes a hundred times as long.
fn without_word_ends(pattern: &str) -> String {
    regex_syntax::parse(pattern).map_or_else(|_| pattern.to_owned(), |hir| relaxed(&hir).to_string())
}

/// Patterns are read with a limit to their nesting, so that this goes no deeper.
fn relaxed(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(look) if LookSet::singleton(*look).contains_word_unicode() => Hir::empty(),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
        HirKind::Repetition(repeated) => {
            Hir::repetition(Repetition { sub: Box::new(relaxed(&repeated.sub)), ..repeated.clone() })
        }
        HirKind::Capture(capture) => relaxed(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(relaxed).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(relaxed).collect()),
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn patterns_are_looked_for_without_the_ends_of_words_and_with_all_else() {
        let relaxed = Regex::new(&without_word_ends(r"(?i)\bISBN ([0-9]{2}|x+)\b$")).unwrap();
        assert!(relaxed.is_match("das isbn 12"));
        assert!(relaxed.is_match("disbn xx"));
        assert!(!relaxed.is_match("ISBN 1"));
        assert!(!relaxed.is_match("ISBN 12."));
    }
}

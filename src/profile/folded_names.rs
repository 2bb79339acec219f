use rustc_hash::FxHashMap;

use crate::value::sign::SignSet;

/// Numbers by the names that stand for them, in any case.
#[derive(Debug)]
pub(super) struct FoldedNames {
    numbers: FxHashMap<String, u8>,
    /// What the names start with.
    signs: SignSet,
}

impl FoldedNames {
    /// Where two numbers have the same name, the lower one has it.
    pub(super) fn new<'n>(names: impl Iterator<Item = (u8, &'n String)>) -> Self {
        let mut numbers = FxHashMap::default();
        for (number, name) in names {
            let known = numbers.entry(fold(name)).or_insert(number);
            *known = number.min(*known);
        }
        let signs = numbers.keys().filter_map(|name| name.chars().next()).collect();
        FoldedNames { numbers, signs }
    }

    /// The number that a name stands for.
    pub(super) fn number(&self, name: &str) -> Option<u8> {
        let first = name.trim().chars().next().and_then(|sign| sign.to_lowercase().next());
        first.filter(|sign| self.signs.has(*sign))?;
        self.numbers.get(&fold(name)).copied()
    }
}

/// A name as names are compared: lower case, without white space at the ends and without a final dot.
fn fold(name: &str) -> String {
    name.trim().trim_end_matches('.').to_lowercase()
}

//! Where rules on typography have something to look at, found in one pass over the prose.

mod scan;

use self::scan::Scan;
use super::Facts;
use crate::profile::ParamType;

/// What a place is looked at for. A sign can be of several families.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// A mark (`,` `;` `:` `.` `!` `?` `)`) between two words without a space after it, a `(` without one before it.
    Joined,
    /// A mark or a closing bracket or quotation mark after a space, an opening one before a space.
    Spaced,
    /// The first of several marks in a row.
    Run,
    /// The first letter of a word that stands there for the second time in a row, in any case.
    RepeatedWord,
    /// A quotation mark, straight or curly, single or double, of any script; also primes. Apostrophes are not.
    Quote,
    /// An opening or closing bracket of any script.
    Bracket,
    /// A straight or curly apostrophe, accent or apostrophe letter between two letters.
    Apostrophe,
    /// A hyphen between digits or beside a space, the first of two, and every dash and minus sign; not the hyphens of a
    /// drawn line.
    Dash,
    /// A sign for degrees, or one that looks like it.
    Degree,
    /// A percent or permille sign.
    Percent,
    /// The head of an arrow drawn with hyphens or equals signs.
    Arrow,
}

/// How many families there are.
const N_FAMILIES: usize = Family::Arrow as usize + 1;

/// A place in the prose that is worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The number of the block among all blocks of the prose.
    pub block: u32,
    /// Where the sign starts in the block's text, in bytes.
    pub at: u32,
    /// What stands there.
    pub sign: char,
}

impl Candidate {
    /// The character before it in the block's text.
    pub fn before(self, text: &str) -> Option<char> {
        text.get(..self.at as usize)?.chars().next_back()
    }

    /// The character after it in the block's text.
    pub fn after(self, text: &str) -> Option<char> {
        text.get(self.at as usize + self.sign.len_utf8()..)?.chars().next()
    }
}

/// The places of a document that rules on typography look at. Whose words they are is not asked yet.
#[derive(Debug, Default)]
pub struct Punctuation {
    families: [Vec<Candidate>; N_FAMILIES],
}

impl Punctuation {
    pub(super) fn read(facts: &Facts<'_>) -> Self {
        let mut found = Punctuation::default();
        for (block, number) in facts.prose().blocks().zip(0..) {
            let param = block.argument().and_then(|argument| argument.param).map(|param| param.kind);
            if matches!(
                param,
                Some(ParamType::Url | ParamType::ArchiveUrl | ParamType::Page | ParamType::Keyword)
            ) {
                continue;
            }
            Scan::new(block.text(), number, &mut found).run();
        }
        found
    }

    /// The places of a family, in the order of the blocks and of their text.
    pub fn of(&self, family: Family) -> &[Candidate] {
        self.families.get(family as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places of a family, those of each block together.
    pub fn by_block(&self, family: Family) -> impl Iterator<Item = &[Candidate]> {
        self.of(family).chunk_by(|one, other| one.block == other.block)
    }

    fn add(&mut self, family: Family, candidate: Candidate) {
        if let Some(family) = self.families.get_mut(family as usize) {
            family.push(candidate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(family: Family, text: &str) -> Vec<(u32, char)> {
        let mut all = Punctuation::default();
        Scan::new(text, 0, &mut all).run();
        all.of(family).iter().map(|place| (place.at, place.sign)).collect()
    }

    #[test]
    fn marks_without_a_space_between_words_are_found() {
        assert_eq!(
            found(Family::Joined, "one,two 1,000 May,2005 (a)b c(d) ф.ы"),
            [(3, ','), (17, ','), (25, ')'), (29, '('), (35, '.'),]
        );
    }

    #[test]
    fn spaces_on_the_wrong_side_are_found() {
        assert_eq!(
            found(Family::Spaced, "a , b ( c ) d\u{A0}; e. f"),
            [(2, ','), (6, '('), (10, ')'), (15, ';'),]
        );
    }

    #[test]
    fn runs_of_marks_are_found_at_their_first() {
        assert_eq!(
            found(Family::Run, "a,, b... c., d, e. 。。"),
            [(1, ','), (5, '.'), (10, '.'), (19, '。')]
        );
    }

    #[test]
    fn repeated_words_are_found_across_lines_and_in_any_script() {
        let places = |text| found(Family::RepeatedWord, text);
        assert_eq!(places("of the the end"), [(7, 't')]);
        assert_eq!(places("The  the"), [(5, 't')]);
        assert_eq!(places("и\nи это"), [(3, 'и')]);
        assert_eq!(places("the them, a, a 1 1 (a)a"), []);
    }

    #[test]
    fn quotes_and_apostrophes_are_told_apart() {
        let text = "don't “it’s” 'so' 5'";
        let quotes: Vec<char> = found(Family::Quote, text).into_iter().map(|(_, sign)| sign).collect();
        assert_eq!(quotes, ['“', '”', '\'', '\'', '\'']);
        let apostrophes: Vec<char> =
            found(Family::Apostrophe, text).into_iter().map(|(_, sign)| sign).collect();
        assert_eq!(apostrophes, ['\'', '’']);
    }

    #[test]
    fn only_hyphens_that_may_be_dashes_are_found() {
        let dashes = |text| found(Family::Dash, text).len();
        assert_eq!(dashes("well-known"), 0);
        assert_eq!(dashes("1990-1995 a - b a– —c −5"), 5);
        assert_eq!(dashes("a--b"), 1);
        assert_eq!(dashes("+-----+ a---b"), 0);
    }
}

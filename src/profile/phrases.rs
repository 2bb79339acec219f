use std::ops::Range;

/// A few phrases that are looked for in short texts, in any case of the letters of ASCII. An automaton of them takes
/// longer to build than all titles and names of an article take to search.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By the low bits of the first byte, which are the same in both cases.
    phrases: [Vec<String>; 32],
    /// By a first byte, the low bits of the second bytes that may follow.
    starts: [u32; 256],
}

impl Phrases {
    /// These phrases, of which those of less than two bytes are never found.
    pub(super) fn new(all: Vec<String>) -> Self {
        let mut phrases: [Vec<String>; 32] = Default::default();
        let mut starts = [0; 256];
        for phrase in all {
            let Some(&[first, second]) = phrase.as_bytes().first_chunk() else { continue };
            for first in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                starts[usize::from(first)] |= 1 << low_bits(second);
            }
            phrases[low_bits(first)].push(phrase);
        }
        Phrases { phrases, starts }
    }

    /// Where phrases stand in a text, none overlapping another: of two the one that starts first, then the longest.
    pub(super) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find_from(text, from)?;
            from = found.end;
            Some(found)
        })
    }

    fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let pairs = text.as_bytes().get(from..)?.array_windows();
        (from..).zip(pairs).find_map(|(at, &[first, second])| {
            let may_start = self.starts[usize::from(first)] & 1 << low_bits(second) != 0;
            may_start.then(|| Some(at..at + self.length_at(text, at, first)?))?
        })
    }

    /// The length of the longest phrase at a place of a text, where this byte stands.
    fn length_at(&self, text: &str, at: usize, first: u8) -> Option<usize> {
        let rest = text.as_bytes().get(at..)?;
        let is_there = |phrase: &&String| {
            rest.get(..phrase.len()).is_some_and(|start| start.eq_ignore_ascii_case(phrase.as_bytes()))
        };
        self.phrases[low_bits(first)].iter().filter(is_there).map(String::len).max()
    }
}

/// The low five bits of a byte.
fn low_bits(byte: u8) -> usize {
    usize::from(byte & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Range<usize>> {
        let phrases = ["ab", "abc", "bcd", "é x"].into_iter().map(str::to_owned).collect();
        Phrases::new(phrases).find_iter(text).collect()
    }

    #[test]
    fn the_first_and_longest_phrase_is_found_in_any_case() {
        assert_eq!(found("xABCD aB"), [1..4, 6..8]);
        assert_eq!(found("x é X"), std::slice::from_ref(&(2..6)));
        assert!(found("a b").is_empty());
    }
}

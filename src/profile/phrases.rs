use std::ops::Range;

/// A few phrases that are looked for in short texts, in any case of the letters of ASCII. An automaton of them takes
/// longer to build than all titles and names of an article take to search.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By the low bits of the first byte, which are the same in both cases.
    phrases: [Vec<String>; 32],
    /// By a byte, the low bits of the bytes that may follow it in the first two or the next two bytes of a phrase.
    pairs: [u32; 256],
}

impl Phrases {
    /// These phrases, of which those of less than three bytes are never found.
    pub(super) fn new(all: Vec<String>) -> Self {
        let mut phrases: [Vec<String>; 32] = Default::default();
        let mut pairs = [0; 256];
        for phrase in all {
            let Some(&[first, second, third]) = phrase.as_bytes().first_chunk() else { continue };
            for (one, next) in [(first, second), (second, third)] {
                for one in [one.to_ascii_lowercase(), one.to_ascii_uppercase()] {
                    pairs[usize::from(one)] |= 1 << low_bits(next);
                }
            }
            phrases[low_bits(first)].push(phrase);
        }
        Phrases { phrases, pairs }
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

    /// Each phrase has a pair of bytes at an odd place: its first two, or those behind its first.
    fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let pairs = text.as_bytes().get(from + 1..)?.as_chunks().0;
        (from..).step_by(2).zip(pairs).find_map(|(at, &[one, next])| {
            let is_near = self.pairs[usize::from(one)] & 1 << low_bits(next) != 0;
            let phrase_at = |at: usize| Some(at..at + self.length_at(text, at)?);
            is_near.then(|| phrase_at(at).or_else(|| phrase_at(at + 1)))?
        })
    }

    /// The length of the longest phrase at a place of a text.
    fn length_at(&self, text: &str, at: usize) -> Option<usize> {
        let rest = text.as_bytes().get(at..)?;
        let is_there = |phrase: &&String| {
            rest.get(..phrase.len()).is_some_and(|start| start.eq_ignore_ascii_case(phrase.as_bytes()))
        };
        let phrases = &self.phrases[low_bits(*rest.first()?)];
        phrases.iter().filter(is_there).map(String::len).max()
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
        let phrases = ["abc", "abcd", "bcde", "é x"].into_iter().map(str::to_owned).collect();
        Phrases::new(phrases).find_iter(text).collect()
    }

    #[test]
    fn the_first_and_longest_phrase_is_found_in_any_case() {
        assert_eq!(found("xABCDE aBC"), [1..5, 7..10]);
        assert_eq!(found("x é X"), std::slice::from_ref(&(2..6)));
        assert!(found("a b").is_empty());
    }
}

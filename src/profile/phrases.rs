use std::ops::Range;

/// A few phrases that are looked for in short texts, in any case of the letters of ASCII. An automaton of them takes
/// longer to build than all titles and names of an article take to search.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By the low bits of the first byte, which are the same in both cases.
    phrases: [Vec<String>; 32],
    /// By a byte, the low bits of the bytes that may follow it in the first two or the next two bytes of a phrase.
    pairs: [u32; 256],
    /// The same of the pair behind that.
    next_pairs: [u32; 256],
}

impl Phrases {
    /// These phrases, of which those of less than three bytes are never found.
    pub(super) fn new(all: Vec<String>) -> Self {
        let mut phrases: [Vec<String>; 32] = Default::default();
        let (mut pairs, mut next_pairs) = ([0; 256], [0; 256]);
        for phrase in all {
            let &[first, second, third, ref rest @ ..] = phrase.as_bytes() else { continue };
            let after_third = rest.first().map_or(u32::MAX, |fourth| 1 << low_bits(*fourth));
            let after_fourth = rest.get(1).map_or(u32::MAX, |fifth| 1 << low_bits(*fifth));
            let add = |pairs: &mut [u32; 256], one: u8, next: u32| {
                for one in [one.to_ascii_lowercase(), one.to_ascii_uppercase()] {
                    pairs[usize::from(one)] |= next;
                }
            };
            add(&mut pairs, first, 1 << low_bits(second));
            add(&mut next_pairs, third, after_third);
            add(&mut pairs, second, 1 << low_bits(third));
            match rest.first() {
                Some(fourth) => add(&mut next_pairs, *fourth, after_fourth),
                // Anything may follow the pair that ends with its last byte.
                None => next_pairs = [u32::MAX; 256],
            }
            phrases[low_bits(first)].push(phrase);
        }
        Phrases { phrases, pairs, next_pairs }
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

    /// From its first byte or from that behind it each phrase has a pair of bytes at an odd place, and those of five bytes
    /// and more another one behind it.
    fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let pairs = text.as_bytes().get(from + 1..)?.as_chunks().0;
        let phrase_at = |at: usize| Some(at..at + self.length_at(text, at)?);
        let mut number = 0;
        loop {
            number += pairs.get(number..)?.iter().position(|pair| has_pair(&self.pairs, *pair))? + 1;
            let at = from + 2 * (number - 1);
            if pairs.get(number).is_none_or(|next| has_pair(&self.next_pairs, *next))
                && let Some(found) = phrase_at(at).or_else(|| phrase_at(at + 1))
            {
                return Some(found);
            }
        }
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

/// Whether two bytes are a pair of those that a table has.
fn has_pair(pairs: &[u32; 256], [one, next]: [u8; 2]) -> bool {
    pairs[usize::from(one)] >> (next & 31) & 1 != 0
}

/// The low five bits of a byte.
fn low_bits(byte: u8) -> usize {
    usize::from(byte & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Range<usize>> {
        let phrases = ["abcd", "abcde", "bcdefg", "é x"].into_iter().map(str::to_owned).collect();
        Phrases::new(phrases).find_iter(text).collect()
    }

    #[test]
    fn a_phrase_of_three_bytes_is_found_at_even_and_odd_places() {
        let phrases = Phrases::new(vec!["cnn".to_owned(), "reuters".to_owned()]);
        for text in ["CNN", "a CNN", "at CNN", "CNNx yz", "xCNN yz", "Reuters", "x Reuters"] {
            assert_eq!(phrases.find_iter(text).count(), 1, "{text}");
        }
    }

    #[test]
    fn the_first_and_longest_phrase_is_found_in_any_case() {
        assert_eq!(found("xABCDEFG aBCD"), [1..6, 9..13]);
        assert_eq!(found("abCD"), std::slice::from_ref(&(0..4)));
        assert_eq!(found("x é X"), std::slice::from_ref(&(2..6)));
        assert!(found("a b").is_empty());
    }
}

//! A search for many short texts at once that looks at every second place only.

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

/// How many bytes are looked at together.
const BLOCK: usize = 16;
/// How many bits the sum of three bytes has.
const SUM: u32 = 13;
/// How many sums there are.
const N_SUMS: usize = 1 << SUM;

/// A few bytes by which a mark is found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// The number of the mark.
    pub(super) mark: usize,
    /// Where the bytes start in what the mark is found by.
    pub(super) offset: usize,
}

/// Anchors that are looked for together.
///
/// Of each four bytes the first or the last three begin at an even place of a text. So the sum of three bytes is looked up
/// there, which is a third of the work of an automaton that takes each byte.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// For each sum 1 if three bytes of an anchor have it, else 0; nothing if there are none.
    sums: Vec<u8>,
    /// By three bytes, the anchors that have them, and how far behind the start.
    by_three: FxHashMap<u32, Vec<(Anchor, usize)>>,
    /// Anchors of less than four bytes.
    short: Vec<(Finder<'static>, Anchor)>,
}

impl Anchors {
    pub(super) fn add(&mut self, bytes: &[u8], anchor: Anchor) {
        match bytes {
            [first, second, third, fourth, ..] => {
                let threes = [[*first, *second, *third], [*second, *third, *fourth]];
                self.sums.resize(N_SUMS, 0);
                for (ahead, [first, second, third]) in threes.into_iter().enumerate() {
                    let three = u32::from_le_bytes([first, second, third, 0]);
                    self.sums[sum(three)] = 1;
                    self.by_three.entry(three).or_default().push((anchor, ahead));
                }
            }
            short => self.short.push((Finder::new(short).into_owned(), anchor)),
        }
    }

    /// Gives the places where four bytes of an anchor may stand, or all of a shorter one, each with the number of its set
    /// among those that are looked for. What follows is not compared.
    pub(super) fn find(sets: &[&Anchors], text: &str, mut found: impl FnMut(usize, usize, Anchor)) {
        let bytes = text.as_bytes();
        let mut sums = [0; N_SUMS];
        for set in sets {
            sums.iter_mut().zip(&set.sums).for_each(|(all, own)| *all |= own);
        }
        let mut look = |at: usize, three: u32| {
            for (number, set) in sets.iter().enumerate() {
                for &(anchor, ahead) in set.by_three.get(&three).into_iter().flatten() {
                    if let Some(start) = at.checked_sub(ahead) {
                        found(number, start, anchor);
                    }
                }
            }
        };
        let mut at = 0;
        while let Some(block) = bytes.get(at..).and_then(|rest| rest.first_chunk::<{ BLOCK + 2 }>()) {
            let three = |ahead: usize| {
                let four = [block[ahead], block[ahead + 1], block[ahead + 2], block[ahead + 3]];
                u32::from_le_bytes(four) & 0xFF_FFFF
            };
            let places = (0..BLOCK).step_by(2);
            let mut hits = places.fold(0, |hits, ahead| hits | u32::from(sums[sum(three(ahead))]) << ahead);
            while hits != 0 {
                let ahead = hits.trailing_zeros() as usize;
                look(at + ahead, three(ahead));
                hits &= hits - 1;
            }
            at += BLOCK;
        }
        while let Some(&[first, second, third]) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            look(at, u32::from_le_bytes([first, second, third, 0]));
            at += 2;
        }
        for (number, set) in sets.iter().enumerate() {
            for (finder, anchor) in &set.short {
                finder.find_iter(bytes).for_each(|start| found(number, start, *anchor));
            }
        }
    }
}

/// A number of [`SUM`] bits that depends on all of three bytes.
fn sum(three: u32) -> usize {
    (three.wrapping_mul(0x9E37_79B1) >> (32 - SUM)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_found_wherever_they_stand() {
        let mut anchors = Anchors::default();
        for (mark, bytes) in [&b"turn"[..], b"```", "źródło".as_bytes()].into_iter().enumerate() {
            anchors.add(bytes, Anchor { mark, offset: 0 });
        }
        for length in 0..40 {
            for (mark, text) in ["turn", "```", "źródło"].into_iter().enumerate() {
                for behind in ["", "x", &"y".repeat(30)] {
                    let mut found = Vec::new();
                    let text = format!("{}{text}{behind}", "-".repeat(length));
                    Anchors::find(&[&anchors], &text, |_, at, anchor| found.push((at, anchor.mark)));
                    assert_eq!(found, [(length, mark)], "{text}");
                }
            }
        }
    }
}

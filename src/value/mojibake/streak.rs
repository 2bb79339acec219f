//! Where characters stand side by side that do not in words.

use super::suspect::next_non_ascii;
use crate::profile::{Encodings, Look};
use crate::value::kinds::{BLOCK, BlockKinds, CYRILLIC, GREEK, WESTERN};

/// Where text stands that is no text.
pub(super) struct Suspect {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is letters and signs of Latin alphabets; else a word of another script has a capital within.
    pub(super) is_western: bool,
}

/// Finds what is no text.
pub(super) struct Suspects<'t> {
    pub(super) text: &'t str,
    pub(super) blocks: &'t BlockKinds,
    pub(super) encodings: &'t Encodings,
    /// How many characters beyond ASCII side by side are no text; two at the least.
    pub(super) min_streak: usize,
}

/// How many bytes a suspect has at most: a longer one is several.
const MAX_SUSPECT: usize = 2048;

impl Suspects<'_> {
    /// The first one from a place on.
    pub(super) fn next(&self, from: usize) -> Option<Suspect> {
        let bytes = self.text.as_bytes();
        let mut at = next_non_ascii(bytes, from);
        let (mut streak, mut streak_start) = (0, at);
        let (mut word_start, mut before, mut has_capital) = (at, Look::NoByte, false);
        while let Some(&byte) = bytes.get(at) {
            let second = bytes.get(at + 1).copied().unwrap_or_default();
            let (length, is_western) = match byte {
                0xC2 => (2, !matches!(second, 0xA0 | 0xAD)),
                0xC3..=0xCB => (2, true),
                0xE2 => (3, matches!(second, 0x80 | 0x82 | 0x84)),
                0xC0..=0xDF => (2, false),
                0xE0..=0xEF => (3, false),
                0xF0..=0xFF => (4, false),
                _ => (1, false),
            };
            if is_western {
                if streak == 0 {
                    streak_start = at;
                }
                streak += 1;
            } else {
                if streak >= self.min_streak {
                    return Some(Suspect { start: streak_start, end: at, is_western: true });
                }
                streak = 0;
            }
            // Greek and Cyrillic.
            if matches!(byte, 0xCE..=0xD3) {
                let look = self.encodings.look(u32::from(byte & 0x1F) << 6 | u32::from(second & 0x3F));
                has_capital |= before == Look::Small && look == Look::Capital;
                before = look;
            } else {
                if has_capital {
                    return Some(Suspect { start: word_start, end: at, is_western: false });
                }
                before = Look::NoByte;
                word_start = at + length;
            }
            at += length;
            if streak >= self.min_streak && at - streak_start > MAX_SUSPECT {
                return Some(Suspect { start: streak_start, end: at, is_western: true });
            }
            if has_capital && at - word_start > MAX_SUSPECT {
                return Some(Suspect { start: word_start, end: at, is_western: false });
            }
            if byte.is_ascii() {
                at = next_non_ascii(bytes, at);
                word_start = at;
            }
            if streak == 0 && !has_capital {
                let next = self.after_sound_blocks(at);
                if next > at {
                    at = self.text.ceil_char_boundary(next);
                    (before, word_start) = (Look::NoByte, at);
                }
            }
        }
        let end = self.text.len();
        if streak >= self.min_streak {
            return Some(Suspect { start: streak_start, end, is_western: true });
        }
        has_capital.then_some(Suspect { start: word_start, end, is_western: false })
    }

    /// The first block from `at` on in which a suspect may begin or go on.
    fn after_sound_blocks(&self, mut at: usize) -> usize {
        let around =
            |at: usize| self.text.as_bytes().get(at.checked_sub(1)?..)?.first_chunk::<{ BLOCK + 4 }>();
        loop {
            let next = self.blocks.next_with(WESTERN | GREEK | CYRILLIC, at);
            if next > at {
                at = next;
            } else if around(at).is_some_and(is_sound) {
                at += BLOCK;
            } else {
                return at.min(self.text.len());
            }
        }
    }
}

/// Whether no two characters beyond ASCII that are no letters of another script begin a streak in a block, and no capital
/// of Greek or Cyrillic stands behind such a character. A byte before the block and three after it are given as well.
fn is_sound(around: &[u8; BLOCK + 4]) -> bool {
    let column = |from: usize| -> [u8; BLOCK] { std::array::from_fn(|at| around[at + from]) };
    let [before, first, second, third, fourth] = std::array::from_fn(column);
    let is_in = |byte: u8, first: u8, last: u8| u8::from(byte.wrapping_sub(first) <= last - first);
    let is_western = |byte: u8| is_in(byte, 0xC2, 0xCB) | is_in(byte, 0xE2, 0xE2);
    let mut counts = 0;
    for at in 0..BLOCK {
        let is_pair = is_in(first[at], 0xC2, 0xCB) & is_western(third[at])
            | is_in(first[at], 0xE2, 0xE2) & is_western(fourth[at]);
        let is_capital = is_in(first[at], 0xCE, 0xCE) & is_in(second[at], 0x84, 0xAB)
            | is_in(first[at], 0xD0, 0xD0) & is_in(second[at], 0x80, 0xAF)
            | is_in(first[at], 0xD2, 0xD3);
        counts |= is_pair | is_capital & is_in(before[at], 0x80, 0xFF);
    }
    counts == 0
}

//! Whether a text can be damaged at all: a quick pass, so that sound text of any script is read no further.

use super::plausible::{self, Weight};
use super::scan::{MAX_GAP, sequence};
use crate::profile::{Encodings, Look};
use crate::value::kinds::{BLOCK, BlockKinds, ENCODED, FIRST_POINT, POINTED};

/// How many characters a sequence has at most.
const MAX_CHARACTERS: usize = 4;

/// Whether a run of the text may be [`Weight::Strong`]. Without such a run there is no damage.
///
/// What is strong is no word of a script other than Latin, or touches a Latin letter. So sequences are looked at only
/// where something else than such a word's letters of one case stands: beside a sign, a Latin letter, a letter of the
/// other case.
pub(super) fn may_be_damaged(text: &str, blocks: &BlockKinds, encodings: &Encodings) -> bool {
    let bytes = text.as_bytes();
    let mut suspects = Suspects { text, encodings, seen: 0, proofs: vec![None; encodings.list().len()] };
    let mut before = Look::NoByte;
    let (mut at, mut block_end) = (0, 0);
    loop {
        if at >= block_end {
            let next = next_encoded(text, blocks, at);
            if next > at {
                (at, before) = (next, Look::NoByte);
            }
            block_end = (at / BLOCK + 1) * BLOCK;
        }
        let Some(&byte) = bytes.get(at) else { return false };
        let (look, length) = look_at(bytes, at, encodings);
        // Most of a text in another script.
        if look == before && look != Look::Other && !matches!(byte, 0..0x80 | 0xEF) {
            at += length;
            continue;
        }
        let previous = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let is_suspicious = if byte.is_ascii() {
            is_letter(before) && byte.is_ascii_alphabetic() || byte == b' ' && bytes[..at].ends_with(SPACED)
        } else if previous.is_ascii() {
            is_letter(look) && previous.is_ascii_alphabetic()
        } else {
            match look {
                Look::NoByte => is_letter(before) || byte == 0xEF && before != Look::NoByte,
                Look::Other => before != Look::NoByte,
                Look::Small | Look::Capital => look != before,
            }
        };
        if is_suspicious && suspects.are_strong_around(at) {
            return true;
        }
        before = look;
        at = if byte.is_ascii() { next_non_ascii(bytes, at + 1) } else { at + length };
    }
}

/// The only letter whose second byte proves damage where it became a space.
const SPACED: &[u8] = "Ã".as_bytes();

fn is_letter(look: Look) -> bool {
    matches!(look, Look::Small | Look::Capital)
}

/// What the character that starts at a place is, and its length in bytes.
fn look_at(bytes: &[u8], at: usize, encodings: &Encodings) -> (Look, usize) {
    let low_bits = |ahead| bytes.get(at + ahead).map_or(0, |byte: &u8| u32::from(byte & 0x3F));
    match bytes.get(at) {
        None | Some(0..0xC0) => (Look::NoByte, 1),
        Some(byte @ 0xC0..0xE0) => (encodings.look(u32::from(byte & 0x1F) << 6 | low_bits(1)), 2),
        Some(0xE2) => (encodings.look(0x2000 | low_bits(1) << 6 | low_bits(2)), 3),
        // The encodings have no other characters of three bytes below those that no role is kept for.
        Some(0xE0..0xF0) => (Look::NoByte, 3),
        Some(_) => (Look::NoByte, 4),
    }
}

/// The place of the first byte from `at` on that is not ASCII; the end if there is none.
pub(super) fn next_non_ascii(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    // One space between words.
    if rest.first().is_some_and(|byte| !byte.is_ascii()) {
        return at;
    }
    let (words, tail) = rest.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let marks = u64::from_le_bytes(*word) & 0x8080_8080_8080_8080;
        if marks != 0 {
            return at + index * 8 + marks.trailing_zeros() as usize / 8;
        }
    }
    let ahead = tail.iter().position(|byte| !byte.is_ascii()).unwrap_or(tail.len());
    bytes.len() - tail.len() + ahead
}

/// The first block from a place on that may hold a character of the encodings, or the place itself if its block may.
fn next_encoded(text: &str, blocks: &BlockKinds, mut at: usize) -> usize {
    loop {
        let next = blocks.next_with(ENCODED | POINTED, at);
        let block = text.as_bytes().get(next..).and_then(|rest| rest.first_chunk::<{ BLOCK + 1 }>());
        if blocks.at(next) & ENCODED != 0 || block.is_none_or(has_points) {
            return text.ceil_char_boundary(next.min(text.len()));
        }
        at = next / BLOCK * BLOCK + BLOCK;
    }
}

/// Whether a block, given with one byte more, has points of Hebrew, and not letters of Armenian alone.
fn has_points(block: &[u8; BLOCK + 1]) -> bool {
    let pairs = (0..BLOCK).map(|at| u8::from(block[at] == 0xD6) & u8::from(block[at + 1] >= FIRST_POINT));
    pairs.fold(0, |found, is_point| found | is_point) != 0
}

struct Suspects<'t> {
    text: &'t str,
    encodings: &'t Encodings,
    /// Sequences that start before this place have been looked at.
    seen: usize,
    /// For each encoding the end of the last sequence that would prove damage beside another one.
    proofs: Vec<Option<usize>>,
}

impl Suspects<'_> {
    /// Whether a run is strong, as far as it is made of sequences that start before a place and reach to it, or start
    /// there.
    fn are_strong_around(&mut self, at: usize) -> bool {
        let unseen = self.text[self.seen.min(at)..at].chars().rev();
        let beside = unseen.take(MAX_CHARACTERS).take_while(|c| !c.is_ascii());
        let mut start = at - beside.map(char::len_utf8).sum::<usize>();
        for lead in self.text[start..].chars() {
            if start > at {
                break;
            }
            if self.encodings.roles(lead).lead != 0 && self.is_strong(start, lead) {
                return true;
            }
            start += lead.len_utf8();
        }
        self.seen = self.seen.max(start);
        false
    }

    /// Takes the sequences that start at a place; whether they make a run strong.
    fn is_strong(&mut self, start: usize, lead: char) -> bool {
        let Some(next) = self.text[start + lead.len_utf8()..].chars().next() else { return false };
        let fitting = match next {
            ' ' | char::REPLACEMENT_CHARACTER => self.encodings.roles(lead).lead,
            next => self.encodings.roles(lead).lead & self.encodings.roles(next).continuation,
        };
        if fitting == 0 {
            return false;
        }
        let encodings = self.encodings.list().iter().enumerate();
        for (index, encoding) in encodings.filter(|(index, _)| fitting >> index & 1 == 1) {
            let Some(sequence) = sequence(self.text, start, encoding) else { continue };
            let weight = plausible::weigh(self.text, sequence, encoding);
            if weight == Weight::Strong {
                return true;
            }
            if weight == Weight::Weak && !sequence.mutilated && !sequence.wordlike {
                let last = self.proofs[index].replace(sequence.end);
                if last.is_some_and(|last| self.is_one_run(index, last, start)) {
                    return true;
                }
            }
        }
        false
    }

    /// Whether sequences reach from one place to another with no more than the gaps that a run may have.
    fn is_one_run(&self, index: usize, mut at: usize, start: usize) -> bool {
        let Some(encoding) = self.encodings.list().get(index) else { return false };
        while at < start {
            let is_gap = |byte: &u8| byte.is_ascii_punctuation() || *byte == b' ';
            at +=
                self.text.as_bytes()[at..start].iter().take(MAX_GAP).take_while(|byte| is_gap(byte)).count();
            if at == start {
                break;
            }
            match sequence(self.text, at, encoding) {
                Some(sequence) => at = sequence.end,
                None => return false,
            }
        }
        true
    }
}

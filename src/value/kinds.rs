//! What characters the bytes of UTF-8 begin: one bit a kind, so that one number tells what a block of text may hold, and
//! what looks for a kind passes over the blocks without it.

/// How many bytes are a block.
pub(crate) const BLOCK: usize = 32;
/// How many bytes before and after a block tell something of its characters, and are looked at with it.
const BEFORE: usize = 3;
const AFTER: usize = 3;

/// Kinds of characters.
pub(crate) type Kinds = u16;

/// Letters of ASCII, and others of Latin alphabets.
const LATIN: Kinds = 1;
/// Letters of Greek.
pub(crate) const GREEK: Kinds = 1 << 1;
/// Letters of Cyrillic.
pub(crate) const CYRILLIC: Kinds = 1 << 2;
/// Letters of the blocks from Armenian to Arabic.
const LATER: Kinds = 1 << 3;
/// Letters of the scripts of India and others, of three bytes.
const INDIAN: Kinds = 1 << 4;
/// What may be no letter, but taken for one.
const LIKENESS: Kinds = 1 << 5;
/// What may be a sign for degrees.
const DEGREE: Kinds = 1 << 6;
/// What may be unusual or a space, controls of ASCII other than tab, LF and CR among it.
pub(crate) const RARE: Kinds = 1 << 7;
/// What normal form C may write otherwise, or in another order, but for the middle dot of Greek.
const COMBINING: Kinds = 1 << 8;
/// The second byte of the middle dot of Greek (U+0387).
const DOT: Kinds = 1 << 9;
/// What may be the middle dot of Greek.
const DOTTED: Kinds = 1 << 10;
/// Letters and signs of Latin alphabets beyond ASCII.
pub(crate) const WESTERN: Kinds = 1 << 11;
/// What encodings of one byte a character have, but for the points of Hebrew.
pub(crate) const ENCODED: Kinds = 1 << 12;
/// The points of Hebrew, and letters of Armenian.
pub(crate) const POINTED: Kinds = 1 << 13;

/// The second byte of a point of Hebrew is this or a later one.
pub(crate) const FIRST_POINT: u8 = 0x90;

const SCRIPTS: Kinds = GREEK | CYRILLIC | LATER | INDIAN;
/// What may be a letter of another script, or taken for one.
pub(crate) const MIXED: Kinds = SCRIPTS | LIKENESS;
/// What normal form C may write otherwise, or in another order.
pub(crate) const UNSETTLED: Kinds = COMBINING | DOTTED;

static KINDS: [Kinds; 256] = kinds();

const fn kinds() -> [Kinds; 256] {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\r' => 0,
            0..0x20 | 0x7F => RARE,
            b'A'..=b'Z' | b'a'..=b'z' => LATIN,
            0x87 => DOT,
            0xC2 => RARE | LIKENESS | DEGREE | WESTERN | ENCODED,
            0xC3..=0xC9 => LATIN | WESTERN | ENCODED,
            0xCA => WESTERN | ENCODED,
            0xCB => LIKENESS | DEGREE | WESTERN | ENCODED,
            0xCC => COMBINING | ENCODED,
            0xCD => RARE | COMBINING | ENCODED,
            0xCE => GREEK | DOTTED | ENCODED,
            0xCF => GREEK | ENCODED,
            0xD2 => CYRILLIC | COMBINING | ENCODED,
            0xD0..=0xD3 => CYRILLIC | ENCODED,
            0xD4 | 0xD5 => LATER,
            0xD6 => LATER | COMBINING | POINTED,
            0xD7 | 0xD9 | 0xDB => LATER | COMBINING | ENCODED,
            0xD8 => LATER | RARE | COMBINING | ENCODED,
            0xDA => LATER | ENCODED,
            0xDC..=0xDF => COMBINING | ENCODED,
            0xE0 => INDIAN | COMBINING,
            0xE1 => INDIAN | RARE | COMBINING,
            0xE2 => RARE | LIKENESS | COMBINING | WESTERN | ENCODED,
            0xE3 => RARE | COMBINING,
            0xEA => COMBINING,
            0xEE => RARE,
            0xEF => RARE | LIKENESS | COMBINING | ENCODED,
            0xF0..=0xFF => RARE | LIKENESS | COMBINING,
            _ => 0,
        };
        byte += 1;
    }
    kinds
}

/// The kinds of characters that a byte begins.
pub(crate) fn of(byte: u8) -> Kinds {
    KINDS[usize::from(byte)]
}

/// The kinds of characters in each block of a text.
#[derive(Debug, Default)]
pub(crate) struct BlockKinds(Vec<Kinds>);

impl BlockKinds {
    /// The kinds in a text. One look at each byte.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        BlockKinds((0..bytes.len()).step_by(BLOCK).map(|start| kinds_around(bytes, start)).collect())
    }

    /// The kinds in each block, in order.
    pub(crate) fn all(&self) -> &[Kinds] {
        &self.0
    }

    /// The kinds in the block of a place; none behind the text.
    pub(crate) fn at(&self, at: usize) -> Kinds {
        self.0.get(at / BLOCK).copied().unwrap_or_default()
    }

    /// Where the first block from a place on starts that has one of some kinds, or the place itself if its block has;
    /// the end of the last block if none has.
    pub(crate) fn next_with(&self, kinds: Kinds, at: usize) -> usize {
        let blocks = self.0.get(at / BLOCK..).unwrap_or_default();
        match blocks.iter().position(|block| block & kinds != 0) {
            Some(0) => at,
            ahead => (at / BLOCK + ahead.unwrap_or(blocks.len())) * BLOCK,
        }
    }
}

/// The kinds of the bytes of a block, and of those beside it.
fn kinds_around(bytes: &[u8], start: usize) -> Kinds {
    let around = start.checked_sub(BEFORE).and_then(|from| bytes.get(from..)?.first_chunk());
    match around {
        Some(around) => all_of::<{ BEFORE + BLOCK + AFTER }>(around),
        None => {
            let to = bytes.len().min(start + BLOCK + AFTER);
            let around = bytes.get(start.saturating_sub(BEFORE)..to).unwrap_or_default();
            around.iter().fold(0, |kinds, &byte| kinds | of(byte))
        }
    }
}

/// The kinds of characters that some bytes begin. Since their number is known, each takes two instructions.
fn all_of<const N: usize>(bytes: &[u8; N]) -> Kinds {
    bytes.iter().fold(0, |kinds, &byte| kinds | of(byte))
}

/// Which of the kinds in a block are to be looked at one by one.
///
/// Letters are worth it only where those of another script stand with them.
pub(crate) fn worth_a_look(kinds: Kinds) -> Kinds {
    let has = |kind| kinds & kind != 0;
    let is_mixed = has(LATIN) && has(SCRIPTS)
        || has(GREEK) && has(CYRILLIC | LATER)
        || has(CYRILLIC) && has(LATER | DEGREE);
    let scripts = if is_mixed { SCRIPTS } else { 0 };
    let dotted = if has(DOT) { DOTTED } else { 0 };
    kinds & (RARE | LIKENESS | COMBINING | dotted | scripts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Encodings, Look};
    use crate::value::sign::{is_combining, may_change_in_nfc};

    #[test]
    fn every_character_that_normal_forms_change_is_of_that_kind() {
        for sign in ('\u{80}'..=char::MAX).filter(|sign| is_combining(*sign) || may_change_in_nfc(*sign)) {
            let mut bytes = [0; 4];
            sign.encode_utf8(&mut bytes);
            assert!(of(bytes[0]) & UNSETTLED != 0, "{sign:?}");
        }
    }

    #[test]
    fn every_character_of_the_encodings_is_of_that_kind() {
        let is_known = |sign: &char| Encodings::known().look(u32::from(*sign)) != Look::NoByte;
        for sign in ('\u{80}'..=char::MAX).filter(is_known) {
            let mut bytes = [0; 4];
            sign.encode_utf8(&mut bytes);
            let is_point = of(bytes[0]) & POINTED != 0 && bytes[1] >= FIRST_POINT;
            assert!(of(bytes[0]) & ENCODED != 0 || is_point || bytes[0] == 0xE0, "{sign:?}");
        }
    }

    #[test]
    fn blocks_without_a_kind_are_passed_over() {
        let text = format!("{}я{}", "x".repeat(100), "x".repeat(50));
        let kinds = BlockKinds::of(&text);
        assert_eq!([0, 70, 96, 120, 130].map(|at| kinds.next_with(CYRILLIC, at)), [96, 96, 96, 120, 160]);
    }
}

//! What characters the bytes of UTF-8 begin: one bit a kind, so that one number tells what a block of text may hold.

/// Kinds of characters.
pub(super) type Kinds = u16;

/// Letters of ASCII, and others of Latin alphabets.
const LATIN: Kinds = 1;
const GREEK: Kinds = 1 << 1;
const CYRILLIC: Kinds = 1 << 2;
/// Letters of the blocks from Armenian to Arabic.
const LATER: Kinds = 1 << 3;
/// Letters of the scripts of India and others, of three bytes.
const INDIAN: Kinds = 1 << 4;
/// What may be no letter, but taken for one.
const LIKENESS: Kinds = 1 << 5;
/// What may be a sign for degrees.
const DEGREE: Kinds = 1 << 6;
/// What may be unusual or a space, controls of ASCII other than tab, LF and CR among it.
pub(super) const RARE: Kinds = 1 << 7;
/// What normal form C may write otherwise, or in another order, but for the middle dot of Greek.
const COMBINING: Kinds = 1 << 8;
/// A further byte, which that dot has.
const DOT: Kinds = 1 << 9;
/// What that dot may be.
const DOTTED: Kinds = 1 << 10;

const SCRIPTS: Kinds = GREEK | CYRILLIC | LATER | INDIAN;
/// What may be a letter of another script, or taken for one.
pub(super) const MIXED: Kinds = SCRIPTS | LIKENESS;
/// What normal form C may write otherwise, or in another order.
pub(super) const UNSETTLED: Kinds = COMBINING | DOTTED;

static KINDS: [Kinds; 256] = kinds();

const fn kinds() -> [Kinds; 256] {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'\t' | b'\n' | b'\r' => 0,
            0..0x20 | 0x7F => RARE,
            b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xC9 => LATIN,
            0x87 => DOT,
            0xC2 => RARE | LIKENESS | DEGREE,
            0xCB => LIKENESS | DEGREE,
            0xCC | 0xDC..=0xDF | 0xEA => COMBINING,
            0xCD => RARE | COMBINING,
            0xCE => GREEK | DOTTED,
            0xCF => GREEK,
            0xD2 => CYRILLIC | COMBINING,
            0xD0..=0xD3 => CYRILLIC,
            0xD4 | 0xD5 | 0xDA => LATER,
            0xD8 => LATER | RARE | COMBINING,
            0xD6..=0xDB => LATER | COMBINING,
            0xE0 => INDIAN | COMBINING,
            0xE1 => INDIAN | RARE | COMBINING,
            0xE3 => RARE | COMBINING,
            0xEE => RARE,
            0xE2 | 0xEF..=0xFF => RARE | LIKENESS | COMBINING,
            _ => 0,
        };
        byte += 1;
    }
    kinds
}

/// The kinds of characters that a byte begins.
pub(super) fn of(byte: u8) -> Kinds {
    KINDS[usize::from(byte)]
}

/// The kinds of characters that some bytes begin.
pub(super) fn of_all<const N: usize>(bytes: &[u8; N]) -> Kinds {
    bytes.iter().fold(0, |kinds, &byte| kinds | of(byte))
}

/// Which of the kinds in a block are to be looked at one by one.
///
/// Letters are worth it only where those of another script stand with them.
pub(super) fn worth_a_look(kinds: Kinds) -> Kinds {
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
    use crate::value::sign::{is_combining, may_change_in_nfc};

    #[test]
    fn every_character_that_normal_forms_change_is_of_that_kind() {
        for sign in ('\u{80}'..=char::MAX).filter(|sign| is_combining(*sign) || may_change_in_nfc(*sign)) {
            let mut bytes = [0; 4];
            sign.encode_utf8(&mut bytes);
            assert!(of(bytes[0]) & UNSETTLED != 0, "{sign:?}");
        }
    }
}

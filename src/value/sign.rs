//! Whether a sign is of a kind, by a look at one bit: the tables of the standard library take a hundred instructions for
//! a letter of most scripts, and these questions are asked of every sign of a text.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

include!(concat!(env!("OUT_DIR"), "/signs.rs"));

/// As [`char::is_alphabetic`].
pub fn is_alphabetic(sign: char) -> bool {
    has(&ALPHABETIC, sign).unwrap_or_else(|| sign.is_alphabetic())
}

/// As [`char::is_numeric`].
pub fn is_numeric(sign: char) -> bool {
    has(&NUMERIC, sign).unwrap_or_else(|| sign.is_numeric())
}

/// As [`char::is_alphanumeric`].
pub fn is_alphanumeric(sign: char) -> bool {
    is_alphabetic(sign) || is_numeric(sign)
}

/// Whether Unicode's quick check does not say yes for normal form C: the sign is written otherwise in it, or may be
/// with the one before.
pub fn may_change_in_nfc(sign: char) -> bool {
    has(&CHANGED_IN_NFC, sign).unwrap_or_else(|| is_nfc_quick(std::iter::once(sign)) != IsNormalized::Yes)
}

/// Whether a sign has a combining class: beside another one it may stand in the wrong order.
pub fn is_combining(sign: char) -> bool {
    has(&COMBINING, sign).unwrap_or_else(|| canonical_combining_class(sign) != 0)
}

/// Whether a sign is, for normal forms, a letter with marks, or several letters in one.
pub fn has_parts(sign: char) -> bool {
    let mut is_whole = false;
    decompose_canonical(sign, |part| is_whole |= part == sign);
    !is_whole
}

/// A set of signs.
#[derive(Clone, Debug, Default)]
pub struct SignSet {
    /// 64 signs to a number, up to the last of the set.
    bits: Vec<u64>,
}

impl SignSet {
    /// Whether a sign is in the set.
    pub fn has(&self, sign: char) -> bool {
        has(&self.bits, sign).unwrap_or(false)
    }
}

impl FromIterator<char> for SignSet {
    fn from_iter<I: IntoIterator<Item = char>>(signs: I) -> Self {
        let mut bits = Vec::new();
        for sign in signs {
            let (word, bit) = place(sign);
            if bits.len() <= word {
                bits.resize(word + 1, 0);
            }
            if let Some(word) = bits.get_mut(word) {
                *word |= bit;
            }
        }
        SignSet { bits }
    }
}

fn has(bits: &[u64], sign: char) -> Option<bool> {
    let (word, bit) = place(sign);
    bits.get(word).map(|word| word & bit != 0)
}

/// The number in which a sign has its bit, and the bit.
fn place(sign: char) -> (usize, u64) {
    let sign = u32::from(sign);
    ((sign >> 6) as usize, 1 << (sign & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_those_of_unicode() {
        for sign in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(sign), sign.is_alphabetic(), "{sign:?}");
            assert_eq!(is_numeric(sign), sign.is_numeric(), "{sign:?}");
            assert_eq!(is_combining(sign), canonical_combining_class(sign) != 0, "{sign:?}");
            let is_sure = is_nfc_quick(std::iter::once(sign)) == IsNormalized::Yes;
            assert_eq!(may_change_in_nfc(sign), !is_sure, "{sign:?}");
        }
    }

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let set: SignSet = ['a', 'я', '🙂'].into_iter().collect();
        assert!(['a', 'я', '🙂'].into_iter().all(|sign| set.has(sign)));
        assert!(!['b', 'ю', '🙃', char::MAX].into_iter().any(|sign| set.has(sign)));
    }
}

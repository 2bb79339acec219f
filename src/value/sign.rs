//! Whether a sign is of a kind, by a look at one bit: the tables of the standard library take a hundred instructions for
//! a letter of most scripts, and these questions are asked of every sign of a text.

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
    fn the_kinds_are_those_of_the_standard_library() {
        for sign in '\0'..=char::MAX {
            assert_eq!(is_alphabetic(sign), sign.is_alphabetic(), "{sign:?}");
            assert_eq!(is_numeric(sign), sign.is_numeric(), "{sign:?}");
        }
    }

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let set: SignSet = ['a', 'я', '🙂'].into_iter().collect();
        assert!(['a', 'я', '🙂'].into_iter().all(|sign| set.has(sign)));
        assert!(!['b', 'ю', '🙃', char::MAX].into_iter().any(|sign| set.has(sign)));
    }
}

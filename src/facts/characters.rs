//! Characters that text rules look for, found in one scan of the whole text. Plain text costs next to nothing.

mod mixed;

use unicode_normalization::{IsNormalized, is_nfc_quick};

use crate::value::kinds::{self, BLOCK, BlockKinds, Kinds};
use crate::value::sign;

/// The rare characters of a document.
#[derive(Debug, Default)]
pub struct Characters {
    /// Those that show nothing, cannot be shown, or mark what was lost, each with its offset, in order.
    pub unusual: Vec<(u32, char)>,
    /// Spaces other than that of ASCII, each with its offset, in order.
    pub spaces: Vec<(u32, char)>,
    /// Where a letter of another script stands beside a Latin one, or a character that is easily taken for a letter, in
    /// order.
    pub mixed: Vec<u32>,
    /// Where a character stands that normal form C may write otherwise, or with others in another order, in order.
    pub unsettled: Vec<u32>,
}

impl Characters {
    pub(super) fn read(text: &str, blocks: &BlockKinds) -> Self {
        Self::read_what(text, blocks, kinds::worth_a_look)
    }

    /// Looks at the characters in each block whose kinds `worth_a_look` gives for the kinds in the block.
    fn read_what(text: &str, blocks: &BlockKinds, worth_a_look: fn(Kinds) -> Kinds) -> Self {
        let mut found = Characters::default();
        let bytes = text.as_bytes();
        for (number, &kinds) in blocks.all().iter().enumerate() {
            let looked_for = worth_a_look(kinds);
            let (start, end) = (number * BLOCK, bytes.len().min((number + 1) * BLOCK));
            if looked_for != 0 {
                for (at, &byte) in (start..end).zip(bytes.get(start..end).unwrap_or_default()) {
                    let kinds = kinds::of(byte) & looked_for;
                    if kinds != 0 {
                        found.look(text, at, byte, kinds);
                    }
                }
            }
        }
        found
    }

    /// Looks at the character that starts with a byte, for some of its kinds.
    fn look(&mut self, text: &str, at: usize, byte: u8, kinds: Kinds) {
        let bytes = text.as_bytes();
        if kinds & kinds::MIXED != 0 && mixed::is_at(bytes, at, byte) {
            self.mixed.push(at as u32);
        }
        if kinds & kinds::RARE != 0
            && may_be_rare(bytes, at, byte)
            && let Some(sign) = sign_at(text, at)
        {
            if is_unusual(sign) {
                self.unusual.push((at as u32, sign));
            } else if is_space(sign) {
                self.spaces.push((at as u32, sign));
            }
        }
        if kinds & kinds::UNSETTLED != 0 && is_unsettled(text, at, byte) {
            self.unsettled.push(at as u32);
        }
    }
}

/// Whether the character that starts with a byte may be an unusual one or a space, by its first three bytes.
fn may_be_rare(bytes: &[u8], at: usize, byte: u8) -> bool {
    let place = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
    match byte {
        0..0x80 => true,
        0xC2 => matches!(place(1), 0x80..=0xA0 | 0xAD),
        0xCD => place(1) == 0x8F,
        0xD8 => place(1) == 0x9C,
        0xE1 => {
            let (second, third) = (place(1), place(2));
            matches!(
                (second, third),
                (0x85, 0x9F | 0xA0) | (0x9A, 0x80) | (0x9E, 0xB4 | 0xB5) | (0xA0, 0x8B..=0x8F)
            )
        }
        0xE2 => {
            matches!((place(1), place(2)), (0x80, 0x80..=0x8F | 0xA8..=0xAF) | (0x81, 0x9F..=0xAF) | (0xA0, 0x80))
        }
        0xE3 => matches!((place(1), place(2)), (0x80, 0x80) | (0x85, 0xA4)),
        0xEF => matches!(place(1), 0x80..=0xA3 | 0xB7 | 0xB8 | 0xBB | 0xBE | 0xBF),
        0xEE | 0xF0.. => true,
        _ => false,
    }
}

/// Whether normal form C may have something else for the character that starts with a byte, or another order.
fn is_unsettled(text: &str, at: usize, byte: u8) -> bool {
    // Letters of Armenian stand before the points of Hebrew, and one sign of Greek among its letters.
    let is_letter = |second: u8| byte == 0xD6 && second < 0x91 || byte == 0xCE && second != 0x87;
    if text.as_bytes().get(at + 1).is_some_and(|second| is_letter(*second)) {
        return false;
    }
    let Some(sign) = sign_led_by(text, at, byte) else { return false };
    let (may_change, is_combining) = (sign::may_change_in_nfc(sign), sign::is_combining(sign));
    if !may_change && !is_combining {
        return false;
    }
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    before.is_some_and(sign::is_combining) || may_change && !stays_apart(before, sign)
}

/// Whether a character that might join the one before it does not, so that it stands as it is.
fn stays_apart(before: Option<char>, sign: char) -> bool {
    // A letter with a mark may take another one below that.
    let is_joined =
        |before| sign::has_parts(before) || unicode_normalization::char::compose(before, sign).is_some();
    is_nfc_quick(std::iter::once(sign)) == IsNormalized::Maybe && !before.is_some_and(is_joined)
}

/// The character at a place, told quickly of the scripts whose letters start with one byte and have three.
fn sign_led_by(text: &str, at: usize, lead: u8) -> Option<char> {
    match text.as_bytes().get(at + 1..at + 3) {
        Some(&[second, third]) if lead == 0xE0 => {
            char::from_u32(u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F))
        }
        _ => sign_at(text, at),
    }
}

fn sign_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Controls and formats, what is blank, the mark for what was lost, and what Unicode leaves to fonts or to nobody.
fn is_unusual(sign: char) -> bool {
    matches!(
        sign,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{FDD0}'..='\u{FDEF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFF}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{10FFFF}'
    ) || u32::from(sign) & 0xFFFE == 0xFFFE
}

/// Spaces (general category Zs) other than that of ASCII.
fn is_space(sign: char) -> bool {
    matches!(sign, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

#[cfg(test)]
mod tests {
    use super::{BlockKinds, Characters, Kinds};

    fn read(text: &str) -> Characters {
        Characters::read(text, &BlockKinds::of(text))
    }

    #[test]
    fn unusual_characters_are_found_behind_plain_text_of_any_length() {
        for length in 0..70 {
            let text = format!("{}\u{200B}é—\u{FEFF}щ\u{1}", "x".repeat(length));
            let found: Vec<char> = read(&text).unusual.into_iter().map(|(_, sign)| sign).collect();
            assert_eq!(found, ['\u{200B}', '\u{FEFF}', '\u{1}']);
        }
    }

    #[test]
    fn no_character_is_missed_in_a_text_of_any_script() {
        let blank = "\u{34F}\u{61C}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{180B}\u{180F}\u{2064}\u{2800}\u{3164}\u{FDD0}\u{FDEF}\u{FE00}\u{FE0F}\u{FFA0}\u{FFF0}\u{FFFF}\u{1D173}\u{1D17A}\u{1FFFE}\u{9FFFF}\u{E0000}\u{E007F}\u{E01EF}\u{F0000}\u{10FFFF}";
        let ends = "\0\u{8}\u{B}\u{C}\u{E}\u{1F}\u{7F}\u{80}\u{9F}\u{AD}\u{200B}\u{200F}\u{2028}\u{202E}\u{2060}\u{206F}\u{E000}\u{F8FF}\u{FEFF}\u{FFFC}\u{FFFD}";
        for filler in ["я", "漢", "é", "–", "x", "\u{FF01}", "𝄞"] {
            for sign in ends.chars().chain(blank.chars()) {
                for length in 0..3 {
                    let before = format!("{}{}", filler.repeat(40), "x".repeat(40 + length));
                    let text = format!("{before}{sign}{}", filler.repeat(40));
                    assert_eq!(read(&text).unusual, [(before.len() as u32, sign)]);
                }
            }
        }
        for length in 30..70 {
            let text = format!("{}z{}ж{}", "я".repeat(length), "щ".repeat(length), "漢".repeat(30));
            assert_eq!(read(&text).mixed.len(), 2);
        }
    }

    #[test]
    fn blocks_that_are_passed_over_hold_nothing() {
        let signs = "x1°С°µːéάλ·жяґԱֆ֏אָعً؜कािक़Ậεἄก็か\u{3099}\u{3000}–\u{2001}Å\u{301}\u{323}ﬁ\u{FB4B}Ｇ𝐗";
        for (one, other) in signs.chars().flat_map(|one| signs.chars().map(move |other| (one, other))) {
            for length in 27..33 {
                for filler in ["1", "я", "λ", "漢"] {
                    let text = format!("{}{one}{other}{}", "1".repeat(length), filler.repeat(30));
                    let [all, some] =
                        [Characters::read_what(&text, &BlockKinds::of(&text), |_| Kinds::MAX), read(&text)];
                    assert_eq!(format!("{some:?}"), format!("{all:?}"), "{text}");
                }
            }
        }
    }

    #[test]
    fn what_normal_forms_change_is_found_and_hardly_more() {
        let unsettled = |text| read(text).unsettled;
        assert_eq!(unsettled("e\u{301}, ·\u{387}, a\u{301}\u{323}"), [1, 7, 12, 14]);
        assert_eq!(unsettled("â\u{323}"), [2]);
        assert_eq!(unsettled("и\u{301} কা क् ש\u{5B8} á ֆօ"), [0_u32; 0]);
    }

    #[test]
    fn spaces_are_kept_apart() {
        for filler in ["я", "漢", "é", "か", "ع", "x"] {
            for sign in "\u{A0}\u{1680}\u{2000}\u{200A}\u{202F}\u{205F}\u{3000}".chars() {
                let text = format!("{}{sign}{}", filler.repeat(70), filler.repeat(70));
                let found = read(&text);
                assert_eq!(found.spaces, [((filler.len() * 70) as u32, sign)]);
                assert!(found.unusual.is_empty());
            }
        }
    }
}

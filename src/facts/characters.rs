//! Characters that text rules look for, found in one scan of the whole text. Plain text costs next to nothing.

mod mixed;

/// How many bytes are looked at together.
const BLOCK: usize = 32;

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
}

impl Characters {
    pub(super) fn read(text: &str) -> Self {
        let mut found = Characters::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            while bytes.get(at..).and_then(<[u8]>::first_chunk).is_some_and(is_plain)
                || around(bytes, at).is_some_and(is_sound)
            {
                at += BLOCK;
            }
            let end = bytes.len().min(at + BLOCK);
            while at < end {
                at += found.look(text, bytes, at);
            }
        }
        found
    }

    /// Looks at the character at an offset; gives its length.
    fn look(&mut self, text: &str, bytes: &[u8], at: usize) -> usize {
        let byte = bytes.get(at).copied().unwrap_or_default();
        let second = || bytes.get(at + 1).copied().unwrap_or_default();
        if mixed::is_at(bytes, at, byte) {
            self.mixed.push(at as u32);
        }
        match byte {
            b'\t' | b'\n' | b'\r' | 0x20..0x7F => return 1,
            0x00..0x80 => {}
            // A block may start within a character; one that counts is looked at where it starts.
            0x80..0xC0 => return 1,
            0xC2 if matches!(second(), 0x80..=0xA0 | 0xAD) => {}
            0xCD if second() == 0x8F => {}
            0xD8 if second() == 0x9C => {}
            0xC0..=0xDF => return 2,
            0xE1..=0xE3 | 0xEE | 0xEF => {}
            0xE0..=0xED => return 3,
            _ => {}
        }
        let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else { return 1 };
        if is_unusual(sign) {
            self.unusual.push((at as u32, sign));
        } else if is_space(sign) {
            self.spaces.push((at as u32, sign));
        }
        sign.len_utf8()
    }
}

/// Whether a block has only bytes that begin no character that counts, wherever it stands. All are compared at once.
fn is_plain(block: &[u8; BLOCK]) -> bool {
    let is_odd = |byte: u8| {
        let two = is(byte, 0xC2) | is(byte, 0xCD) | is(byte, 0xD8);
        is_control(byte) | mixed::is_odd(byte) | two | is_in(byte, 0xE1, 0xE3) | is_in(byte, 0xEE, 0xFF)
    };
    block.iter().fold(0, |odd, &byte| odd | is_odd(byte)) == 0
}

/// A block with the two bytes before it and the three after it.
fn around(bytes: &[u8], at: usize) -> Option<&[u8; BLOCK + 5]> {
    bytes.get(at.checked_sub(2)?..)?.first_chunk()
}

/// Whether no character that counts starts in a block, by what stands beside each byte.
fn is_sound(around: &[u8; BLOCK + 5]) -> bool {
    let column = |from: usize| -> [u8; BLOCK] { std::array::from_fn(|at| around[at + from]) };
    let [bytes, second, third] = [column(2), column(3), column(4)];
    let mut counts = 0;
    for at in 0..BLOCK {
        let (byte, second, third) = (bytes[at], second[at], third[at]);
        let is_latin = is(byte, 0xC2) & (is_in(second, 0x80, 0xA0) | is(second, 0xAD));
        let is_joiner = is(byte, 0xCD) & is(second, 0x8F) | is(byte, 0xD8) & is(second, 0x9C);
        let is_general = is(second, 0x80) & (is_in(third, 0x80, 0x8F) | is_in(third, 0xA8, 0xAF));
        let is_format = is(second, 0x81) & is_in(third, 0x9F, 0xAF);
        let is_blank = is(second, 0xA0) & is(third, 0x80);
        let is_symbol = is(byte, 0xE2) & (is_general | is_format | is_blank);
        let is_filler = is(second, 0x85) & is_in(third, 0x9F, 0xA0);
        let is_mongolian = is(second, 0xA0) & is_in(third, 0x8B, 0x8F);
        let is_vowel = is(second, 0x9E) & is_in(third, 0xB4, 0xB5);
        let is_ogham = is(second, 0x9A) & is(third, 0x80);
        let is_asian = is(byte, 0xE1) & (is_filler | is_mongolian | is_vowel | is_ogham)
            | is(byte, 0xE3) & (is(second, 0x80) & is(third, 0x80) | is(second, 0x85) & is(third, 0xA4));
        let is_selector = is(second, 0xB8) & is_in(third, 0x80, 0x8F);
        let is_no_character = is(second, 0xB7) & is_in(third, 0x90, 0xAF);
        let is_mark = is(second, 0xBB) & is(third, 0xBF) | is(second, 0xBE) & is(third, 0xA0);
        let is_special = is(second, 0xBF) & is_in(third, 0xB0, 0xBF);
        let is_private = is(byte, 0xEE) | is(byte, 0xEF) & is_in(second, 0x80, 0xA3);
        let is_last = is_private
            | is(byte, 0xEF) & (is_selector | is_no_character | is_mark | is_special)
            | is(byte, 0xF0) & is(second, 0x9D) & is(third, 0x85)
            | is_in(byte, 0xF0, 0xF4) & is(second & 0x8F, 0x8F) & is(third, 0xBF)
            | is_in(byte, 0xF3, 0xF4);
        counts |= is_control(byte) | is_latin | is_joiner | is_symbol | is_asian | is_last;
    }
    counts == 0 && !mixed::may_start_in(around)
}

// Numbers and no truth values, so that a compiler compares a whole block at once.

fn is(byte: u8, other: u8) -> u8 {
    u8::from(byte == other)
}

fn is_in(byte: u8, first: u8, last: u8) -> u8 {
    u8::from(byte.wrapping_sub(first) <= last - first)
}

/// Whether a byte is a control of ASCII other than tab, LF and CR.
fn is_control(byte: u8) -> u8 {
    is_in(byte, 0, 8) | is_in(byte, 11, 12) | is_in(byte, 14, 31) | is(byte, 0x7F)
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
    use super::Characters;

    #[test]
    fn unusual_characters_are_found_behind_plain_text_of_any_length() {
        for length in 0..70 {
            let text = format!("{}\u{200B}é—\u{FEFF}щ\u{1}", "x".repeat(length));
            let found: Vec<char> =
                Characters::read(&text).unusual.into_iter().map(|(_, sign)| sign).collect();
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
                    assert_eq!(Characters::read(&text).unusual, [(before.len() as u32, sign)]);
                }
            }
        }
        for length in 30..70 {
            let text = format!("{}z{}ж{}", "я".repeat(length), "щ".repeat(length), "漢".repeat(30));
            assert_eq!(Characters::read(&text).mixed.len(), 2);
        }
    }

    #[test]
    fn spaces_are_kept_apart() {
        for filler in ["я", "漢", "é", "か", "ع", "x"] {
            for sign in "\u{A0}\u{1680}\u{2000}\u{200A}\u{202F}\u{205F}\u{3000}".chars() {
                let text = format!("{}{sign}{}", filler.repeat(70), filler.repeat(70));
                let found = Characters::read(&text);
                assert_eq!(found.spaces, [((filler.len() * 70) as u32, sign)]);
                assert!(found.unusual.is_empty());
            }
        }
    }
}

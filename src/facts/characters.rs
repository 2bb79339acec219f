//! Characters that text rules look for, found in one scan of the whole text. Plain text costs next to nothing.

/// How many bytes are looked at together.
const BLOCK: usize = 32;

/// The rare characters of a document.
#[derive(Debug, Default)]
pub struct Characters {
    /// Those that show nothing, cannot be shown, or mark what was lost, each with its offset, in order.
    pub unusual: Vec<(u32, char)>,
    /// Where a letter of Greek or Cyrillic stands that has an ASCII letter beside it, in order.
    pub mixed: Vec<u32>,
}

impl Characters {
    pub(super) fn read(text: &str) -> Self {
        let mut found = Characters::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            while bytes.get(at..).and_then(<[u8]>::first_chunk::<BLOCK>).is_some_and(is_plain) {
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
        match byte {
            b'\t' | b'\n' | b'\r' | 0x20..0x7F => return 1,
            // Greek and Cyrillic.
            0xCE..=0xD3 => {
                let beside = [at.checked_sub(1), Some(at + 2)].map(|place| bytes.get(place?));
                if beside.into_iter().flatten().any(u8::is_ascii_alphabetic) {
                    self.mixed.push(at as u32);
                }
                return 2;
            }
            0x00..0x80 => {}
            0xC2 if !matches!(second(), 0x80..=0x9F | 0xAD) => return 2,
            0xC2 | 0xE2 | 0xEE | 0xEF => {}
            0xC0..=0xDF => return 2,
            0xE0..=0xED => return 3,
            _ => return 4,
        }
        let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) else { return 1 };
        if is_unusual(sign) {
            self.unusual.push((at as u32, sign));
        }
        sign.len_utf8()
    }
}

/// Whether a block has only characters of ASCII that are shown, and white space.
fn is_plain(block: &[u8; BLOCK]) -> bool {
    let is_odd =
        |byte: u8| (byte >= 0x7F) | (byte < 0x20) & (byte != b'\n') & (byte != b'\t') & (byte != b'\r');
    !block.iter().fold(false, |odd, &byte| odd | is_odd(byte))
}

/// Controls and formats, the mark for what was lost, and the private use area of the first plane.
fn is_unusual(sign: char) -> bool {
    matches!(
        sign,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{FEFF}'
            | '\u{FFFC}'
            | '\u{FFFD}'
    )
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
    fn letters_beside_those_of_another_script_are_found() {
        let mixed = |text| Characters::read(text).mixed.len();
        assert_eq!(mixed("Сonstantinople"), 1);
        assert_eq!(mixed("Aνεμοδεικτης"), 1);
        assert_eq!(mixed("слово word λόγος"), 0);
    }
}

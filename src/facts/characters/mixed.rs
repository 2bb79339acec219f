//! Places where letters of two scripts meet, and characters that are easily taken for letters.

/// Whether a character counts that starts at an offset: a letter of another script beside a Latin one, or a sign.
pub(super) fn is_at(bytes: &[u8], at: usize, byte: u8) -> bool {
    let place = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
    match byte {
        // The micro sign.
        0xC2 => place(1) == 0xB5 && is_beside_letter(bytes, at, 2),
        // The length mark.
        0xCB => place(1) == 0x90,
        // Greek to Arabic.
        0xCE..=0xDB => {
            is_beside_latin(bytes, at, 2) || is_beside_later(bytes, at, byte) || is_degrees(bytes, at)
        }
        0xE0 => is_beside_latin(bytes, at, 3),
        // Not the Latin letters with marks.
        0xE1 => !(0xB8..=0xBB).contains(&place(1)) && is_beside_latin(bytes, at, 3),
        // The increment sign.
        0xE2 => place(1) == 0x88 && place(2) == 0x86 && is_beside_letter(bytes, at, 3),
        // Full-width letters.
        0xEF => {
            matches!((place(1), place(2)), (0xBC, 0xA1..=0xBA) | (0xBD, 0x81..=0x9A))
                && is_beside_letter(bytes, at, 3)
        }
        // Letters of mathematical notation.
        0xF0 => place(1) == 0x9D && place(2) >= 0x90,
        _ => false,
    }
}

/// Whether a character of some bytes has a Latin letter right before or behind it.
fn is_beside_latin(bytes: &[u8], at: usize, length: usize) -> bool {
    let after = Some(at + length);
    let is_ascii =
        |place: Option<usize>| place.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    is_ascii(at.checked_sub(1))
        || is_ascii(after)
        || is_lead(bytes, at.checked_sub(2), 0xC3, 0xC9)
        || is_lead(bytes, after, 0xC3, 0xC9)
}

/// Whether a Greek letter stands beside one of a later block, or a Cyrillic one beside one that is neither.
fn is_beside_later(bytes: &[u8], at: usize, byte: u8) -> bool {
    let first = match byte {
        0xCE | 0xCF => 0xD0,
        0xD0..=0xD3 => 0xD5,
        _ => return false,
    };
    is_lead(bytes, at.checked_sub(2), first, 0xDB) || is_lead(bytes, Some(at + 2), first, 0xDB)
}

/// Whether a letter of ASCII, Greek or Cyrillic stands right before or behind a character of some bytes.
fn is_beside_letter(bytes: &[u8], at: usize, length: usize) -> bool {
    is_beside_latin(bytes, at, length)
        || is_lead(bytes, at.checked_sub(2), 0xCE, 0xD3)
        || is_lead(bytes, Some(at + length), 0xCE, 0xD3)
        || is_lead(bytes, at.checked_sub(3), 0xE1, 0xE1)
}

/// Whether a Cyrillic Es stands behind a degree sign, or a sign that looks like one.
fn is_degrees(bytes: &[u8], at: usize) -> bool {
    let around = at.checked_sub(2).and_then(|start| bytes.get(start..at + 2));
    matches!(around, Some([0xC2, 0xB0 | 0xBA, 0xD0, 0xA1] | [0xCB, 0x9A, 0xD0, 0xA1]))
}

fn is_lead(bytes: &[u8], place: Option<usize>, first: u8, last: u8) -> bool {
    place.and_then(|at| bytes.get(at)).is_some_and(|byte| (first..=last).contains(byte))
}

#[cfg(test)]
mod tests {
    use crate::facts::characters::Characters;
    use crate::value::kinds::BlockKinds;

    fn read(text: &str) -> Characters {
        Characters::read(text, &BlockKinds::of(text))
    }

    #[test]
    fn letters_beside_those_of_another_script_are_found() {
        let mixed = |text| read(text).mixed.len();
        assert_eq!(mixed("Сonstantinople"), 1);
        assert_eq!(mixed("Aνεμοδεικτης"), 1);
        assert_eq!(mixed("ΠΡΟÏΣΤΟΡΙΚΩΝ"), 2);
        assert_eq!(mixed("hայ"), 1);
        assert_eq!(mixed("ֆոնн"), 1);
        assert_eq!(mixed("शिक्षiत"), 2);
        assert_eq!(mixed("viết слово word λόγος 5 °C"), 0);
    }

    #[test]
    fn characters_that_are_taken_for_letters_are_found_behind_text_of_any_length() {
        for length in 0..70 {
            let text = format!("{}δραχµή, ∆ήμος, Ｇeology, viếtː, 5 °С, 𝐗", "щ".repeat(length));
            assert_eq!(read(&text).mixed.len(), if length == 0 { 6 } else { 7 });
            let plain = format!("{} 5 µ, ∆ 3, ＧＵ, ·С", "щ".repeat(length));
            assert_eq!(read(&plain).mixed, [0_u32; 0]);
        }
    }
}

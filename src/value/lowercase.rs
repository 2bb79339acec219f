//! Small letters of texts in any script, as [`str::to_lowercase`] gives them, which searches a table for each letter that
//! is not ASCII.

use std::sync::LazyLock;

/// The letters before the first script without capitals: Latin, Greek, Cyrillic, Armenian.
const CASED: usize = 0x590;

/// By code point, the small letter of those.
static SMALL: LazyLock<Vec<char>> =
    LazyLock::new(|| ('\0'..).take(CASED).map(|sign| sign.to_lowercase().next().unwrap_or(sign)).collect());

/// A text in small letters.
pub(crate) fn lowercase(text: &str) -> String {
    let small_letters = &*SMALL;
    let mut lower = String::with_capacity(text.len());
    // Most letters are small: what does not change is copied as a whole.
    let mut copied = 0;
    for (at, sign) in text.char_indices() {
        let small = match sign {
            'a'..='z' | ' ' => continue,
            // The first is written otherwise at the end of a word, the second becomes two signs.
            'Σ' | 'İ' => return text.to_lowercase(),
            // India's scripts, punctuation, and those of China and Japan.
            '\u{900}'..='\u{DFF}' | '\u{2000}'..='\u{20FF}' | '\u{3000}'..='\u{9FFF}' => continue,
            _ => match small_letters.get(sign as usize) {
                Some(small) => *small,
                None => sign.to_lowercase().next().unwrap_or(sign),
            },
        };
        if small != sign {
            lower.push_str(text.get(copied..at).unwrap_or_default());
            lower.push(small);
            copied = at + sign.len_utf8();
        }
    }
    lower.push_str(text.get(copied..).unwrap_or_default());
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_becomes_what_the_standard_library_makes_of_it() {
        for sign in '\0'..=char::MAX {
            let text = format!("Ж{sign}д");
            assert_eq!(lowercase(&text), text.to_lowercase(), "{sign:?}");
        }
        assert_eq!(lowercase("ΑΣ «Οδός ΌΣ»"), "ας «οδός ός»");
    }
}

//! What bytes that are not UTF-8 are likely to be.

use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes before the first wrong one are looked at, and how many after it.
const WINDOW: (usize, usize) = (64 * 1024, 1024 * 1024);

/// How many characters of UTF-8 for one wrong byte show that the text is UTF-8 all the same.
const MIN_SOUND: usize = 3;

/// What bytes that cannot be decoded may be, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// UTF-8 that ends in the middle of a character.
    CutOff,
    /// UTF-8 in which some bytes are wrong.
    Damaged,
    /// Text in another encoding.
    Encoding(&'static Encoding),
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Guess::CutOff => f.write_str("it ends in the middle of a character and may be cut off"),
            Guess::Damaged => {
                f.write_str("the rest looks like UTF-8, so that bytes were lost or come from another text")
            }
            Guess::Encoding(encoding) => {
                let (name, label) = (encoding.name(), encoding.name().to_uppercase());
                write!(f, "it seems to be {name}; convert it first, with `iconv -f {label} -t UTF-8`")
            }
        }
    }
}

/// What `bytes` may be, which are UTF-8 up to `valid` and go wrong there.
pub(super) fn guess(bytes: &[u8], valid: usize) -> Guess {
    let (before, after) = WINDOW;
    let is_start = |&at: &usize| bytes.get(at).is_none_or(|byte| byte & 0xC0 != 0x80);
    let start = (valid.saturating_sub(before)..=valid).find(is_start).unwrap_or(valid);
    let end = bytes.len().min(valid + after);
    let window = bytes.get(start..end).unwrap_or_default();
    let (mut sound, mut wrong) = (0, 0);
    for chunk in window.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    if sound >= MIN_SOUND * wrong {
        return Guess::Damaged;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window, true);
    Guess::Encoding(detector.guess(None, Utf8Detection::Deny))
}

/// Which half of each unit is NUL, in bytes that may be UTF-16 without a byte order mark.
pub(super) fn guess_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes.get(..bytes.len().min(WINDOW.0)).unwrap_or_default();
    let nul = |parity: usize| window.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    // ASCII with a NUL now and then.
    let is_ascii = |byte: &u8| *byte == 0 || matches!(byte, b' '..0x7F) || byte.is_ascii_whitespace();
    if window.iter().all(is_ascii) && (nul(0) + nul(1)) * 4 < window.len() {
        return None;
    }
    let encoding = match (nul(0), nul(1)) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    let (text, _) = encoding.decode_without_bom_handling(window);
    // The window may end within a character.
    let text = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
    let is_text =
        |c: char| c != char::REPLACEMENT_CHARACTER && !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    (text.chars().all(is_text) && text.chars().any(|c| c.is_ascii())).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seems(text: &str, encoding: &'static Encoding) -> &'static str {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{text}");
        let valid = std::str::from_utf8(&bytes).unwrap_err().valid_up_to();
        match guess(&bytes, valid) {
            Guess::Encoding(encoding) => encoding.name(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_of_a_language_names_its_encoding() {
        use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, ISO_8859_2, KOI8_U, SHIFT_JIS, WINDOWS_1252};
        use encoding_rs::{WINDOWS_1251, WINDOWS_1253};
        let russian = "'''Река''' — природный водный поток, текущий в выработанном им углублении.";
        for (text, encoding) in [
            ("'''Forêt''' : étendue boisée, relativement grande, où poussent des arbres.", WINDOWS_1252),
            (russian, WINDOWS_1251),
            ("'''Река''' - природный водный поток, текущий в выработанном им углублении.", KOI8_U),
            ("Το ποτάμι είναι ένα φυσικό ρεύμα γλυκού νερού που καταλήγει στη θάλασσα.", WINDOWS_1253),
            ("Łódź leży w środkowej Polsce i była ważnym ośrodkiem przemysłu włókienniczego.", ISO_8859_2),
            ("川は、地表の水が集まってできた流れの総称である。", SHIFT_JIS),
            ("川は、地表の水が集まってできた流れの総称である。", EUC_JP),
            ("河流是地球上水文循环的重要路径，对全球的物质和能量有传输作用。", GBK),
            ("河流是地球上水文循環的重要路徑，對全球的物質和能量有傳輸作用。", BIG5),
            ("강은 하천 가운데 크고 긴 것으로, 물이 흐르는 길이다.", EUC_KR),
        ] {
            assert_eq!(seems(text, encoding), encoding.name(), "{text}");
        }
    }

    #[test]
    fn utf8_with_a_wrong_byte_is_not_taken_for_another_encoding() {
        let mut bytes = "Größe, Füße, Öl, ".as_bytes().to_vec();
        bytes.extend_from_slice(b"caf\xE9 und");
        assert_eq!(guess(&bytes, 21), Guess::Damaged);
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_nuls() {
        for text in ["A river is a stream.", "Река — поток.\n", "川は、流れである。\n"] {
            let units: Vec<u16> = text.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_eq!(guess_utf16(&little), Some(UTF_16LE), "{text}");
            assert_eq!(guess_utf16(&big), Some(UTF_16BE), "{text}");
        }
        assert_eq!(guess_utf16(b"a\0 river"), None);
        assert_eq!(guess_utf16(b"\x7FELF\x02\x01\0\0\0"), None);
    }
}

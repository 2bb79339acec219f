use std::sync::LazyLock;

use serde::Deserialize;

use super::data::file;
use super::written::{self, Written};

/// The single-byte encodings that UTF-8 is wrongly read in: the typed form of `rules/data/mojibake.toml`.
#[derive(Debug)]
pub struct Encodings {
    list: Vec<Encoding>,
    written: Vec<Written>,
    /// What a character below [`COMMON`] can stand for, by its code point.
    roles: Vec<ByteRoles>,
    /// What a character below [`COMMON`] is in sound text, by its code point.
    looks: Vec<Look>,
}

/// Above this, no character of the known encodings but a few of Mac Roman is found.
const COMMON: usize = 0x2600;

/// One single-byte encoding.
#[derive(Debug)]
pub struct Encoding {
    /// The name that people know: `Windows-1252`.
    pub name: String,
    /// The characters of the bytes 80 to FF, sorted by character.
    bytes: Vec<(char, u8)>,
}

impl Encoding {
    /// The byte from 80 on that a character stands for.
    pub fn byte(&self, character: char) -> Option<u8> {
        let at = self.bytes.binary_search_by_key(&character, |&(known, _)| known).ok()?;
        self.bytes.get(at).map(|&(_, byte)| byte)
    }
}

/// In which encodings, one bit each, a character stands for a byte of UTF-8.
#[derive(Clone, Copy, Debug, Default)]
pub struct ByteRoles {
    /// For the first byte of a sequence.
    pub lead: u32,
    /// For a further byte.
    pub continuation: u32,
}

/// What a character that stands for a byte is in sound text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It stands for no byte.
    NoByte,
    /// A small letter of another script than Latin, or a raised one (`ª`, `º`).
    Small,
    /// A capital letter of another script than Latin.
    Capital,
    /// A sign, or a Latin letter.
    Other,
}

impl Look {
    fn of(character: char) -> Look {
        match character {
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Look::Other,
            _ if !character.is_alphabetic() => Look::Other,
            _ if character.is_lowercase() => Look::Small,
            _ if character.is_uppercase() => Look::Capital,
            _ => Look::Other,
        }
    }
}

impl Encodings {
    /// The encodings that are built in.
    pub fn known() -> &'static Encodings {
        static KNOWN: LazyLock<Encodings> =
            LazyLock::new(|| Encodings::new(file("mojibake").unwrap_or_default()));
        &KNOWN
    }

    fn new(file: File) -> Encodings {
        let list: Vec<Encoding> = file.encoding.into_iter().map(Encoding::from).collect();
        let mut roles = vec![ByteRoles::default(); COMMON];
        let mut looks = vec![Look::NoByte; COMMON];
        for (index, encoding) in list.iter().enumerate() {
            for &(character, byte) in &encoding.bytes {
                let at = character as usize;
                let (Some(role), Some(look)) = (roles.get_mut(at), looks.get_mut(at)) else { continue };
                *look = Look::of(character);
                match byte {
                    0x80..=0xBF => role.continuation |= 1 << index,
                    0xC2..=0xF4 => role.lead |= 1 << index,
                    _ => {}
                }
            }
        }
        let written = file.written.into_iter().filter_map(written::Entry::read).collect();
        Encodings { list, written, roles, looks }
    }

    /// The encodings of text that was read in another one.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// The encodings, the most frequent confusion first.
    pub fn list(&self) -> &[Encoding] {
        &self.list
    }

    /// What a character can stand for.
    pub fn roles(&self, character: char) -> ByteRoles {
        self.roles.get(character as usize).copied().unwrap_or_default()
    }

    /// What the character of a code point is in sound text.
    pub fn look(&self, code_point: u32) -> Look {
        self.looks.get(code_point as usize).copied().unwrap_or(Look::NoByte)
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    encoding: Vec<Entry>,
    #[serde(default)]
    written: Vec<written::Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    label: Option<String>,
    upper: Option<String>,
}

impl From<Entry> for Encoding {
    fn from(entry: Entry) -> Encoding {
        let upper = match (entry.label, entry.upper) {
            (Some(label), _) => decode_upper(&label),
            (None, Some(upper)) => upper.chars().collect(),
            (None, None) => ('\u{80}'..='\u{FF}').collect(),
        };
        // What has no meaning is kept by lenient readers: the byte is the code point.
        let known = |byte: u8, c: char| if c == char::REPLACEMENT_CHARACTER { byte.into() } else { c };
        let mut bytes: Vec<(char, u8)> =
            upper.into_iter().zip(0x80..=0xFF).map(|(c, byte)| (known(byte, c), byte)).collect();
        bytes.sort_unstable();
        Encoding { name: entry.name, bytes }
    }
}

pub(super) fn decode_upper(label: &str) -> Vec<char> {
    let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes()) else { return Vec::new() };
    (0x80..=0xFF)
        .map(|byte: u8| {
            let bytes = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_has_its_table() {
        let known = Encodings::known();
        assert!(known.list().len() > 10);
        for encoding in known.list() {
            assert!(encoding.bytes.len() > 120, "{} has {} characters", encoding.name, encoding.bytes.len());
        }
    }

    #[test]
    fn windows_1252_reads_the_bytes_of_an_en_dash() {
        let windows = &Encodings::known().list()[0];
        assert_eq!(
            ["â", "€", "“"].map(|sign| windows.byte(sign.chars().next().unwrap())),
            [Some(0xE2), Some(0x80), Some(0x93)]
        );
    }
}

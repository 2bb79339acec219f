use encoding_rs::Encoding;
use serde::Deserialize;

use super::encodings::decode_upper;

/// An encoding that text was written in before it was read in another one.
#[derive(Debug)]
pub struct Written {
    /// The name that people know: `KOI8-R`.
    pub name: String,
    /// How its bytes are read.
    pub form: Form,
}

/// How the bytes of an encoding are read.
#[derive(Debug)]
pub enum Form {
    /// One byte a letter.
    Letters {
        /// The characters of the bytes 80 to FF.
        upper: Vec<char>,
        /// Of each byte from 80 on, the bits that it carries, if it is a letter.
        bits: Vec<Option<f32>>,
    },
    /// Two bytes a character.
    Rows {
        /// The table.
        encoding: &'static Encoding,
        /// The rows in which characters are expected.
        rows: Vec<Row>,
    },
}

/// A range of first bytes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The first one.
    pub first: u8,
    /// The last one.
    pub last: u8,
    /// The lowest second byte.
    #[serde(default = "upper_half")]
    pub trail: u8,
    /// The bits that one of their characters carries.
    pub bits: f32,
}

/// In most tables, both bytes lie in the upper half.
fn upper_half() -> u8 {
    0xA1
}

/// The share of a text that its frequent letters make.
const SHARE: f32 = 0.75;
/// The share that letters outside of the usual alphabet make.
const SHARE_OF_UNUSUAL: f32 = 0.01;

impl Form {
    /// The letter that a byte from 80 on stands for, as it is written, with its bits.
    pub fn letter(&self, byte: u8) -> Option<(char, f32)> {
        let Form::Letters { upper, bits } = self else { return None };
        let at = usize::from(byte).checked_sub(0x80)?;
        Some((*upper.get(at)?, (*bits.get(at)?)?))
    }

    /// What a byte from 80 on stands for.
    pub fn sign(&self, byte: u8) -> Option<char> {
        let Form::Letters { upper, .. } = self else { return None };
        upper.get(usize::from(byte).checked_sub(0x80)?).copied()
    }
}

/// Whether a character is a letter of another script than Latin.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c > '\u{24F}'
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    name: String,
    label: String,
    #[serde(default)]
    frequent: String,
    #[serde(default)]
    unusual: String,
    #[serde(default)]
    rows: Vec<Row>,
}

impl Entry {
    /// None, if the table is not known.
    pub(super) fn read(self) -> Option<Written> {
        let form = if self.rows.is_empty() {
            let upper = decode_upper(&self.label);
            let frequent: Vec<char> = self.frequent.chars().collect();
            let small = upper.iter().filter(|&&c| is_letter(c) && !c.is_uppercase()).count();
            let rare = small.saturating_sub(frequent.len()).max(1) as f32;
            let (frequent_bits, rare_bits) =
                ((frequent.len() as f32 / SHARE).log2(), (rare / (1.0 - SHARE)).log2());
            let unusual_bits = (self.unusual.chars().count() as f32 / SHARE_OF_UNUSUAL).log2();
            let carried = |letter: &char| {
                let small = letter.to_lowercase().next().unwrap_or(*letter);
                let bits = if frequent.contains(&small) {
                    frequent_bits
                } else if self.unusual.contains(small) {
                    unusual_bits
                } else {
                    rare_bits
                };
                is_letter(*letter).then_some(bits)
            };
            let bits = upper.iter().map(carried).collect();
            Form::Letters { upper, bits }
        } else {
            Form::Rows { encoding: Encoding::for_label(self.label.as_bytes())?, rows: self.rows }
        };
        Some(Written { name: self.name, form })
    }
}

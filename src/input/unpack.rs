//! From a file's bytes to its text: compression and encoding, told by the first bytes.

use std::io::{BufRead, Read};

use bzip2::bufread::MultiBzDecoder;
use encoding_rs::Encoding;
use flate2::bufread::MultiGzDecoder;

use super::container::Container;
use super::error::Problem;
use super::utf16::Utf16Reader;

/// The bytes of an input as its text has them, behind its byte order mark.
pub(super) struct Unpacked {
    pub(super) container: Container<Box<dyn Read>>,
    /// Whether the input was compressed.
    pub(super) compressed: bool,
    /// Whether the input was of another encoding than UTF-8.
    pub(super) transcoded: bool,
    /// Whether the input began with a byte order mark.
    pub(super) mark: bool,
}

impl Unpacked {
    /// Whether a place in the text is one in the file, where an editor can go.
    pub(super) fn has_positions(&self) -> bool {
        !self.compressed && !self.transcoded
    }
}

/// Undoes the compression and the encoding of what `reader` gives.
pub(super) fn unpack(reader: Box<dyn Read>) -> Result<Unpacked, Problem> {
    let mut packed = Container::new(reader);
    let head = packed.peek(6)?;
    let unpacked: Box<dyn Read> = if is_bzip2(head) {
        Box::new(MultiBzDecoder::new(packed))
    } else if head.starts_with(&[0x1F, 0x8B]) {
        Box::new(MultiGzDecoder::new(packed))
    } else {
        refuse_other_compression(head)?;
        return skip_mark(packed, false);
    };
    skip_mark(Container::new(unpacked), true)
}

fn is_bzip2(head: &[u8]) -> bool {
    matches!(head, [b'B', b'Z', b'h', b'1'..=b'9', ..])
}

fn refuse_other_compression(head: &[u8]) -> Result<(), Problem> {
    let (name, command) = match head {
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => ("xz", "xz -dc FILE | wikivet -"),
        [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => ("7-Zip", "7z e -so FILE | wikivet -"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => ("Zstandard", "zstd -dc FILE | wikivet -"),
        [b'P', b'K', 3, 4, ..] => ("ZIP", "unzip -p FILE | wikivet -"),
        _ => return Ok(()),
    };
    Err(Problem::Compression { name, command })
}

/// Steps over a byte order mark; after one of UTF-16 the rest is turned into UTF-8.
fn skip_mark(mut container: Container<Box<dyn Read>>, compressed: bool) -> Result<Unpacked, Problem> {
    let mark = Encoding::for_bom(container.peek(3)?);
    container.consume(mark.map_or(0, |(_, length)| length));
    let utf16 = mark.filter(|&(encoding, _)| encoding != encoding_rs::UTF_8);
    let container = match utf16 {
        Some((encoding, length)) => {
            Container::new(Box::new(Utf16Reader::new(container, encoding, length as u64)) as Box<dyn Read>)
        }
        None => container,
    };
    Ok(Unpacked { container, compressed, transcoded: utf16.is_some(), mark: mark.is_some() })
}

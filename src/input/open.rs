use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;

use super::container::Container;
use super::dump::Pages;
use super::error::{InputError, Problem};
use super::kind::{HEAD, is_dump_by_head, kind_by_markup, kind_by_name};
use super::piece::{Form, Piece, RawDocument};
use super::utf16::Utf16Reader;
use super::walk::Input;
use super::{STDIN_NAME, Settings};
use crate::source::{InputKind, Origin};

/// Documents are smaller than this, in bytes: offsets into them are 32 bits wide.
pub(super) const MAX_DOCUMENT: u64 = u32::MAX as u64;

/// The pieces of one input, in its order, read as they are asked for.
pub struct Pieces {
    pieces: Box<dyn Iterator<Item = Result<Piece, InputError>>>,
}

impl Iterator for Pieces {
    type Item = Result<Piece, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pieces.next()
    }
}

impl From<InputError> for Pieces {
    /// The only piece of an input that cannot be read.
    fn from(error: InputError) -> Self {
        Pieces { pieces: Box::new(std::iter::once(Err(error))) }
    }
}

/// Opens an input. What cannot be opened is a single error.
pub fn open(input: &Input, settings: &Settings) -> Pieces {
    let (path, was_named) = match input {
        Input::Stdin => {
            let name = settings.stdin_filename.as_deref().unwrap_or(STDIN_NAME);
            return read(name, io::stdin(), settings);
        }
        Input::File(path) => (path, true),
        Input::Found(path) => (path, false),
    };
    let name = path.to_string_lossy();
    File::open(path)
        .map_err(Problem::from)
        .and_then(|file| prepare(&name, Box::new(file), settings, was_named))
        .unwrap_or_else(|problem| InputError::new(&name, problem).into())
}

/// Cuts what `reader` gives into pieces. Reports show `name`, and its extension may tell the kind.
pub fn read(name: &str, reader: impl Read + 'static, settings: &Settings) -> Pieces {
    prepare(name, Box::new(reader), settings, true)
        .unwrap_or_else(|problem| InputError::new(name, problem).into())
}

/// The text of an input, of whatever encoding it was, and how it stands in the file.
struct Opened {
    container: Container<Box<dyn Read>>,
    compressed: bool,
    transcoded: bool,
}

/// Undoes compression and encoding, and finds out what the text is.
fn prepare(
    name: &str,
    reader: Box<dyn Read>,
    settings: &Settings,
    was_named: bool,
) -> Result<Pieces, Problem> {
    let (container, compressed) = decompress(Container::new(reader))?;
    let (container, transcoded) = skip_mark(container)?;
    let mut opened = Opened { container, compressed, transcoded };
    let head = opened.container.peek(HEAD)?;
    if let Some(nul) = memchr::memchr(0, head) {
        return Err(Problem::Binary { offset: opened.container.position().offset + nul as u64 });
    }
    let kind = settings.kind.or_else(|| kind_by_name(Path::new(name)));
    let is_dump = match kind {
        _ if head.is_empty() => false,
        Some(kind) => kind == InputKind::Dump,
        None => is_dump_by_head(head),
    };
    if is_dump && !was_named && settings.kind.is_none() && !is_dump_by_head(head) {
        return Ok(Pieces { pieces: Box::new(std::iter::empty()) });
    }
    let mut origin = Origin::new(name, kind.unwrap_or(InputKind::Dump));
    origin.page = settings.title.clone();
    origin.compressed = opened.compressed;
    if is_dump {
        let has_positions = !opened.compressed && !opened.transcoded;
        let form = if has_positions { Form::Xml } else { Form::XmlWithoutPositions };
        return Ok(Pieces { pieces: Box::new(Pages::new(opened.container, origin, form)) });
    }
    let document = whole(opened, origin, kind)?;
    Ok(Pieces { pieces: Box::new(std::iter::once(Ok(Piece::Document(document)))) })
}

/// Undoes the compression that the first bytes tell, and says whether there was one.
fn decompress(mut packed: Container<Box<dyn Read>>) -> Result<(Container<Box<dyn Read>>, bool), Problem> {
    let unsupported = |name, command| Err(Problem::Compression { name, command });
    match packed.peek(6)? {
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => {
            Ok((Container::new(Box::new(MultiBzDecoder::new(packed))), true))
        }
        [0x1F, 0x8B, ..] => Ok((Container::new(Box::new(MultiGzDecoder::new(packed))), true)),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => unsupported("xz", "xz -dc FILE | wikivet -"),
        [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => unsupported("7-Zip", "7z e -so FILE | wikivet -"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => unsupported("Zstandard", "zstd -dc FILE | wikivet -"),
        [b'P', b'K', 3, 4, ..] => unsupported("ZIP", "unzip -p FILE | wikivet -"),
        _ => Ok((packed, false)),
    }
}

/// Steps over a byte order mark; after one of UTF-16 the rest is turned into UTF-8, which is said.
fn skip_mark(mut container: Container<Box<dyn Read>>) -> Result<(Container<Box<dyn Read>>, bool), Problem> {
    let Some((encoding, length)) = encoding_rs::Encoding::for_bom(container.peek(3)?) else {
        return Ok((container, false));
    };
    container.consume(length);
    if encoding == encoding_rs::UTF_8 {
        return Ok((container, false));
    }
    let decoded = Utf16Reader::new(container, encoding, length as u64);
    Ok((Container::new(Box::new(decoded)), true))
}

/// The document of a file that is a container of nothing else.
fn whole(mut opened: Opened, mut origin: Origin, kind: Option<InputKind>) -> Result<RawDocument, Problem> {
    let start = opened.container.position();
    let mut bytes = Vec::new();
    opened.container.by_ref().take(MAX_DOCUMENT).read_to_end(&mut bytes)?;
    origin.input = kind.unwrap_or_else(|| kind_by_markup(&bytes));
    let has_mark = start.offset > 0 && !opened.compressed && !opened.transcoded;
    let form = if has_mark { Form::AfterMark } else { Form::Whole };
    Ok(RawDocument { origin, bytes, start, form })
}

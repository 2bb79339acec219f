use std::io;

use encoding_rs::Encoding;

use super::encoding::Guess;
use crate::source::ContainerPosition;

/// Why an input, or one page of it, could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", place(.path, .page.as_deref()))]
pub struct InputError {
    /// The path as it was given, or the name of standard input.
    pub path: String,
    /// The title of the page of a dump, where the rest of the dump could be read.
    pub page: Option<String>,
    /// What is wrong, and what can be done.
    pub problem: Problem,
}

impl InputError {
    pub(super) fn new(path: &str, problem: Problem) -> Self {
        InputError { path: path.to_owned(), page: None, problem }
    }
}

/// What is wrong with an input. All offsets are in bytes from 0, in the file after decompression.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Nothing has this path.
    #[error("no such file or directory")]
    Missing,
    /// The operating system or a decompressor reports an error.
    #[error("cannot be read: {0}")]
    Io(io::Error),
    /// A compressed file ends too early.
    #[error("ends in the middle of its compressed data; the file was cut off, what is missing was not read")]
    CutOff,
    /// A folder could not be walked.
    #[error("cannot be searched: {0}")]
    Walk(ignore::Error),
    /// The compression is one that is not supported.
    #[error("is compressed with {name}; unpack it first: `{command}`")]
    Compression {
        /// The name of the format.
        name: &'static str,
        /// A command line that writes the unpacked file to standard output.
        command: &'static str,
    },
    /// The bytes are not text.
    #[error("is not text: byte {} is NUL, in line {}, column {}; {}", .at.offset, .at.line, .at.column, units(*.utf16))]
    Binary {
        /// The first NUL byte.
        at: ContainerPosition,
        /// The form of UTF-16 that it is without a byte order mark.
        utf16: Option<&'static Encoding>,
    },
    /// The bytes are not UTF-8.
    #[error("is not UTF-8: byte {} is 0x{byte:02X}, in line {}, column {}; {guess}", .at.offset, .at.line, .at.column)]
    Utf8 {
        /// The first byte that cannot be decoded.
        at: ContainerPosition,
        /// Its value.
        byte: u8,
        /// What the bytes may be, and what to do.
        guess: Guess,
    },
    /// The text has a byte order mark of UTF-16 and does not keep to it.
    #[error("is not UTF-16, though its byte order mark says so: wrong near byte {offset}")]
    Utf16 {
        /// Near the first bytes that cannot be decoded.
        offset: u64,
    },
    /// A text of 4 GiB or more.
    #[error("is an article of 4 GiB or more, which is too large; if it is a dump, say `--input dump`")]
    TooLarge,
    /// A file that was to be read as a dump holds no page.
    #[error(
        "is not a MediaWiki export: it has no `<mediawiki>`, `<page>` or `<text>`; try `--input wikitext`"
    )]
    NotADump,
    /// A dump is not well-formed XML.
    #[error("is not well-formed XML at byte {offset}: {message}; what follows was not read")]
    Xml {
        /// Where the reader stopped.
        offset: u64,
        /// What is wrong there.
        message: String,
    },
    /// A dump ends too early.
    #[error(
        "ends at byte {offset} without `</{element}>`; the file was cut off, what is missing was not read"
    )]
    Truncated {
        /// The length of what there is.
        offset: u64,
        /// The element that is not closed.
        element: &'static str,
    },
}

impl Problem {
    /// Whether what follows in the file was not read.
    pub fn ends_file(&self) -> bool {
        use Problem::{CutOff, Io, Truncated, Utf16, Xml};
        matches!(self, CutOff | Io(_) | Truncated { .. } | Utf16 { .. } | Xml { .. })
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Problem::Missing,
            io::ErrorKind::UnexpectedEof => Problem::CutOff,
            _ => error.downcast().unwrap_or_else(Problem::Io),
        }
    }
}

/// `path`, or `path#Title of the page`.
fn place(path: &str, page: Option<&str>) -> String {
    match page {
        Some(page) => format!("{path}#{page}"),
        None => path.to_owned(),
    }
}

/// What to do about NUL bytes.
fn units(utf16: Option<&'static Encoding>) -> String {
    match utf16 {
        Some(encoding) => format!("without a byte order mark, {}", Guess::Encoding(encoding)),
        None => "a wiki keeps no such character, so that it is no article or a damaged one".to_owned(),
    }
}

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::container::advance;
use super::dump::Pages;
use super::encoding::guess_utf16;
use super::error::{InputError, Problem};
use super::kind::{HEAD, is_dump_by_head, kind_by_markup, kind_by_name};
use super::meter::Metered;
use super::piece::{Form, Piece, RawDocument};
use super::unpack::{Unpacked, unpack};
use super::walk::Input;
use super::{STDIN_NAME, Settings};
use crate::source::{FileState, InputKind, Origin};

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
            return match &settings.stdin_copy {
                None => read(name, io::stdin(), settings),
                Some(copy) => match File::open(copy) {
                    Ok(copy) => {
                        let file_state = copy.metadata().ok().map(|metadata| FileState::of(&metadata));
                        cut(Source { name, size: 0, was_named: true, file_state }, Box::new(copy), settings)
                            .unwrap_or_else(|problem| InputError::new(name, problem).into())
                    }
                    Err(error) => InputError::new(name, error.into()).into(),
                },
            };
        }
        Input::File(path) => (path, true),
        Input::Found(path) => (path, false),
    };
    let name = path.to_string_lossy();
    let open = || {
        let Some(contents) = &settings.contents else {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            let file_state = metadata.is_file().then(|| FileState::of(&metadata));
            let source = Source { name: &name, size: metadata.len(), was_named, file_state };
            return cut_metered(source, file, settings);
        };
        let content = contents.read(path)?;
        let source = Source { name: &name, size: content.len() as u64, was_named, file_state: None };
        cut_metered(source, io::Cursor::new(content), settings)
    };
    open().unwrap_or_else(|problem| InputError::new(&name, problem).into())
}

/// Whether an input is a file that holds one document at most, whatever its bytes are.
pub(crate) fn is_one_document(input: &Input, settings: &Settings) -> bool {
    let (Input::File(path) | Input::Found(path)) = input else { return false };
    kind(path, settings).is_some_and(|kind| kind != InputKind::Dump)
}

/// The kind of an input, as far as it is known without its bytes.
fn kind(path: &Path, settings: &Settings) -> Option<InputKind> {
    settings.kind.or_else(|| settings.kinds.get(path).copied()).or_else(|| kind_by_name(path))
}

/// The size of a file in bytes; 0 if it is not known.
pub(crate) fn size(input: &Input) -> u64 {
    match input {
        Input::File(path) | Input::Found(path) => fs::metadata(path).map_or(0, |metadata| metadata.len()),
        Input::Stdin => 0,
    }
}

/// Cuts what `reader` gives into pieces. Reports show `name`, and its extension may tell the kind.
pub fn read(name: &str, reader: impl Read + 'static, settings: &Settings) -> Pieces {
    cut(Source { name, size: 0, was_named: true, file_state: None }, Box::new(reader), settings)
        .unwrap_or_else(|problem| InputError::new(name, problem).into())
}

/// What is known of an input before it is read.
struct Source<'a> {
    name: &'a str,
    /// In bytes; 0 if it is not known.
    size: u64,
    was_named: bool,
    file_state: Option<FileState>,
}

/// Cuts what a file holds into pieces, and tells the meter of it.
fn cut_metered(source: Source, reader: impl Read + 'static, settings: &Settings) -> Result<Pieces, Problem> {
    match &settings.meter {
        Some(meter) => cut(source, Box::new(Metered::new(reader, Arc::clone(meter))), settings),
        None => cut(source, Box::new(reader), settings),
    }
}

fn cut(source: Source, reader: Box<dyn Read>, settings: &Settings) -> Result<Pieces, Problem> {
    let mut unpacked = unpack(reader)?;
    let mut at = unpacked.container.position();
    let head = unpacked.container.peek(HEAD)?;
    // More may have come; what is recognised must not depend on it.
    let head = head.get(..HEAD).unwrap_or(head);
    if let Some(nul) = memchr::memchr(0, head) {
        advance(&mut at, head.get(..nul).unwrap_or_default());
        return Err(Problem::Binary { at, utf16: guess_utf16(head) });
    }
    let path = Path::new(source.name);
    let kind = kind(path, settings);
    let is_dump = match kind {
        _ if head.is_empty() => false,
        Some(kind) => kind == InputKind::Dump,
        None => is_dump_by_head(head),
    };
    if is_dump && !source.was_named && !is_dump_by_head(head) {
        return Ok(Pieces { pieces: Box::new(std::iter::empty()) });
    }
    let mut origin = Origin::new(source.name, InputKind::Dump);
    origin.page = settings.title.clone();
    origin.compressed = unpacked.compressed;
    origin.transcoded = unpacked.transcoded;
    origin.mark = unpacked.mark;
    origin.file = source.file_state;
    if is_dump {
        let form = if unpacked.has_positions() { Form::Xml } else { Form::XmlWithoutPositions };
        return Ok(Pieces { pieces: Box::new(Pages::new(unpacked.container, origin, form)) });
    }
    if source.size >= MAX_DOCUMENT && !unpacked.compressed {
        return Err(Problem::TooLarge);
    }
    let size = if unpacked.has_positions() { source.size } else { 0 };
    let document = whole(unpacked, origin, kind, size)?;
    Ok(Pieces { pieces: Box::new(std::iter::once(Ok(Piece::Document(document)))) })
}

/// The document of a file that is a container of nothing else; `size` as in [`Source`].
fn whole(
    unpacked: Unpacked,
    mut origin: Origin,
    kind: Option<InputKind>,
    size: u64,
) -> io::Result<RawDocument> {
    let start = unpacked.container.position();
    let has_mark = start.offset > 0 && unpacked.has_positions();
    let bytes = unpacked.container.into_rest(MAX_DOCUMENT, size)?;
    origin.input = kind.unwrap_or_else(|| kind_by_markup(&bytes));
    let form = if has_mark { Form::AfterMark } else { Form::Whole };
    Ok(RawDocument { origin, bytes, start, form, stated: Vec::new() })
}

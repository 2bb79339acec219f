use crate::source::{
    ContainerPosition, ContainerText, Document, InputKind, Origin, SourceMap, Stated, Steps,
};

use super::decode::{Decoded, decode_utf8, decode_xml};
use super::error::{InputError, Problem};
use super::open::MAX_DOCUMENT;

/// What an input was cut into.
#[derive(Debug)]
pub enum Piece {
    /// A document that is still to be decoded.
    Document(RawDocument),
    /// A page that is not to be linted.
    Skipped(SkippedPage),
}

/// A page of a dump that is not to be linted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkippedPage {
    /// The path of the dump.
    pub path: String,
    /// The page's title.
    pub page: Option<String>,
    /// Why it is skipped.
    pub reason: Skip,
}

/// Why a page of a dump is not linted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Skip {
    /// The content model is another than wikitext, such as `css`.
    #[error("its content model is `{0}`")]
    ContentModel(String),
    /// The dump holds the page without its text, because the text is deleted or the dump is one of stubs.
    #[error("the dump does not hold its text")]
    NoText,
}

/// A document that is cut out of its container and not decoded yet.
#[derive(Clone, Debug)]
pub struct RawDocument {
    pub(super) origin: Origin,
    pub(super) bytes: Vec<u8>,
    /// Where the bytes start in the container, after its decompression.
    pub(super) start: ContainerPosition,
    pub(super) form: Form,
    /// What the container says of the text.
    pub(super) stated: Vec<Stated>,
}

/// How a document's text stands in its container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is, and there is nothing else.
    Whole,
    /// As it is, after a byte order mark.
    AfterMark,
    /// As XML character data, in a container that is UTF-8 text.
    Xml,
    /// As XML character data, in a container that was compressed or of another encoding.
    XmlWithoutPositions,
}

impl RawDocument {
    /// Where the document comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Decodes the text. Fails where it is not UTF-8, holds NUL bytes, or is of 4 GiB or more.
    pub fn decode(self) -> Result<Document, InputError> {
        let RawDocument { origin, bytes, start, form, stated } = self;
        if bytes.len() as u64 >= MAX_DOCUMENT {
            return Err(failure(&origin, Problem::TooLarge));
        }
        let raw = match decode_utf8(bytes, start) {
            Ok(raw) => raw,
            Err(problem) => return Err(failure(&origin, problem)),
        };
        Ok(match form {
            Form::Whole => Document::new(origin, raw),
            Form::AfterMark => {
                let text = raw.clone();
                let map = SourceMap::new(ContainerText { raw, start, stated }, Steps::default());
                Document::with_map(origin, text, map)
            }
            Form::Xml => {
                let Decoded { text, steps } = decode_xml(&raw);
                Document::with_map(origin, text, SourceMap::new(ContainerText { raw, start, stated }, steps))
            }
            Form::XmlWithoutPositions => Document::new(origin, decode_xml(&raw).text),
        })
    }
}

/// A failure of this document, which in a dump is one of many.
fn failure(origin: &Origin, problem: Problem) -> InputError {
    let page = origin.page.clone().filter(|_| origin.input == InputKind::Dump);
    InputError { path: origin.path.clone(), page, problem }
}

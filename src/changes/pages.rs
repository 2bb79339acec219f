use std::collections::HashMap;

use super::Before;
use crate::input::{InputError, Piece, RawDocument};
use crate::source::{Document, InputKind};

/// The documents of the earlier version of a file: one, or the pages of a dump by their titles.
#[derive(Debug)]
pub struct Pages {
    by_title: HashMap<Option<String>, RawDocument>,
}

impl FromIterator<Piece> for Pages {
    /// The documents among the pieces of a file; of several with one title the last.
    fn from_iter<T: IntoIterator<Item = Piece>>(pieces: T) -> Self {
        let documents = pieces.into_iter().filter_map(|piece| match piece {
            Piece::Document(raw) => Some((title(raw.origin().input, &raw.origin().page), raw)),
            Piece::Skipped(_) => None,
        });
        Pages { by_title: documents.collect() }
    }
}

impl Pages {
    /// The earlier version of a document: the page of the same title, or the only one where a title is missing.
    /// None if there is none, or if its text cannot be decoded.
    pub fn of(&self, doc: &Document) -> Option<Document> {
        let wanted = title(doc.origin.input, &doc.origin.page);
        let only = || {
            let (found, raw) = self.by_title.iter().next().filter(|_| self.by_title.len() == 1)?;
            (found.is_none() || wanted.is_none()).then_some(raw)
        };
        let mut old = self.by_title.get(&wanted).or_else(only)?.clone().decode().ok()?;
        // Its name or its markup may have told another kind.
        old.origin.input = doc.origin.input;
        Some(old)
    }
}

impl Before for Pages {
    fn before(&self, doc: &Document) -> Result<Option<Document>, InputError> {
        Ok(self.of(doc))
    }
}

/// The title that tells a document from others in its file: that of a dump's page.
fn title(input: InputKind, page: &Option<String>) -> Option<String> {
    page.clone().filter(|_| input == InputKind::Dump)
}

use std::io::Cursor;

use wikivet::input::{Piece, Settings, read};
use wikivet::source::{ContainerPosition, Document, Span};

/// Names that lead to each way of reading.
pub const NAMES: &[&str] = &["a.xml", "a.txt", "a.wiki", "a"];

/// The documents that bytes hold; what cannot be read is left out, as it is said and not returned.
pub fn documents(name: &str, bytes: &[u8]) -> Vec<Document> {
    let pieces = read(name, Cursor::new(bytes.to_vec()), &Settings::default());
    pieces
        .filter_map(|piece| match piece {
            Ok(Piece::Document(raw)) => raw.decode().ok(),
            Ok(Piece::Skipped(_)) | Err(_) => None,
        })
        .collect()
}

/// Panics unless every character of a document leads back to a place in the file, in the order of the file and as a
/// count from its start gives it. Documents without a way back are right as they are.
pub fn assert_leads_back(doc: &Document, file: &[u8]) {
    assert_eq!(doc.container_span(Span::empty(0)).is_some(), doc.map().container().is_some());
    let mut counted = Counted { file, at: ContainerPosition::START };
    let mut before = 0;
    for (offset, character) in doc.text().char_indices() {
        let Some(place) = doc.container_span(Span::of(offset..offset + character.len_utf8())) else { return };
        assert!(
            before <= place.start.offset && place.start.offset < place.end.offset,
            "{place:?} at {offset}"
        );
        assert_eq!(counted.up_to(place.start.offset), place.start);
        assert_eq!(counted.up_to(place.end.offset), place.end);
        before = place.end.offset;
    }
}

/// A walk over the characters of a file.
struct Counted<'f> {
    file: &'f [u8],
    at: ContainerPosition,
}

impl Counted<'_> {
    fn up_to(&mut self, offset: u64) -> ContainerPosition {
        assert!(offset <= self.file.len() as u64, "{offset} is behind the end");
        for &byte in &self.file[self.at.offset as usize..offset as usize] {
            self.at.offset += 1;
            // Bytes that go on with a character count with its first one.
            match byte {
                b'\n' => (self.at.line, self.at.column) = (self.at.line + 1, 1),
                0x80..=0xBF => {}
                _ => self.at.column += 1,
            }
        }
        self.at
    }
}

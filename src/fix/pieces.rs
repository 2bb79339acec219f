use super::Edit;
use crate::source::Span;

/// A text as what is left of an original and what was put between: the sum of rounds of edits.
#[derive(Clone, Debug)]
pub(super) struct Pieces<'a> {
    original: &'a str,
    /// In the order of the text; none is empty, and no two that could be one stand side by side.
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// A span of the original.
    Kept(Span),
    /// Text that the original does not have there.
    New(String),
}

impl Piece {
    fn len(&self) -> u32 {
        match self {
            Piece::Kept(span) => span.len(),
            Piece::New(text) => text.len() as u32,
        }
    }

    /// The first bytes, up to a length on a character boundary, and the rest.
    fn split(self, length: u32) -> (Piece, Piece) {
        match self {
            Piece::Kept(span) => {
                let middle = span.start + length;
                (Piece::Kept(Span::new(span.start, middle)), Piece::Kept(Span::new(middle, span.end)))
            }
            Piece::New(mut text) => {
                let rest = text.split_off(length as usize);
                (Piece::New(text), Piece::New(rest))
            }
        }
    }
}

impl<'a> Pieces<'a> {
    /// The original itself.
    pub(super) fn new(original: &'a str) -> Self {
        let mut pieces = Pieces { original, pieces: Vec::new() };
        pieces.push(Piece::Kept(Span::of(0..original.len())));
        pieces
    }

    /// Makes edits of the text as it is now, which are sorted, disjoint and on character boundaries.
    pub(super) fn apply(&mut self, edits: &[Edit]) {
        let mut rest = Rest { head: None, tail: std::mem::take(&mut self.pieces).into_iter() };
        let mut at = 0;
        for edit in edits {
            rest.take(edit.span.start - at, |piece| self.push(piece));
            rest.take(edit.span.len(), drop);
            self.push(Piece::New(edit.text.clone()));
            at = edit.span.end;
        }
        rest.take(u32::MAX, |piece| self.push(piece));
    }

    /// The text as it is now.
    pub(super) fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Kept(span) => self.original.get(span.range()).unwrap_or_default(),
                Piece::New(text) => text,
            })
            .collect()
    }

    /// The edits that make the text of the original: sorted, with text of the original between any two, each without
    /// what it would put back at its ends.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let (mut at, mut new) = (0, "");
        for piece in &self.pieces {
            match piece {
                Piece::New(text) => new = text,
                Piece::Kept(span) => {
                    edits.extend(Edit::replace(Span::new(at, span.start), new).shortest(self.original));
                    (at, new) = (span.end, "");
                }
            }
        }
        let rest = Span::of(at as usize..self.original.len());
        edits.extend(Edit::replace(rest, new).shortest(self.original));
        edits
    }

    /// Where a span of the text as it is now stands in the original, if all of it is there.
    pub(super) fn original_span(&self, starts: &[u32], span: Span) -> Option<Span> {
        let place = |offset: u32, at: usize| match self.pieces.get(at)? {
            Piece::Kept(kept) => Some(kept.start + (offset - starts.get(at)?)),
            Piece::New(_) => None,
        };
        let first = starts.partition_point(|&start| start <= span.start).checked_sub(1)?;
        let last = starts.partition_point(|&start| start < span.end).saturating_sub(1).max(first);
        Some(Span::new(place(span.start, first)?, place(span.end, last)?))
    }

    /// Where each piece starts in the text as it is now.
    pub(super) fn starts(&self) -> Vec<u32> {
        let mut next = 0;
        let start = |piece: &Piece| {
            let start = next;
            next += piece.len();
            start
        };
        self.pieces.iter().map(start).collect()
    }

    fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (_, piece) if piece.len() == 0 => {}
            (Some(Piece::Kept(last)), Piece::Kept(next)) if last.end == next.start => last.end = next.end,
            (Some(Piece::New(last)), Piece::New(next)) => last.push_str(&next),
            (_, piece) => self.pieces.push(piece),
        }
    }
}

/// The pieces that are still to be read.
struct Rest {
    head: Option<Piece>,
    tail: std::vec::IntoIter<Piece>,
}

impl Rest {
    /// Takes the next pieces, as many as a length in bytes covers, the last one perhaps in part.
    fn take(&mut self, mut length: u32, mut each: impl FnMut(Piece)) {
        while length > 0 {
            let Some(piece) = self.head.take().or_else(|| self.tail.next()) else { return };
            if piece.len() <= length {
                length -= piece.len();
                each(piece);
            } else {
                let (taken, rest) = piece.split(length);
                self.head = Some(rest);
                each(taken);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(start: u32, end: u32, text: &str) -> Edit {
        Edit::replace(Span::new(start, end), text)
    }

    #[test]
    fn rounds_add_up_to_edits_of_the_original() {
        let mut pieces = Pieces::new("one two three");
        pieces.apply(&[replace(0, 3, "1"), replace(8, 13, "3")]);
        assert_eq!(pieces.text(), "1 two 3");
        pieces.apply(&[replace(0, 1, "first"), replace(2, 5, "2")]);
        assert_eq!(pieces.text(), "first 2 3");
        assert_eq!(pieces.edits(), [replace(0, 3, "first"), replace(4, 7, "2"), replace(8, 13, "3")]);
    }

    #[test]
    fn an_edit_has_nothing_that_stays_at_its_ends_and_ends_on_characters() {
        let mut pieces = Pieces::new("a café b");
        pieces.apply(&[replace(0, 9, "a cafè b")]);
        assert_eq!(pieces.edits(), [replace(5, 7, "è")]);
    }

    #[test]
    fn what_is_put_back_is_no_edit() {
        let mut pieces = Pieces::new("abc");
        pieces.apply(&[replace(1, 2, "xy")]);
        pieces.apply(&[replace(1, 3, "b")]);
        assert_eq!((pieces.text(), pieces.edits()), ("abc".to_owned(), vec![]));
    }

    #[test]
    fn an_empty_text_can_be_filled() {
        let mut pieces = Pieces::new("");
        pieces.apply(&[replace(0, 0, "a")]);
        assert_eq!(pieces.edits(), [replace(0, 0, "a")]);
    }

    #[test]
    fn a_span_is_found_in_the_original_unless_an_end_of_it_is_new() {
        let mut pieces = Pieces::new("one two three");
        pieces.apply(&[replace(4, 7, "2")]);
        let starts = pieces.starts();
        let original = |start, end| pieces.original_span(&starts, Span::new(start, end));
        assert_eq!(original(6, 11), Some(Span::new(8, 13)));
        assert_eq!(original(0, 11), Some(Span::new(0, 13)));
        assert_eq!(original(4, 5), None);
    }
}

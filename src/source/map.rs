use std::sync::OnceLock;

use super::{LineIndex, Span};

/// A place in a container, counted from the container's own start; a byte order mark counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainerPosition {
    /// Bytes from 0.
    pub offset: u64,
    /// Lines from 1.
    pub line: u64,
    /// Unicode scalar values from 1.
    pub column: u64,
}

impl ContainerPosition {
    /// The place before a container's first byte.
    pub const START: ContainerPosition = ContainerPosition { offset: 0, line: 1, column: 1 };
}

/// A span of a document as it stands in the container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainerSpan {
    /// The place before the first byte that the span was decoded from.
    pub start: ContainerPosition,
    /// The place after the last byte that the span was decoded from.
    pub end: ContainerPosition,
}

/// The piece of a container that a document's text was decoded from, as it stands there.
#[derive(Debug)]
pub struct ContainerText {
    /// The raw text: entities and CDATA marks as they are. Shorter than 4 GiB.
    pub raw: String,
    /// Where `raw` starts in the container.
    pub start: ContainerPosition,
    /// What the container says of the text, which is wrong once the text changes.
    pub stated: Vec<Stated>,
}

/// What a container says of a document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What it is.
    pub kind: StatedKind,
    /// Where the value starts.
    pub at: ContainerPosition,
    /// The value, as it stands there.
    pub value: String,
}

/// The kinds of what containers say of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedKind {
    /// Its length in bytes of UTF-8.
    Bytes,
    /// Its SHA-1, as MediaWiki writes it.
    Sha1,
}

/// The way from offsets of a document's text back to its container.
///
/// A map without a container text has nothing to lead back to: the document is its own container,
/// or the container is compressed or not UTF-8.
#[derive(Debug, Default)]
pub struct SourceMap {
    container: Option<ContainerText>,
    steps: Steps,
    lines: OnceLock<LineIndex>,
}

impl SourceMap {
    /// The map of a document that is its own container.
    pub fn identity() -> Self {
        SourceMap::default()
    }

    /// A map into `container`.
    pub fn new(container: ContainerText, steps: Steps) -> Self {
        SourceMap { container: Some(container), steps, lines: OnceLock::new() }
    }

    /// The piece of the container the text was decoded from, if there is one.
    pub fn container(&self) -> Option<&ContainerText> {
        self.container.as_ref()
    }

    /// Says that the piece of the container starts elsewhere, since something before it has changed.
    pub fn start_at(&mut self, start: ContainerPosition) {
        if let Some(container) = &mut self.container {
            container.start = start;
        }
    }

    /// The spans of the raw text that a span of the text was decoded from, without the marks between them.
    /// An empty span has one, which is empty and stands before what the next byte was decoded from.
    pub fn raw_spans(&self, span: Span) -> Vec<Span> {
        self.steps.raw_spans(span)
    }

    /// Where a span of the text stands in the container.
    /// An empty span stands before what the next byte of the text was decoded from.
    pub fn container_span(&self, span: Span) -> Option<ContainerSpan> {
        let start = self.container_position(span.start)?;
        let end = if span.is_empty() { start } else { self.raw_position(self.steps.raw_end(span.end))? };
        Some(ContainerSpan { start, end })
    }

    /// The place before what the byte at `offset` of the text was decoded from.
    pub fn container_position(&self, offset: u32) -> Option<ContainerPosition> {
        self.raw_position(self.steps.raw_start(offset))
    }

    /// Where a byte of the raw text stands in the container.
    pub fn raw_position(&self, raw_offset: u32) -> Option<ContainerPosition> {
        let ContainerText { raw, start, .. } = self.container.as_ref()?;
        let lines = self.lines.get_or_init(|| LineIndex::new(raw));
        let place = lines.position(raw, raw_offset);
        let (line, column) = (u64::from(place.line), u64::from(place.column));
        Some(ContainerPosition {
            offset: start.offset + u64::from(raw_offset),
            line: start.line + line - 1,
            column: if line == 1 { start.column + column - 1 } else { column },
        })
    }
}

/// The places where a text and the raw text it was decoded from stop running in step.
///
/// Each is a pair (offset in the text, offset in the raw text): from there on both go on byte for byte.
/// What was left out of the text, such as the mark of a CDATA section, is two pairs with one offset in the text:
/// the place before it and the place after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    pairs: Vec<(u32, u32)>,
}

impl Steps {
    /// Says that the text up to `text_offset` was decoded from the raw text up to `raw_offset`, other than byte
    /// for byte. To be called with rising offsets.
    pub fn decoded(&mut self, text_offset: u32, raw_offset: u32) {
        self.pairs.push((text_offset, raw_offset));
    }

    /// Says that a range of the raw text has nothing in the text, where it would stand at `text_offset`.
    pub fn left_out(&mut self, text_offset: u32, raw: std::ops::Range<u32>) {
        self.pairs.push((text_offset, raw.start));
        self.pairs.push((text_offset, raw.end));
    }

    /// Where the raw text of the byte at `offset` starts.
    fn raw_start(&self, offset: u32) -> u32 {
        let after = self.pairs.partition_point(|&(text, _)| text <= offset);
        self.in_step(after, offset)
    }

    /// Where the raw text of the byte before `offset` ends.
    fn raw_end(&self, offset: u32) -> u32 {
        let at = self.pairs.partition_point(|&(text, _)| text < offset);
        match self.pairs.get(at) {
            Some(&(text, raw)) if text == offset => raw,
            _ => self.in_step(at, offset),
        }
    }

    fn raw_spans(&self, span: Span) -> Vec<Span> {
        let start = self.raw_start(span.start);
        if span.is_empty() {
            return vec![Span::empty(start)];
        }
        let from = self.pairs.partition_point(|&(text, _)| text <= span.start);
        let inside = self.pairs.get(from..).unwrap_or_default();
        let inside = inside.get(..inside.partition_point(|&(text, _)| text < span.end)).unwrap_or_default();
        let mut spans = Vec::new();
        let mut open = start;
        for pair in inside.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            if open < pair[0].1 {
                spans.push(Span::new(open, pair[0].1));
            }
            open = pair[1].1;
        }
        spans.push(Span::new(open, self.raw_end(span.end)));
        spans
    }

    /// Counts on from the pair before the one of this index.
    fn in_step(&self, index: usize, offset: u32) -> u32 {
        let (text, raw) =
            index.checked_sub(1).and_then(|before| self.pairs.get(before)).copied().unwrap_or((0, 0));
        raw + (offset - text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab<c` from `a<![CDATA[b]]>&lt;c`, which starts on line 7 after 9 other characters.
    fn map() -> SourceMap {
        let raw = "a<![CDATA[b]]>&lt;c".to_owned();
        let mut steps = Steps::default();
        steps.left_out(1, 1..10);
        steps.left_out(2, 11..14);
        steps.decoded(3, 18);
        let start = ContainerPosition { offset: 100, line: 7, column: 10 };
        SourceMap::new(ContainerText { raw, start, stated: Vec::new() }, steps)
    }

    fn offsets(start: u32, end: u32) -> (u64, u64) {
        let span = map().container_span(Span::new(start, end)).unwrap();
        (span.start.offset - 100, span.end.offset - 100)
    }

    #[test]
    fn a_span_covers_all_that_it_was_decoded_from_and_nothing_else() {
        assert_eq!(offsets(0, 1), (0, 1));
        assert_eq!(offsets(1, 2), (10, 11));
        assert_eq!(offsets(2, 3), (14, 18));
        assert_eq!(offsets(3, 4), (18, 19));
        assert_eq!(offsets(0, 4), (0, 19));
    }

    #[test]
    fn the_marks_inside_a_span_are_not_what_it_was_decoded_from() {
        let spans = |start, end| map().raw_spans(Span::new(start, end));
        assert_eq!(spans(0, 4), [Span::new(0, 1), Span::new(10, 11), Span::new(14, 19)]);
        assert_eq!(spans(1, 2), [Span::new(10, 11)]);
        assert_eq!(spans(2, 2), [Span::empty(14)]);
    }

    #[test]
    fn an_empty_span_stands_before_the_next_byte_of_the_text() {
        assert_eq!(offsets(1, 1), (10, 10));
        assert_eq!(offsets(2, 2), (14, 14));
        assert_eq!(offsets(4, 4), (19, 19));
    }

    #[test]
    fn columns_of_the_first_line_count_from_the_containers_line() {
        let place = map().container_position(2).unwrap();
        assert_eq!((place.line, place.column), (7, 24));
    }

    #[test]
    fn columns_of_later_lines_count_from_one() {
        let start = ContainerPosition { offset: 100, line: 7, column: 10 };
        let map = SourceMap::new(
            ContainerText { raw: "a\nbc".to_owned(), start, stated: Vec::new() },
            Steps::default(),
        );
        let place = map.container_position(3).unwrap();
        assert_eq!((place.offset, place.line, place.column), (103, 8, 2));
    }

    #[test]
    fn a_document_that_is_its_own_container_has_no_container_positions() {
        assert_eq!(SourceMap::identity().container_position(0), None);
    }
}

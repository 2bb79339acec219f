use std::ops::Range;

/// A half-open range of byte offsets into a document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`; an end before the start gives an empty span at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The span of `usize` offsets, as string functions give them. Documents are smaller than 4 GiB.
    pub fn of(range: Range<usize>) -> Self {
        Span::new(offset(range.start), offset(range.end))
    }

    /// The empty span before the byte at `offset`.
    pub fn empty(offset: u32) -> Self {
        Span { start: offset, end: offset }
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without the white space at its two ends, in `text`.
    pub fn trim(self, text: &str) -> Span {
        let slice = text.get(self.range()).unwrap_or_default();
        let bytes = slice.as_bytes();
        // Nearly all white space, and what it stands beside, is ASCII.
        let before = bytes.iter().take_while(|byte| is_ascii_space(**byte)).count();
        let after = bytes[before..].iter().rev().take_while(|byte| is_ascii_space(**byte)).count();
        let mut kept = before..bytes.len() - after;
        let other = |byte: Option<&u8>| byte.is_some_and(|byte| !byte.is_ascii());
        let ends = &bytes[kept.clone()];
        if other(ends.first()) || other(ends.last()) {
            let left = slice[kept.start..].trim_start();
            kept.start = slice.len() - left.len();
            kept.end = kept.start + left.trim_end().len();
        }
        Span::of(self.start as usize + kept.start..self.start as usize + kept.end)
    }
}

/// Whether a byte is one of the signs of ASCII that Unicode calls white space.
fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// A byte offset as spans hold it. Readers refuse documents of 4 GiB and more, so nothing is lost.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

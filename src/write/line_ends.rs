use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

/// How lines end in a text, asked for with rising offsets.
pub(super) struct LineEnds<'t> {
    text: &'t [u8],
    /// Whether any line ends with CR LF; else nothing is ever looked up.
    mixed: bool,
    at: usize,
    is_crlf: bool,
    /// Whether no more lines end with CR LF than with LF alone, once somebody has asked.
    few_crlf: OnceCell<bool>,
}

impl<'t> LineEnds<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = text.as_bytes();
        let mixed = memmem::find(text, b"\r\n").is_some();
        let is_crlf = mixed && memchr(b'\n', text).is_some_and(|at| ends_with_cr(text, at));
        LineEnds { text, mixed, at: 0, is_crlf, few_crlf: OnceCell::new() }
    }

    /// `new` with its lines ended as the line before `offset` ends; in the first line, as that one.
    pub(super) fn adapt<'n>(&mut self, offset: usize, new: &'n str) -> Cow<'n, str> {
        if self.is_crlf_before(offset) && memchr(b'\n', new.as_bytes()).is_some() {
            Cow::Owned(new.replace("\r\n", "\n").replace('\n', "\r\n"))
        } else {
            Cow::Borrowed(new)
        }
    }

    /// `range` without half a line end: at an LF after a CR it starts with the CR, but not before `least`, and it does
    /// not end between the two.
    pub(super) fn whole(&self, range: Range<usize>, least: usize) -> Range<usize> {
        let is_cut =
            |at: usize| at > least && self.text.get(at) == Some(&b'\n') && ends_with_cr(self.text, at);
        let start = range.start - usize::from(is_cut(range.start));
        let end = range.end - usize::from(is_cut(range.end));
        start..end.max(start)
    }

    /// Whether writing `new` in the place of `range` makes the end of a line what most are: nothing for the CR before an
    /// LF, or an LF for a CR alone, where few lines have a CR.
    pub(super) fn is_meant(&self, range: &Range<usize>, new: &str) -> bool {
        let count = |needle: &[u8]| memmem::find_iter(self.text, needle).count();
        let is_before_lf = self.text.get(range.end) == Some(&b'\n');
        self.text.get(range.clone()) == Some(b"\r")
            && new == if is_before_lf { "" } else { "\n" }
            && *self.few_crlf.get_or_init(|| 2 * count(b"\r\n") <= count(b"\n"))
    }

    fn is_crlf_before(&mut self, offset: usize) -> bool {
        if self.mixed {
            let passed = self.text.get(self.at..offset).unwrap_or_default();
            if let Some(at) = memrchr(b'\n', passed) {
                self.is_crlf = ends_with_cr(self.text, self.at + at);
            }
            self.at = self.at.max(offset);
        }
        self.is_crlf
    }
}

fn ends_with_cr(text: &[u8], newline: usize) -> bool {
    newline.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_ends_as_the_one_before_it() {
        let mut ends = LineEnds::new("a\r\nb\r\nc\nd");
        assert_eq!(ends.adapt(0, "x\ny\r\n"), "x\r\ny\r\n");
        assert_eq!(ends.adapt(4, "\n"), "\r\n");
        assert_eq!(ends.adapt(9, "\n"), "\n");
        assert_eq!(LineEnds::new("a\nb\r\nc").adapt(0, "\n"), "\n");
    }

    #[test]
    fn a_range_does_not_cut_a_line_end_in_two() {
        let ends = LineEnds::new("a\r\nb");
        assert_eq!(ends.whole(2..3, 0), 1..3);
        assert_eq!(ends.whole(2..2, 0), 1..1);
        assert_eq!(ends.whole(0..2, 0), 0..1);
        assert_eq!(ends.whole(1..2, 0), 1..1);
        assert_eq!(ends.whole(2..3, 2), 2..3);
        assert_eq!(ends.whole(0..1, 0), 0..1);
    }

    #[test]
    fn a_cr_is_taken_away_where_few_lines_have_one() {
        assert!(LineEnds::new("a\nb\r\nc").is_meant(&(3..4), ""));
        assert!(!LineEnds::new("a\r\nb\r\nc\n").is_meant(&(1..2), ""));
        assert!(!LineEnds::new("a\nb\r\nc").is_meant(&(3..4), "x"));
        assert!(LineEnds::new("a\r\nb\rc\nd\n").is_meant(&(4..5), "\n"));
        assert!(!LineEnds::new("a\r\nb\rc\r\n").is_meant(&(4..5), "\n"));
    }
}

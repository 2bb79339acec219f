//! What is shown of a line: a wiki paragraph is one line of up to many thousand characters, so that only a window of
//! the terminal's width around each marked place is cut out of it.

use std::ops::Range;

use codespan_reporting::diagnostic::LabelStyle;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::measure::{TAB, backward, characters, forward, width};
use crate::report::escape::{self, escape};
use crate::source::{Document, Span};

/// A place to show, with what is said there.
#[derive(Debug)]
pub(in crate::report) struct Mark {
    pub(in crate::report) span: Span,
    pub(in crate::report) style: LabelStyle,
    pub(in crate::report) message: String,
}

/// A window of one line, fit for a terminal.
#[derive(Debug)]
pub(in crate::report) struct Excerpt {
    /// The line, from 0.
    pub(in crate::report) line: usize,
    /// Where the first mark of the window starts, in bytes of the document's text.
    pub(in crate::report) first: u32,
    /// The text: escaped, with `…` where it was cut.
    pub(in crate::report) text: String,
    /// The marks, as ranges of `text`, in the order of their starts.
    pub(in crate::report) marks: Vec<(LabelStyle, Range<usize>, String)>,
}

/// What stands for the rest of a line.
const CUT: char = '…';

/// A line of at most as many columns, such as the mark of an empty cell, says nothing by itself.
const BARE: usize = 3;

/// How many lines are shown before a bare one.
const CONTEXT: usize = 2;

/// The windows around `marks`, in the order of the text, none wider than `columns`.
pub(in crate::report) fn excerpts(doc: &Document, marks: &[Mark], columns: usize) -> Vec<Excerpt> {
    let mut parts: Vec<Part<'_>> = marks.iter().flat_map(|mark| parts(doc, mark)).collect();
    parts.sort_by_key(|part| (part.line, part.range.start, part.range.end));
    let mut excerpts = Vec::new();
    for in_line in parts.chunk_by(|a, b| a.line == b.line) {
        let Some(first) = in_line.first() else { continue };
        let line = Line::of(doc, first.line);
        let shown = excerpts.last().map_or(0, |last: &Excerpt| last.line + 1);
        excerpts.extend(line.context(doc, shown, columns));
        let mut rest = in_line;
        while !rest.is_empty() {
            let (group, later) = rest.split_at(line.longest_group(rest, columns));
            excerpts.push(line.excerpt(&line.window(group, columns), in_line, group));
            rest = later;
        }
    }
    excerpts
}

/// The piece of a mark that lies in one line.
#[derive(Debug)]
struct Part<'m> {
    line: usize,
    /// A range of the line's text.
    range: Range<usize>,
    style: LabelStyle,
    message: &'m str,
}

/// The parts of a mark: one, or for a place of several lines its first and its last line.
fn parts<'m>(doc: &Document, mark: &'m Mark) -> impl Iterator<Item = Part<'m>> {
    let lines = doc.lines();
    let first = lines.line_of(mark.span.start);
    // The end of a line belongs to that line, not to the start of the next.
    let last = if mark.span.is_empty() { first } else { lines.line_of(mark.span.end - 1) };
    let part = |index: usize, message: &'m str| {
        let line = Line::of(doc, index);
        let range = line.place(mark.span.start)..line.place(mark.span.end);
        Part { line: index, range, style: mark.style, message }
    };
    let opening = (first < last).then(|| part(first, ""));
    opening.into_iter().chain([part(last, &mark.message)])
}

/// A line of the document.
struct Line<'d> {
    index: usize,
    /// Where it starts in the document.
    start: u32,
    /// Its text without the line break.
    text: &'d str,
}

impl<'d> Line<'d> {
    fn of(doc: &'d Document, index: usize) -> Self {
        let lines = doc.lines();
        let start = lines.start_of(index).unwrap_or(0);
        let text = match lines.start_of(index + 1) {
            Some(next) => {
                let text = doc.slice(Span::new(start, next - 1));
                text.strip_suffix('\r').unwrap_or(text)
            }
            None => doc.text().get(start as usize..).unwrap_or_default(),
        };
        Line { index, start, text }
    }

    /// The lines before a bare one, from `first` on and after the last blank one.
    fn context(&self, doc: &Document, first: usize, columns: usize) -> Vec<Excerpt> {
        if forward(self.text, 0, BARE) < self.text.len() {
            return Vec::new();
        }
        let from = self.index.saturating_sub(CONTEXT).max(first);
        let mut lines: Vec<Excerpt> = (from..self.index)
            .rev()
            .map(|index| Line::of(doc, index))
            .take_while(|line| !line.text.trim().is_empty())
            .map(|line| line.excerpt(&(0..forward(line.text, 0, columns.saturating_sub(1))), &[], &[]))
            .collect();
        lines.reverse();
        lines
    }

    /// An offset of the document as one of the line's text, or the end of the line that lies nearer.
    fn place(&self, offset: u32) -> usize {
        (offset.saturating_sub(self.start) as usize).min(self.text.len())
    }

    /// How many of the parts, which are sorted, one window can show; at least one.
    fn longest_group(&self, parts: &[Part<'_>], columns: usize) -> usize {
        let columns = columns.saturating_sub(2);
        let Some(first) = parts.first() else { return 0 };
        let from = first.range.start;
        let fits = |part: &&Part<'_>| {
            let Range { start, end } = part.range;
            // What cannot be shown whole anyway is in if it starts in the first half.
            let fits_alone = end <= forward(self.text, start, columns);
            if fits_alone {
                end <= forward(self.text, from, columns)
            } else {
                start < forward(self.text, from, columns / 2)
            }
        };
        1 + parts.iter().skip(1).take_while(fits).count()
    }

    /// The window to show for a group of parts.
    fn window(&self, group: &[Part<'_>], columns: usize) -> Range<usize> {
        let text = self.text;
        if forward(text, 0, columns) == text.len() {
            return 0..text.len();
        }
        // Room for the two signs of a cut; a sign for a single narrow letter would spare nothing.
        let Range { start, end } = self.cut(group, columns.saturating_sub(2));
        let start = if start <= 4 && width(text, 0..start) <= 1 { 0 } else { start };
        let end = if text.len() - end <= 4 && width(text, end..text.len()) <= 1 { text.len() } else { end };
        start..end
    }

    /// The window around the parts of a group, with as much of what stands around them as there is room for.
    fn cut(&self, group: &[Part<'_>], columns: usize) -> Range<usize> {
        let text = self.text;
        let start = group.first().map_or(0, |part| part.range.start);
        let end = group.iter().map(|part| part.range.end).max().unwrap_or(start);
        // The last message stands right of its mark, so that it is what must not be pushed out.
        let message = group.last().map_or(0, |part| part.message.width() + 1);
        if end > forward(text, start, columns) {
            let from = backward(text, start, columns / 8);
            return from..forward(text, start, columns - columns / 8 - message.min(columns / 4));
        }
        let spare = columns.saturating_sub(width(text, start..end));
        let before = (spare * 2 / 5).min(spare.saturating_sub(message).max(spare / 8));
        let from = backward(text, start, before);
        let to = forward(text, end, spare.saturating_sub(width(text, from..start)));
        let left_over = spare.saturating_sub(width(text, from..start) + width(text, end..to));
        backward(text, from, left_over)..to
    }

    /// The window's text with the marks of all parts that reach into it, and the messages of the group's.
    fn excerpt(&self, window: &Range<usize>, in_line: &[Part<'_>], group: &[Part<'_>]) -> Excerpt {
        let mut text = String::with_capacity(window.len() + 8);
        let mut places = Vec::with_capacity(window.len() + 1);
        if window.start > 0 {
            text.push(CUT);
        }
        for (at, ch, before) in characters(self.text, window.start).take_while(|&(at, ..)| at < window.end) {
            places.push((at, text.len()));
            if ch == '\t' { text.push_str(TAB) } else { escape::push(&mut text, ch, before) }
        }
        let end = text.len();
        if window.end < self.text.len() {
            text.push(CUT);
        }
        let place = |at: usize| {
            let index = places.partition_point(|&(original, _)| original < at);
            places.get(index).map_or(end, |&(_, place)| place)
        };
        let mut marks = Vec::new();
        for part in in_line {
            let own = group.iter().any(|own| std::ptr::eq(own, part));
            if own || (part.range.start < window.end && window.start < part.range.end) {
                let message = if own { escape(part.message).into_owned() } else { String::new() };
                let range = place(part.range.start.max(window.start))..place(part.range.end.min(window.end));
                marks.push((part.style, visible(&text, range), message));
            }
        }
        let first = self.start + group.first().map_or(0, |part| part.range.start) as u32;
        Excerpt { line: self.index, first, text, marks }
    }
}

/// The range, or a wider one where it alone would get no caret: the place before the next character where it is
/// empty, and the letter of a lone combining mark.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let Range { start, end } = range;
    let next = |at: usize| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    let end = if start == end { next(start) } else { end };
    if end > text.len() || width(text, start..end) > 0 {
        return start..end;
    }
    let base = text.get(..start).and_then(|before| {
        before.char_indices().rev().find(|&(_, ch)| ch.width().unwrap_or(0) > 0).map(|(at, _)| at)
    });
    base.unwrap_or(start)..end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    use super::super::measure::{TAB, width};
    use super::{Mark, excerpts};
    use crate::report::escape;
    use crate::source::{Document, InputKind, Origin, Span};

    use codespan_reporting::diagnostic::LabelStyle;

    const COLUMNS: usize = 40;

    fn document(text: String) -> Document {
        Document::new(Origin::new("a.wiki", InputKind::Wikitext), text)
    }

    fn mark(start: usize, end: usize) -> Mark {
        let message = "m".repeat(1 + (end - start) % 50);
        Mark { span: Span::of(start..end), style: LabelStyle::Primary, message }
    }

    /// Texts that are dense in what is hard to show, and two places in them on character boundaries.
    fn text_with_places() -> impl Strategy<Value = (String, Vec<(usize, usize)>)> {
        let piece = prop_oneof![
            "[a-z ]{1,30}",
            "[漢字한글👍e\u{301}\u{200b}\u{202e}\u{1b}\t]{1,9}",
            Just("\r\n".to_owned()),
            Just("\n".to_owned()),
            any::<char>().prop_map(String::from),
        ];
        let text = prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
        (text, prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4))
            .prop_map(|(text, places)| {
                let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let places = places.iter().map(|(one, other)| (*one.get(&bounds), *other.get(&bounds)));
                let places = places.map(|(one, other)| (one.min(other), one.max(other))).collect();
                (text, places)
            })
    }

    proptest! {
        #[test]
        fn an_excerpt_fits_and_holds_nothing_a_terminal_obeys((text, places) in text_with_places()) {
            let doc = document(text);
            let marks: Vec<Mark> = places.iter().map(|&(start, end)| mark(start, end)).collect();
            let shown = excerpts(&doc, &marks, COLUMNS);
            prop_assert!(!shown.is_empty());
            for excerpt in &shown {
                prop_assert!(width(&excerpt.text, 0..excerpt.text.len()) <= COLUMNS, "{excerpt:?}");
                prop_assert_eq!(escape(&excerpt.text), excerpt.text.as_str());
                for (_, place, _) in &excerpt.marks {
                    prop_assert!(place.start < place.end && place.start <= excerpt.text.len(), "{excerpt:?}");
                }
            }
            let messages = shown.iter().flat_map(|excerpt| &excerpt.marks).filter(|mark| !mark.2.is_empty()).count();
            prop_assert_eq!(messages, marks.len(), "each message is shown once");
        }

        #[test]
        fn a_mark_covers_what_it_stands_for((text, places) in text_with_places()) {
            for (start, end) in places {
                let covered = &text[start..end];
                if covered.contains('\n') || covered.chars().map(|ch| ch.width().unwrap_or(0)).sum::<usize>() == 0 {
                    continue;
                }
                let shown = excerpts(&document(text.clone()), &[mark(start, end)], COLUMNS);
                let excerpt = shown.iter().find(|excerpt| !excerpt.marks.is_empty()).unwrap();
                let marked = &excerpt.text[excerpt.marks[0].1.clone()];
                let covered = covered.replace('\t', TAB);
                prop_assert!(escape(&covered).starts_with(marked) && !marked.is_empty(), "{marked:?} of {covered:?}");
            }
        }
    }
}

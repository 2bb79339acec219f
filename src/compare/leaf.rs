//! Leaves: their words, and the values in them.

use std::ops::Range;

use super::outline::{Leaf, Word};
use super::read::Reader;
use super::values::{Meaning, Value, meaning_of, numbers};
use super::words::{Key, key, key_of, markers, sentences, words};
use crate::facts::prose::{Block, LEFT_OUT};
use crate::source::Span;

/// The key of the place of a template; no word has it, since words are not empty.
pub(super) const GAP: Key = 0;

/// How much there was when a leaf began.
struct Start {
    node: usize,
    text: usize,
    words: usize,
    found: usize,
}

impl Reader<'_, '_> {
    /// The leaves of a block: its sentences, or the whole of it.
    pub(super) fn leaves(&mut self, block: &Block<'_>, is_heading: bool) {
        let Some(node) = self.open.last().map(|open| open.node) else { return };
        let text = block.text();
        let column =
            self.open.iter().rev().take_while(|open| open.end.is_some()).find_map(|open| open.column);
        let ranges = if is_heading { std::iter::once(0..text.len()).collect() } else { self.sentences(text) };
        for range in ranges {
            let start = self.start(node);
            self.sentence(block, range.clone());
            self.end(&start, block.span_of(range), column, is_heading);
        }
    }

    /// The sentences of the block that is read.
    fn sentences(&self, text: &str) -> Vec<Range<usize>> {
        let dates = self.dates.get(self.next_date..).unwrap_or_default().iter();
        let dates = dates.take_while(|(of, ..)| *of == self.index).map(|(_, range, _)| range);
        whole(sentences(text), dates)
    }

    /// The leaves of a cell that is drawn with signs. Its lines stand beside those of other cells, so that each of the
    /// leaves has the place of the cell.
    pub(super) fn drawn(&mut self, node: usize, column: u32, text: &str, span: Span) {
        let dates = self.facts.dates().grammar.find_all(text).into_iter();
        let dates: Vec<(Range<usize>, Meaning)> =
            dates.filter_map(|date| Some((date.span.range(), meaning_of(&date)?))).collect();
        let mut ranges = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            ranges.extend(sentences(line).into_iter().map(|range| range.start + at..range.end + at));
            at += line.len();
        }
        let ranges = whole(ranges, dates.iter().map(|(range, _)| range));
        let mut dates = dates.iter().peekable();
        for range in ranges {
            let start = self.start(node);
            let mut own = Vec::new();
            while let Some((date, meaning)) = dates.next_if(|(date, _)| date.end <= range.end) {
                if range.start <= date.start {
                    own.push((date.start - range.start..date.end - range.start, meaning.clone()));
                }
            }
            self.piece(text.get(range).unwrap_or_default(), own, |_| span);
            self.end(&start, span, Some(column), false);
        }
    }

    fn start(&self, node: usize) -> Start {
        let (text, words) = (self.outline.text.len(), self.outline.words.len());
        Start { node, text, words, found: self.found.len() }
    }

    /// Makes a leaf of what came since its start; without words and values it is none.
    fn end(&mut self, start: &Start, span: Span, column: Option<u32>, is_heading: bool) {
        let words = self.outline.words.get(start.words..).unwrap_or_default();
        let has_values = self.found.len() > start.found;
        let is_shown =
            words.iter().any(|word| !word.is_gap) || column.is_some() && !words.is_empty() || has_values;
        if !is_shown {
            self.outline.text.truncate(start.text);
            self.outline.words.truncate(start.words);
            return;
        }
        let inner = words.iter().skip_while(|word| word.is_gap).skip(1);
        let capitals = inner.filter(|word| word.is_capital && !is_heading).map(|word| word.key);
        self.capitals.extend(capitals);
        let key = key_of(words.iter().filter(|word| word.key != GAP).map(|word| word.key));
        let text = start.text..self.outline.text.len();
        let words = start.words..self.outline.words.len();
        self.outline.text.push('\n');
        let leaf = Leaf { node: start.node, text, span, words, values: 0..0, key, column, is_heading };
        self.outline.leaves.push(leaf);
    }

    fn sentence(&mut self, block: &Block<'_>, range: Range<usize>) {
        let text = block.text().get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        for piece in text.split(LEFT_OUT) {
            let dates = self.dates_in(at..at + piece.len());
            self.piece(piece, dates, |range| block.span_of(at + range.start..at + range.end));
            at += piece.len();
            if at < range.end {
                self.gap(block.span_of(at..at + LEFT_OUT.len_utf8()));
                at += LEFT_OUT.len_utf8();
            }
        }
    }

    /// The dates in a range of the text of the block that is read, as ranges from its start on. They are asked for in the
    /// order of the text.
    fn dates_in(&mut self, range: Range<usize>) -> Vec<(Range<usize>, Meaning)> {
        let mut dates = Vec::new();
        while let Some((of, date, meaning)) = self.dates.get(self.next_date) {
            let is_before = (*of, date.start) < (self.index, range.start);
            if !is_before && (*of > self.index || date.end > range.end) {
                break;
            }
            self.next_date += 1;
            if !is_before {
                dates.push((date.start - range.start..date.end - range.start, meaning.clone()));
            }
        }
        dates
    }

    /// Words and values of a text without anything left out; `place` says where a range of it stands in the document.
    fn piece(
        &mut self,
        piece: &str,
        dates: Vec<(Range<usize>, Meaning)>,
        place: impl Fn(Range<usize>) -> Span,
    ) {
        let (base, leaf) = (self.outline.text.len(), self.outline.leaves.len());
        self.outline.text.extend(piece.chars().map(|sign| if sign == '\n' { ' ' } else { sign }));
        let markers = if self.is_extract { markers(piece) } else { Vec::new() };
        for range in outside(&markers, words(piece), |range| range) {
            let Some(word) = piece.get(range.clone()) else { continue };
            self.outline.words.push(Word {
                key: key(word),
                start: (base + range.start) as u32,
                end: (base + range.end) as u32,
                span: place(range),
                is_capital: word.starts_with(char::is_uppercase),
                is_gap: false,
            });
        }
        let ranges: Vec<Range<usize>> = dates.iter().map(|(range, _)| range.clone()).collect();
        let dates = dates.into_iter().map(|(range, meaning)| (meaning, range, true));
        let numbers = numbers(piece, self.facts.language, &ranges);
        let numbers = outside(&markers, numbers, |(_, range, _)| range);
        for (meaning, range, is_exact) in dates.chain(numbers) {
            let text = base + range.start..base + range.end;
            self.found.push((leaf, Value { meaning, text, span: place(range), is_exact }));
        }
    }

    /// What is known of a template that stands in a text.
    fn gap(&mut self, span: Span) {
        let Some(template) = self.templates.at(span.start) else { return };
        let Some((text, values)) = self.templates.shown(template, self.facts) else { return };
        let (base, leaf) = (self.outline.text.len(), self.outline.leaves.len());
        // Brackets around it are not empty.
        self.outline.text.push_str(if text.is_empty() { "…" } else { &text });
        let word = |key, range: Range<usize>, is_capital| Word {
            key,
            start: (base + range.start) as u32,
            end: (base + range.end) as u32,
            span,
            is_capital,
            is_gap: true,
        };
        self.outline.words.push(word(GAP, 0..0, false));
        for range in words(&text) {
            let Some(written) = text.get(range.clone()) else { continue };
            self.outline.words.push(word(key(written), range, written.starts_with(char::is_uppercase)));
        }
        let text = base..base + text.len();
        let value = |meaning| Value { meaning, text: text.clone(), span, is_exact: true };
        self.found.extend(values.into_iter().map(|meaning| (leaf, value(meaning))));
    }
}

/// Sentences put together where one ends in a date: `am 13. Mai`.
fn whole<'d>(
    sentences: Vec<Range<usize>>,
    dates: impl Iterator<Item = &'d Range<usize>>,
) -> Vec<Range<usize>> {
    let mut dates = dates.peekable();
    let mut whole: Vec<Range<usize>> = Vec::new();
    for sentence in sentences {
        while dates.next_if(|date| date.end <= sentence.start).is_some() {}
        let is_inside = dates.peek().is_some_and(|date| date.start < sentence.start);
        match whole.last_mut().filter(|_| is_inside) {
            Some(last) => last.end = sentence.end,
            None => whole.push(sentence),
        }
    }
    whole
}

/// What stands in none of the ranges; both are in the order of the text.
fn outside<T>(ranges: &[Range<usize>], all: Vec<T>, range: impl Fn(&T) -> &Range<usize>) -> Vec<T> {
    let mut ranges = ranges.iter().peekable();
    let mut all = all;
    all.retain(|one| {
        let own = range(one);
        while ranges.next_if(|range| range.end <= own.start).is_some() {}
        ranges.peek().is_none_or(|range| own.end <= range.start)
    });
    all
}

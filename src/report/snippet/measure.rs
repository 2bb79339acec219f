//! How many columns of a terminal a piece of a line takes.

use std::ops::Range;

use crate::report::escape;

/// What is shown for a tab.
pub(in crate::report) const TAB: &str = "    ";

/// The place up to which `columns` columns reach from `from` on.
pub(in crate::report) fn forward(text: &str, from: usize, columns: usize) -> usize {
    let mut used = 0;
    characters(text, from)
        // Marks that take no column are bounded as well, so that a line of nothing else stays cheap.
        .take(columns * 4)
        .take_while(|&(_, ch, before)| {
            used += columns_of(ch, before);
            used <= columns
        })
        .last()
        .map_or(from, |(at, ch, _)| at + ch.len_utf8())
}

/// The place from which `columns` columns reach up to `to`; never between a letter and its combining marks.
pub(in crate::report) fn backward(text: &str, to: usize, columns: usize) -> usize {
    let before = text.get(..to).unwrap_or_default();
    let mut used = 0;
    let mut from = to;
    for (at, ch) in before.char_indices().rev().take(columns * 4) {
        let columns_here = columns_of(ch, before.get(..at).and_then(|text| text.chars().next_back()));
        used += columns_here;
        if used > columns {
            break;
        }
        if columns_here > 0 {
            from = at;
        }
    }
    from
}

/// The columns that a range of a line takes.
pub(in crate::report) fn width(text: &str, range: Range<usize>) -> usize {
    let end = range.end;
    characters(text, range.start)
        .take_while(|&(at, ..)| at < end)
        .map(|(_, ch, before)| columns_of(ch, before))
        .sum()
}

/// The characters from `from` on, each with its place and the one before it.
pub(in crate::report) fn characters(
    text: &str,
    from: usize,
) -> impl Iterator<Item = (usize, char, Option<char>)> {
    let mut before = text.get(..from).and_then(|text| text.chars().next_back());
    text.get(from..)
        .unwrap_or_default()
        .char_indices()
        .map(move |(at, ch)| (from + at, ch, before.replace(ch)))
}

fn columns_of(ch: char, before: Option<char>) -> usize {
    if ch == '\t' { TAB.len() } else { escape::width(ch, before) }
}

//! What marks of tools are searched by: a few bytes of each, found for all of them at once.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, Input, MatchKind};

/// How many anchors are searched for at once: more are too many for a search by vectors.
const AT_ONCE: usize = 64;

/// How many bytes an anchor has.
const ANCHOR: usize = 4;

/// How many an anchor has that is not ASCII: four bytes are hardly more than one letter of most scripts.
const LONG_ANCHOR: usize = 10;

/// The anchors of a list of marks.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    searches: Vec<Search>,
}

/// A mark that has an anchor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchored {
    /// Its place in the list.
    pub(super) index: usize,
    /// Where the anchor starts in what the mark is found by, in bytes.
    pub(super) offset: usize,
}

/// Some anchors that are searched for at once; none of them starts as another one does.
#[derive(Debug)]
struct Search {
    finder: Finder,
    /// By the number of an anchor, the marks that have it.
    marks: Vec<Vec<Anchored>>,
}

#[derive(Debug)]
enum Finder {
    /// Looks at 16 or 32 bytes at once.
    Packed(Searcher),
    /// For processors that cannot.
    Automaton(AhoCorasick),
}

impl Anchors {
    /// The anchors of marks, each given by what it is found by, and whether that is a text, whose first letter and
    /// apostrophes may be written otherwise.
    pub(super) fn new<'m>(marks: impl Iterator<Item = (&'m str, bool)>) -> Self {
        let mut by_anchor: BTreeMap<&[u8], Vec<Anchored>> = BTreeMap::new();
        for (index, (near, is_text)) in marks.enumerate() {
            if let Some(range) = anchor(near, is_text) {
                let bytes = near.as_bytes().get(range.clone()).unwrap_or_default();
                by_anchor.entry(bytes).or_default().push(Anchored { index, offset: range.start });
            }
        }
        let mut apart: Vec<(&[u8], Vec<Anchored>)> = Vec::new();
        for (bytes, marks) in by_anchor {
            match apart.last_mut().filter(|(shorter, _)| bytes.starts_with(shorter)) {
                Some((_, all)) => all.extend(marks),
                None => apart.push((bytes, marks)),
            }
        }
        // A search compares as many bytes at first as its shortest anchor has.
        apart.sort_by_key(|(bytes, _)| bytes.len().min(ANCHOR));
        Anchors { searches: apart.chunks(AT_ONCE).filter_map(Search::new).collect() }
    }

    /// Calls for each place of an anchor, and each mark that has it.
    pub(super) fn find(&self, text: &str, mut call: impl FnMut(usize, Anchored)) {
        for search in &self.searches {
            let mut at = 0;
            while let Some((anchor, start)) = search.finder.find(text, at) {
                let marks = search.marks.get(anchor).map(Vec::as_slice).unwrap_or_default();
                marks.iter().for_each(|anchored| call(start, *anchored));
                at = start + 1;
            }
        }
    }
}

impl Search {
    fn new(anchors: &[(&[u8], Vec<Anchored>)]) -> Option<Self> {
        let patterns = || anchors.iter().map(|(bytes, _)| *bytes);
        let packed = packed::Config::new().builder().extend(patterns()).build();
        let automaton = || AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(patterns()).ok();
        let finder = packed.map(Finder::Packed).or_else(|| automaton().map(Finder::Automaton))?;
        Some(Search { finder, marks: anchors.iter().map(|(_, marks)| marks.clone()).collect() })
    }
}

impl Finder {
    /// The number and the place of the first anchor from a place on.
    fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let found = match self {
            Finder::Packed(searcher) => searcher.find_in(text, (from..text.len()).into()),
            Finder::Automaton(automaton) => automaton.find(Input::new(text).range(from..)),
        };
        found.map(|found| (found.pattern().as_usize(), found.start()))
    }
}

/// The rarest few bytes of what a mark is found by. Those of a letter but the last one are the same for many letters, so
/// that it may start with that one.
fn anchor(near: &str, is_text: bool) -> Option<Range<usize>> {
    let skipped = if is_text { near.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let letters = near.char_indices().filter(|&(at, _)| at >= skipped);
    let starts = letters.flat_map(|(at, letter)| [at, at + letter.len_utf8() - 1]);
    let bytes_from = |start: usize, length: usize| {
        let range = start..near.len().min(start + length);
        near.as_bytes().get(range.clone()).filter(|bytes| !is_text || !bytes.contains(&b'\'')).map(|_| range)
    };
    let rated = starts.filter_map(|start| {
        let short = bytes_from(start, ANCHOR)?;
        let bytes = near.as_bytes().get(short.clone())?;
        let range = if bytes.is_ascii() { short } else { bytes_from(start, LONG_ANCHOR).unwrap_or(short) };
        Some((bytes.iter().map(|&byte| rarity(byte)).sum::<u32>(), range))
    });
    // Of equal ones the first.
    let best = rated.fold(None, |best: Option<(u32, Range<usize>)>, next| match best {
        Some(best) if best.0 >= next.0 => Some(best),
        _ => Some(next),
    });
    best.map(|(_, range)| range)
}

/// How rare a byte is in articles, roughly.
fn rarity(byte: u8) -> u32 {
    match byte {
        b' ' | b'a' | b'e' | b'i' | b'o' | b't' | b'n' | b's' | b'r' | 0xC0.. => 1,
        b'j' | b'k' | b'q' | b'v'..=b'z' => 3,
        b'a'..=b'z' => 2,
        b'.' | b',' | b'-' | b'/' | b':' | b'0'..=b'9' => 3,
        0x80.. => 3,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(marks: &[&str], text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let anchors = Anchors::new(marks.iter().map(|near| (*near, false)));
        anchors.find(text, |at, anchored| found.push((at - anchored.offset, anchored.index)));
        found.sort_unstable();
        found
    }

    #[test]
    fn anchors_are_found_in_scripts_of_any_length() {
        let text = format!("{}<!--[ข้อ [cite: и это ♙", "x".repeat(40));
        assert_eq!(found(&["♙", "[cite: ", "это", "ข้อ"], &text), [(45, 3), (55, 1), (65, 2), (72, 0)]);
    }

    #[test]
    fn more_anchors_than_fit_into_one_search_are_all_found() {
        let names: Vec<String> = (100..300).map(|number| format!("<{number}>")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(found(&names, &names.concat()).len(), 200);
    }

    #[test]
    fn an_anchor_that_starts_as_another_one_hides_no_mark() {
        assert_eq!(found(&["[ab", "[abc"], "x[abc"), [(1, 0), (1, 1)]);
    }
}

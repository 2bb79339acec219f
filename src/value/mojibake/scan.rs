//! Sequences that are valid UTF-8 in some encoding, and the runs they form.

use super::plausible::{self, Context, Family, Weight};
use crate::profile::{Encoding, Encodings};

/// How many ASCII signs may stand between two sequences of one run.
pub(super) const MAX_GAP: usize = 2;

/// Characters that are one character of UTF-8, read in a wrong encoding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sequence {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What was written; U+FFFD where a byte is lost.
    pub(super) decoded: char,
    /// How many bytes UTF-8 has for it.
    pub(super) width: usize,
    /// Whether one of these bytes is lost, or became a space.
    pub(super) mutilated: bool,
    /// Whether its characters are letters as they follow each other in sound words.
    pub(super) wordlike: bool,
}

/// Neighbouring sequences of one encoding.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) encoding: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) repaired: String,
    pub(super) weight: Weight,
    pub(super) family: Family,
    /// The sum of the sequences' widths.
    pub(super) width: usize,
}

impl Run {
    pub(super) fn name<'e>(&self, encodings: &'e Encodings) -> &'e str {
        encodings.list().get(self.encoding).map_or("", |encoding| &encoding.name)
    }

    /// Whether it is a single sequence of two bytes.
    pub(super) fn is_pair(&self) -> bool {
        self.width == 2
    }

    /// Whether no other reading is worth a thought: three bytes or more that follow UTF-8's pattern.
    pub(super) fn is_unmistakable(&self) -> bool {
        self.weight == Weight::Strong && self.width >= 3
    }
}

/// The runs of all encodings that are plausible at all, encoding by encoding.
pub(super) fn runs(text: &str, encodings: &Encodings) -> Vec<Run> {
    sequences(text, encodings)
        .iter()
        .zip(encodings.list())
        .enumerate()
        .flat_map(|(index, (found, encoding))| group(text, index, encoding, found))
        .collect()
}

/// The sequences of each encoding. In one encoding they never overlap, since no character of it stands both for a
/// first and for a further byte.
fn sequences(text: &str, encodings: &Encodings) -> Vec<Vec<Sequence>> {
    let mut found = vec![Vec::new(); encodings.list().len()];
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(ahead) = bytes[at..].iter().position(|byte| !byte.is_ascii()) {
        let start = at + ahead;
        let mut chars = text[start..].chars();
        let Some(lead) = chars.next() else { break };
        at = start + lead.len_utf8();
        let possible = encodings.roles(lead).lead;
        if possible == 0 {
            continue;
        }
        let next = chars.next();
        let fitting = match next {
            Some(' ' | char::REPLACEMENT_CHARACTER) => possible,
            Some(next) => possible & encodings.roles(next).continuation,
            None => 0,
        };
        for (index, encoding) in
            encodings.list().iter().enumerate().filter(|(index, _)| fitting >> index & 1 == 1)
        {
            found[index].extend(sequence(text, start, encoding));
        }
    }
    found
}

/// The sequence that starts with a lead character at `start`.
pub(super) fn sequence(text: &str, start: usize, encoding: &Encoding) -> Option<Sequence> {
    let mut chars = text[start..].char_indices();
    let (_, lead) = chars.next()?;
    let first = encoding.byte(lead)?;
    let width = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    let mut end = lead.len_utf8();
    for slot in bytes.iter_mut().take(width).skip(1) {
        let (at, next) = chars.next()?;
        match encoding.byte(next).filter(|byte| (0x80..=0xBF).contains(byte)) {
            Some(byte) => *slot = byte,
            None => return mutilated(text, start, start + at, width, first),
        }
        end = at + next.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    let wordlike = is_wordlike(&text[start..start + end]);
    Some(Sequence { start, end: start + end, decoded, width, mutilated: false, wordlike })
}

/// A sequence whose byte at `at` was replaced: by U+FFFD, by `?`, or by a space where it was A0.
fn mutilated(text: &str, start: usize, at: usize, width: usize, first: u8) -> Option<Sequence> {
    let rest = &text[at..];
    let lost = |length| {
        let decoded = char::REPLACEMENT_CHARACTER;
        Sequence { start, end: at + length, decoded, width, mutilated: true, wordlike: false }
    };
    if rest.starts_with(char::REPLACEMENT_CHARACTER) {
        return Some(lost(char::REPLACEMENT_CHARACTER.len_utf8()));
    }
    if width == 3 && rest.starts_with('?') {
        return Some(lost(1));
    }
    if width != 2 || !rest.starts_with(' ') {
        return None;
    }
    let decoded = std::str::from_utf8(&[first, 0xA0]).ok()?.chars().next()?;
    // `à` is a word of its own, so that the space after it is one, unless there are two.
    let is_word = decoded == 'à' && !rest.starts_with("  ");
    let end = if is_word { at } else { at + 1 };
    Some(Sequence { start, end, decoded, width, mutilated: true, wordlike: false })
}

/// Whether text is all small letters or all capitals.
fn is_wordlike(text: &str) -> bool {
    text.chars().all(char::is_lowercase) || text.chars().all(char::is_uppercase)
}

fn group(text: &str, index: usize, encoding: &Encoding, found: &[Sequence]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut members: Vec<(Sequence, Weight)> = Vec::new();
    for (sequence, weight) in weighed(text, encoding, found) {
        if weight == Weight::None {
            runs.extend(close(text, index, &mut members));
            continue;
        }
        if members.last().is_some_and(|(last, _)| !joins(text, *last, sequence)) {
            runs.extend(close(text, index, &mut members));
        }
        members.push((sequence, weight));
    }
    runs.extend(close(text, index, &mut members));
    runs
}

/// How many sequences of a line make it likely that all of the line is damaged, if nothing else in it is beyond ASCII.
const MIN_WHOLE_LINE: usize = 3;

/// The sequences of one encoding with what speaks for each, its neighbours and its line looked at as well.
fn weighed(text: &str, encoding: &Encoding, found: &[Sequence]) -> Vec<(Sequence, Weight)> {
    let mut weighed: Vec<(Sequence, Weight)> = Vec::with_capacity(found.len());
    // The first sequence of this line, and the characters beyond ASCII in it that belong to none.
    let (mut first, mut others) = (0, 0);
    let mut at = 0;
    for (place, &sequence) in found.iter().enumerate() {
        let gap = text.get(at..sequence.start).unwrap_or_default();
        at = sequence.end;
        if let Some(line_end) = gap.find('\n') {
            others += beyond_ascii(&gap[..line_end]);
            promote_line(&mut weighed[first..], others);
            (first, others) = (place, beyond_ascii(&gap[gap.rfind('\n').unwrap_or(0)..]));
        } else {
            others += beyond_ascii(gap);
        }
        let mut weight = plausible::weigh(text, sequence, encoding);
        let neighbours = [place.checked_sub(1), Some(place + 1)].map(|other| found.get(other?));
        let touches = neighbours
            .into_iter()
            .flatten()
            .any(|other| !other.mutilated && (other.end == sequence.start || other.start == sequence.end));
        if sequence.mutilated && touches {
            weight = weight.max(Weight::Weak);
        }
        weighed.push((sequence, weight));
    }
    let tail = text.get(at..).unwrap_or_default();
    let line_end = tail.find('\n').unwrap_or(tail.len());
    promote_line(&mut weighed[first..], others + beyond_ascii(&tail[..line_end]));
    weighed
}

fn beyond_ascii(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii()).count()
}

/// Lets what is made of letters alone count, where a line holds sequences and nothing else; it proves nothing itself.
fn promote_line(line: &mut [(Sequence, Weight)], others: usize) {
    if others > 0 || line.len() < MIN_WHOLE_LINE {
        return;
    }
    for (sequence, weight) in line.iter_mut().filter(|(_, weight)| *weight == Weight::None) {
        if plausible::is_text(sequence.decoded) {
            (sequence.wordlike, *weight) = (true, Weight::Weak);
        }
    }
}

/// Whether two sequences have nothing but a few ASCII signs between them.
fn joins(text: &str, one: Sequence, other: Sequence) -> bool {
    let gap = text.get(one.end..other.start).unwrap_or_default();
    gap.len() <= MAX_GAP && gap.bytes().all(|byte| byte.is_ascii_punctuation() || byte == b' ')
}

fn close(text: &str, encoding: usize, members: &mut Vec<(Sequence, Weight)>) -> Option<Run> {
    let (first, last) = (members.first()?.0, members.last()?.0);
    let mut repaired = String::new();
    let mut at = first.start;
    for (sequence, _) in members.iter() {
        repaired.push_str(&text[at..sequence.start]);
        repaired.push(sequence.decoded);
        at = sequence.end;
    }
    let width = members.iter().map(|(sequence, _)| sequence.width).sum();
    let (weight, family) = plausible::weigh_run(Context::around(text, first.start, last.end), members);
    members.clear();
    Some(Run { encoding, start: first.start, end: last.end, repaired, weight, family, width })
}

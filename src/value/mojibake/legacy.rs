//! Text in another encoding than UTF-8 that was read in a wrong one: `Ïðèâåò` for `Привет`.
//!
//! Nothing in the bytes proves that. So what stands there has to be no text, letters beyond ASCII side by side or capitals
//! within words; and what comes out has to be words of a script whose frequent letters are frequent in it. Bits measure
//! that: a byte that nothing is known of carries eight, and good text fewer.

use super::Damage;
use super::reading::{Reading, is_separator, read};
use super::streak::{Suspect, Suspects};
use crate::profile::{Encoding, Encodings, Form, Written};
use crate::source::Span;
use crate::value::kinds::BlockKinds;

/// How many characters beyond ASCII side by side make a word worth reading.
const MIN_STREAK: usize = 4;
/// The same, where more text was damaged in the same way.
const MIN_STREAK_OF_FAMILY: usize = 2;
/// How many bits a reading has to save, so that it is no chance.
const MIN_SAVED: f32 = 16.0;
/// The same, where more text was damaged in the same way.
const MIN_SAVED_OF_FAMILY: f32 = 5.0;
/// How many bytes in words a reading has at least that is certain, or that is no line of its own.
const MIN_IN_WORDS: usize = 12;
/// How many bits make a reading certain, if no other one comes near.
const CERTAIN: f32 = 40.0;
/// What share of the best reading's bits another one saves at most, where the best one is certain.
const RIVAL: f32 = 0.75;
/// How many places are tried with every pair of encodings: damage hits a text as a whole.
const MAX_TRIED: usize = 128;
/// How many bytes are read at once.
const WINDOW: usize = 4096;
/// How many bytes show which pairs of encodings are worth a longer look.
const SAMPLE: usize = 96;
/// How many different readings of them get it.
const MAX_LIKELY: usize = 4;
/// How many bits a reading has to save more than what stands there, if that is letters of another script than Latin.
const MIN_BETTER: f32 = 14.0;

/// The damaged runs of a text, in its order.
pub(super) fn find_legacy<'e>(text: &str, blocks: &BlockKinds, encodings: &'e Encodings) -> Vec<Damage<'e>> {
    let all: Vec<Pair<'e>> = encodings
        .list()
        .iter()
        .flat_map(|read| encodings.written().iter().map(move |written| Pair { read, written }))
        .filter(|pair| pair.read.name != pair.written.name)
        .collect();
    let scan = Scan {
        text,
        blocks,
        pairs: &all,
        encodings,
        streak: MIN_STREAK,
        saved: MIN_SAVED,
        in_words: MIN_IN_WORDS,
        most: MAX_TRIED,
    };
    let found = scan.run();
    let Some(most) = found.iter().max_by(|one, other| one.saved.total_cmp(&other.saved)) else {
        return Vec::new();
    };
    let family = Scan {
        pairs: &[most.pair],
        streak: MIN_STREAK_OF_FAMILY,
        saved: MIN_SAVED_OF_FAMILY,
        in_words: 0,
        most: usize::MAX,
        ..scan
    };
    merge(family.run(), found).into_iter().map(Found::into_damage).collect()
}

/// All that was found, in the order of the text; of two that overlap, the one of the family.
fn merge<'e>(family: Vec<Found<'e>>, others: Vec<Found<'e>>) -> Vec<Found<'e>> {
    let mut all = Vec::with_capacity(family.len() + others.len());
    let mut others = others.into_iter().peekable();
    for mut found in family {
        while let Some(before) = others.next_if(|other| other.span.end <= found.span.start) {
            all.push(before);
        }
        while let Some(rival) = others.next_if(|other| other.span.start < found.span.end) {
            found.certain &= rival.certain;
        }
        all.push(found);
    }
    all.extend(others);
    all
}

/// The encoding that text was read in, and the one that it was written in.
#[derive(Clone, Copy)]
struct Pair<'e> {
    read: &'e Encoding,
    written: &'e Written,
}

struct Found<'e> {
    span: Span,
    repaired: String,
    pair: Pair<'e>,
    saved: f32,
    certain: bool,
}

impl<'e> Found<'e> {
    fn into_damage(self) -> Damage<'e> {
        Damage {
            span: self.span,
            repaired: self.repaired,
            written: &self.pair.written.name,
            chain: vec![&self.pair.read.name],
            certain: self.certain,
        }
    }
}

struct Scan<'s, 'e> {
    text: &'s str,
    blocks: &'s BlockKinds,
    pairs: &'s [Pair<'e>],
    encodings: &'e Encodings,
    streak: usize,
    saved: f32,
    /// How many bytes in words a reading has that is no line of its own.
    in_words: usize,
    /// How many suspects are looked at.
    most: usize,
}

impl<'e> Scan<'_, 'e> {
    fn run(&self) -> Vec<Found<'e>> {
        let mut found = Vec::new();
        // What lies before was read.
        let mut seen = 0;
        let &Scan { text, blocks, encodings, streak: min_streak, .. } = self;
        let suspects = Suspects { text, blocks, encodings, min_streak };
        for _ in 0..self.most {
            let Some(suspect) = suspects.next(seen) else { break };
            let (best, furthest) = self.best_reading(self.starts(&suspect, seen), &suspect);
            seen = furthest.max(suspect.end);
            found.extend(best);
        }
        found
    }

    /// Where the words before a suspect begin that may belong to it, which stand between ASCII signs, and where its own
    /// word begins.
    fn starts(&self, suspect: &Suspect, seen: usize) -> [usize; 2] {
        let mut start = suspect.start;
        let mut word = None;
        let least = self.text.ceil_char_boundary(suspect.start.saturating_sub(SAMPLE).max(seen));
        for (at, c) in self.text[least..suspect.start].char_indices().rev() {
            if !c.is_ascii() {
                start = least + at;
                continue;
            }
            word = word.or(Some(least + at + 1));
            if !is_separator(c) {
                break;
            }
        }
        [start, word.map_or(start, |word| word.min(suspect.start))]
    }

    /// The pairs of encodings that read the beginning best, the best one first.
    fn likely(&self, starts: [usize; 2], suspect: &Suspect) -> Vec<Pair<'e>> {
        let end = self.text.floor_char_boundary(suspect.end.min(suspect.start + SAMPLE));
        let sample = &self.text[suspect.start..end];
        let fitting = |pair: &&Pair<'e>| sample.chars().all(|c| c.is_ascii() || pair.read.byte(c).is_some());
        if let [only] = self.pairs {
            return Some(only).filter(fitting).into_iter().copied().collect();
        }
        let window = &self.text[..self.text.floor_char_boundary(suspect.start + SAMPLE)];
        let saved = |pair: &Pair<'e>| {
            starts.iter().find_map(|&start| Some(read(window, start, pair.read, pair.written).0?.saved))
        };
        let mut likely: Vec<(Pair<'e>, f32)> =
            self.pairs.iter().filter(fitting).filter_map(|pair| Some((*pair, saved(pair)?))).collect();
        likely.sort_by(|one, other| other.1.total_cmp(&one.1));
        // Pairs that read the beginning alike may part later.
        let mut bits: Vec<u32> = likely.iter().map(|(_, saved)| saved.to_bits()).collect();
        bits.dedup();
        let least = bits.get(MAX_LIKELY - 1).map_or(0.0, |&bits| f32::from_bits(bits));
        likely.into_iter().filter(|&(_, saved)| saved >= least).map(|(pair, _)| pair).collect()
    }

    /// The reading that saves most, if it saves enough; and how far any reading came.
    fn best_reading(&self, starts: [usize; 2], suspect: &Suspect) -> (Option<Found<'e>>, usize) {
        let mut best: Option<(Pair<'e>, Reading)> = None;
        let mut rival = 0.0_f32;
        let mut furthest = suspect.end;
        let window = &self.text[..self.text.floor_char_boundary(suspect.start + WINDOW)];
        for pair in self.likely(starts, suspect) {
            for start in starts {
                let (reading, reached) = read(window, start, pair.read, pair.written);
                furthest = furthest.max(reached);
                let Some(reading) = reading else { continue };
                match &mut best {
                    Some((_, known)) if known.repaired == reading.repaired => {}
                    Some((_, known)) if known.saved >= reading.saved => rival = rival.max(reading.saved),
                    _ => {
                        rival = best.take().map_or(rival, |(_, known)| rival.max(known.saved));
                        best = Some((pair, reading));
                    }
                }
                break;
            }
        }
        let found = best.filter(|(pair, reading)| {
            reading.saved >= self.saved
                && (reading.in_words >= self.in_words || self.is_line(reading))
                && reading.end >= suspect.end
                && self.is_better(*pair, reading, suspect)
                && !is_utf8(&self.text[reading.start..reading.end], pair.read)
        });
        let found = found.map(|(pair, reading)| Found {
            span: Span::of(reading.start..reading.end),
            certain: reading.saved >= CERTAIN
                && reading.in_words >= MIN_IN_WORDS
                && rival <= RIVAL * reading.saved,
            saved: reading.saved,
            repaired: reading.repaired,
            pair,
        });
        (found, furthest)
    }

    /// Whether no other letters stand in the line, cell or part of a link, as far as one looks.
    fn is_line(&self, reading: &Reading) -> bool {
        let (before, after) = (&self.text[..reading.start], &self.text[reading.end..]);
        let is_in_line = |c: &char| !matches!(c, '\n' | '<' | '>' | '[' | ']' | '{' | '}' | '|' | '=' | ':');
        !before.chars().rev().take(SAMPLE).take_while(is_in_line).any(char::is_alphabetic)
            && !after.chars().take(SAMPLE).take_while(is_in_line).any(char::is_alphabetic)
    }

    /// Whether a reading is better than what stands there, where that is letters of another script than Latin.
    fn is_better(&self, pair: Pair<'e>, reading: &Reading, suspect: &Suspect) -> bool {
        if suspect.is_western {
            return true;
        }
        let Some(own) = self.encodings.written().iter().find(|own| own.name == pair.read.name) else {
            return false;
        };
        let own: f32 = self.text[reading.start..reading.end]
            .chars()
            .filter_map(|c| Some(8.0 - own_bits(&own.form, pair.read.byte(c)?)))
            .sum();
        reading.saved - own >= MIN_BETTER
    }
}

/// Whether most of the bytes that a text stands for are UTF-8, which is no chance.
fn is_utf8(text: &str, read: &Encoding) -> bool {
    let bytes: Vec<u8> =
        text.chars().filter_map(|c| if c.is_ascii() { Some(c as u8) } else { read.byte(c) }).collect();
    let beyond_ascii = |text: &str| text.bytes().filter(|byte| !byte.is_ascii()).count();
    let valid: usize = bytes.utf8_chunks().map(|chunk| beyond_ascii(chunk.valid())).sum();
    2 * valid > bytes.iter().filter(|byte| !byte.is_ascii()).count()
}

fn own_bits(form: &Form, byte: u8) -> f32 {
    form.letter(byte).map_or(8.0, |(_, bits)| bits)
}

//! Reading characters as the bytes of one encoding, and these in another one.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::profile::{Encoding, Form, Row, Written};

/// How many different letters a reading has at least.
const MIN_LETTERS: usize = 3;
/// How many letters make a word.
const MIN_WORD: usize = 3;
/// From which share of neighbours in ascending order on letters are a list of them, in percent.
const LIST: usize = 80;
/// From which share on neighbours that are one letter with other marks or in other case are a list of them, in percent.
const VARIED: usize = 40;
/// From which share on neighbours are in the order of the alphabet, in percent, and how many of them there are at least.
const ALPHABETIC: usize = 90;
const MIN_ROW: usize = 7;
/// How many letters are no words if as many of them differ, in percent; no alphabet has more than the last.
const MIN_DIFFERENT: usize = 10;
const DIFFERENT: usize = 95;
const MAX_ALPHABET: usize = 120;
/// One of how many signs beyond ASCII is a letter at least.
const MIN_LETTER_PART: usize = 5;

/// What a run of text is in another reading.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) repaired: String,
    /// How many bits fewer than eight a byte the text carries.
    pub(super) saved: f32,
    /// How many bytes beyond ASCII stand in words.
    pub(super) in_words: usize,
}

/// Whether an ASCII character stands between words, and is no markup.
pub(super) fn is_separator(c: char) -> bool {
    c == ' '
        || c.is_ascii_digit()
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '\'' | '-' | '/')
}

/// Reads a text as far as it is sound. The place where reading stopped is given as well.
pub(super) fn read(text: &str, start: usize, read: &Encoding, written: &Written) -> (Option<Reading>, usize) {
    let (reading, reached) = match &written.form {
        Form::Letters { .. } => read_letters(text, start, read, &written.form),
        Form::Rows { encoding, rows } => read_rows(text, start, read, encoding, rows),
    };
    (reading.filter(|reading| !is_list(&text[reading.start..reading.end])), reached)
}

/// Whether a text is a row of signs, or of letters as alphabets and keyboards list them, and no words.
fn is_list(text: &str) -> bool {
    let beyond_ascii = text.chars().filter(|c| !c.is_ascii());
    let letters: Vec<char> = beyond_ascii.clone().filter(|c| c.is_alphabetic()).collect();
    letters.len() * MIN_LETTER_PART < beyond_ascii.count() || is_ordered(text) || is_without_repeats(&letters)
}

/// Whether letters beyond ASCII that stand side by side are in the order of their codes or of the letters that they are
/// made of, or vary one letter.
fn is_ordered(text: &str) -> bool {
    let is_letter = |c: char| !c.is_ascii() && c.is_alphabetic();
    let (mut all, mut ascending, mut alphabetic, mut same) = (0, 0, 0, 0);
    for (one, next) in
        text.chars().zip(text.chars().skip(1)).filter(|&(one, next)| is_letter(one) && is_letter(next))
    {
        let bases = (base(one), base(next));
        all += 1;
        ascending += usize::from(one < next);
        alphabetic += usize::from(bases.0 <= bases.1);
        same += usize::from(bases.0 == bases.1);
    }
    100 * ascending >= LIST * all.max(1)
        || all > 0 && 100 * same >= VARIED * all
        || all >= MIN_ROW && 100 * alphabetic >= ALPHABETIC * all
}

/// The small letter without its marks.
fn base(letter: char) -> char {
    let mut bare = letter;
    decompose_canonical(letter, |part| {
        if !is_combining_mark(part) {
            bare = part;
        }
    });
    bare.to_lowercase().next().unwrap_or(bare)
}

/// Whether next to none of many letters comes twice, a capital beside its small letter apart.
fn is_without_repeats(letters: &[char]) -> bool {
    let mut folded: Vec<char> = letters.iter().flat_map(|letter| letter.to_lowercase()).collect();
    folded.dedup();
    let all = folded.len();
    folded.sort_unstable();
    folded.dedup();
    (MIN_DIFFERENT..=MAX_ALPHABET).contains(&all) && 100 * folded.len() >= DIFFERENT * all
}

fn read_letters(text: &str, start: usize, read: &Encoding, form: &Form) -> (Option<Reading>, usize) {
    let mut reached = start;
    let mut reading = Reading { start, end: start, repaired: String::new(), saved: 0.0, in_words: 0 };
    let mut between = String::new();
    let mut word = Word::default();
    let mut letters = Vec::new();
    let mut closed = false;
    for (ahead, c) in text[start..].char_indices() {
        let at = start + ahead;
        reached = at;
        let byte = read.byte(c);
        if let Some((letter, bits)) = byte.and_then(|byte| form.letter(byte)) {
            word.letters.push(letter);
            word.bits += bits;
            word.end = at + c.len_utf8();
            continue;
        }
        let sign = match byte {
            Some(byte) => form.sign(byte).filter(|sign| is_punctuation(*sign)),
            None => Some(c).filter(|c| is_separator(*c)),
        };
        // A word that goes on in letters of its own script is none of another one.
        closed = c.is_ascii_alphanumeric() && !word.letters.is_empty()
            || !reading.take(&mut word, &mut between, &mut letters);
        let Some(sign) = sign.filter(|_| !closed) else {
            closed = true;
            break;
        };
        between.push(sign);
    }
    if !closed {
        reached = text.len();
        reading.take(&mut word, &mut between, &mut letters);
    }
    let mut different = letters.clone();
    different.sort_unstable();
    different.dedup();
    let is_text = different.len() >= MIN_LETTERS && !is_list(&reading.repaired);
    (is_text.then_some(reading), reached)
}

/// Letters without anything between them.
#[derive(Default)]
struct Word {
    letters: String,
    bits: f32,
    end: usize,
}

impl Reading {
    /// Takes a word with what stands before it, if it is written as words are; an empty one changes nothing.
    fn take(&mut self, word: &mut Word, between: &mut String, letters: &mut Vec<char>) -> bool {
        if word.letters.is_empty() {
            return true;
        }
        let mut rest = word.letters.chars();
        let first_is_capital = rest.next().is_some_and(char::is_uppercase);
        let rest = rest.as_str();
        let is_sound = !rest.chars().any(char::is_uppercase)
            || first_is_capital && !rest.chars().any(char::is_lowercase);
        if is_sound {
            let count = word.letters.chars().count();
            self.repaired.push_str(between);
            self.repaired.push_str(&word.letters);
            self.end = word.end;
            self.saved += 8.0 * count as f32 - word.bits;
            self.in_words += if count < MIN_WORD { 0 } else { count };
            letters.extend(word.letters.chars());
        }
        between.clear();
        *word = Word::default();
        is_sound
    }
}

fn is_punctuation(sign: char) -> bool {
    matches!(sign, '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '–' | '—' | '…' | '№' | '\u{A0}' | '·')
}

fn read_rows(
    text: &str,
    start: usize,
    read: &Encoding,
    written: &'static encoding_rs::Encoding,
    rows: &[Row],
) -> (Option<Reading>, usize) {
    let mut reached = start;
    let mut reading = Reading { start, end: start, repaired: String::new(), saved: 0.0, in_words: 0 };
    let mut between = String::new();
    let mut letters = Vec::new();
    let mut lead: Option<u8> = None;
    for (ahead, c) in text[start..].char_indices() {
        reached = start + ahead;
        let byte = if c.is_ascii() { c as u8 } else { read.byte(c).unwrap_or(0) };
        let Some(first) = lead.take() else {
            match byte {
                0 => break,
                0x80.. => lead = Some(byte),
                _ if is_separator(c) => between.push(c),
                _ => break,
            }
            continue;
        };
        let Some(row) = rows.iter().find(|row| (row.first..=row.last).contains(&first) && byte >= row.trail)
        else {
            break;
        };
        let pair = [first, byte];
        let (decoded, has_errors) = written.decode_without_bom_handling(&pair);
        let Some(decoded) = decoded.chars().next().filter(|_| !has_errors) else { break };
        reading.repaired.push_str(&between);
        reading.repaired.push(decoded);
        between.clear();
        reading.end = start + ahead + c.len_utf8();
        reached = reading.end;
        reading.saved += 16.0 - row.bits;
        reading.in_words += pair.len();
        if decoded.is_alphabetic() && !letters.contains(&decoded) && letters.len() < MIN_LETTERS {
            letters.push(decoded);
        }
    }
    ((letters.len() >= MIN_LETTERS).then_some(reading), reached)
}

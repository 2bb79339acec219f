//! Words that only another place of the text proves to be slips: as a whole in letters of another script, or with a
//! digit for a letter.

use rustc_hash::FxHashSet;
use unicode_script::{Script, UnicodeScript};

use super::word::{is_letter, script_around};
use super::{MixedWord, Slip, words_of};
use crate::profile::Homoglyphs;
use crate::source::Span;

/// Fewer letters are an abbreviation in either script.
const MIN_WHOLE: usize = 3;

/// No word that could be written in either script is longer, in bytes.
const MAX_WHOLE: usize = 20;

/// Fewer letters beside a digit are a sign or a formula.
const MIN_BESIDE_DIGIT: usize = 4;

/// How far a word with a digit is read to either side of it, in bytes.
const MAX_BESIDE_DIGIT: usize = 40;

/// In a text of a script, one byte of so many at least begins one of its letters.
const MAX_BYTES_A_LETTER: usize = 8;

/// How much of a text tells its script, in bytes.
const MAX_SAMPLE: usize = 1 << 16;

/// The words of a text that others prove to be slips, in order.
pub(super) fn read_proven(text: &str) -> Vec<MixedWord> {
    let mut words = with_digits(text);
    if let Some((own, letters)) = main_script(text).and_then(alike) {
        words.extend(whole(text, own, &letters));
    }
    let meant: FxHashSet<&str> = words.iter().filter_map(|word| word.meant.as_deref()).collect();
    if meant.is_empty() {
        return Vec::new();
    }
    let is_known: Vec<bool> = {
        let known = words_of(text, meant);
        words.iter().map(|word| word.meant.as_deref().is_some_and(|meant| known.contains(meant))).collect()
    };
    let mut is_known = is_known.into_iter();
    words.retain(|_| is_known.next().unwrap_or_default());
    words.sort_by_key(|word| word.span.start);
    words
}

/// The script of a text that has letters which look like Latin ones, by the bytes that begin its letters in UTF-8.
fn main_script(text: &str) -> Option<Script> {
    let sample = text.as_bytes().get(..MAX_SAMPLE).unwrap_or(text.as_bytes());
    // So many bytes that a byte can count them: then many are compared at once.
    let count = |first: u8, last: u8| -> usize {
        let is_in = |byte: &u8| u8::from((first..=last).contains(byte));
        let chunks = sample.chunks(usize::from(u8::MAX));
        chunks.map(|chunk| usize::from(chunk.iter().map(is_in).sum::<u8>())).sum()
    };
    let scripts = [(Script::Cyrillic, count(0xD0, 0xD1)), (Script::Greek, count(0xCE, 0xCF))];
    let is_main = |(_, count): &(Script, usize)| count * MAX_BYTES_A_LETTER > sample.len();
    scripts.into_iter().find(is_main).map(|(script, _)| script)
}

/// For each letter of ASCII the one of a script that looks the same, if there is one.
fn alike(script: Script) -> Option<(Script, [Option<char>; 128])> {
    let known = Homoglyphs::known();
    let mut letters = [None; 128];
    for letter in ('A'..='Z').chain('a'..='z') {
        let written = known.write_in(script, letter.encode_utf8(&mut [0; 4])).filter(|word| !word.is_near);
        *letters.get_mut(letter as usize)? = written.and_then(|word| word.text.chars().next());
    }
    Some((script, letters))
}

/// Words of Latin letters that all look like letters of another script, and stand only among words of that one.
fn whole(text: &str, own: Script, letters: &[Option<char>; 128]) -> Vec<MixedWord> {
    let bytes = text.as_bytes();
    let is_alike = |byte: u8| letters.get(byte as usize).is_some_and(Option::is_some);
    let mut words = Vec::new();
    let mut among_latin: FxHashSet<&str> = FxHashSet::default();
    let mut at = 0;
    while let Some(ahead) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_alphabetic)) {
        let start = at + ahead;
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        at = start + length;
        let Some(word) = text.get(start..at) else { continue };
        // Numerals of Latin letters are meant as they are.
        if !(MIN_WHOLE..=MAX_WHOLE).contains(&length)
            || !word.bytes().all(is_alike)
            || word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
        {
            continue;
        }
        let span = Span::of(start..at);
        if script_around(text, span) != Some(own) || !stands_free(text, span) {
            among_latin.insert(word);
            continue;
        }
        let meant = word.bytes().filter_map(|byte| letters.get(byte as usize).copied().flatten()).collect();
        let slip = Slip::Word { foreign: Script::Latin };
        words.push(MixedWord { span, slip, meant: Some(meant), is_proven: true });
    }
    words.retain(|word| text.get(word.span.range()).is_some_and(|word| !among_latin.contains(word)));
    words
}

/// Whether a word stands between spaces or signs that end a clause, so that it is no part of a name or a quotation.
fn stands_free(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).and_then(|before| before.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|after| after.chars().next());
    before.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '[' | '(' | '|'))
        && after.is_none_or(|sign| sign.is_whitespace() || ",.;:)]|".contains(sign))
}

/// Words with a digit between lower-case letters that looks like a letter.
fn with_digits(text: &str) -> Vec<MixedWord> {
    let mut words = Vec::new();
    for at in memchr::memchr2_iter(b'0', b'1', text.as_bytes()) {
        let bytes = text.as_bytes();
        let is_part =
            |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
        if is_part(bytes.get(at + 1)) && is_part(at.checked_sub(1).and_then(|before| bytes.get(before))) {
            words.extend(with_digit(text, at));
        }
    }
    words
}

fn with_digit(text: &str, at: usize) -> Option<MixedWord> {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_BESIDE_DIGIT));
    let to = text.ceil_char_boundary((at + MAX_BESIDE_DIGIT).min(text.len()));
    let (before, after) = (text.get(from..at)?, text.get(at + 1..to)?);
    let head = before.trim_end_matches(is_letter);
    let tail = after.trim_start_matches(is_letter);
    let span = Span::of(from + head.len()..to - tail.len());
    let (first, last) = (before.get(head.len()..)?, after.get(..after.len() - tail.len())?);
    let is_low = |part: &str| part.chars().all(char::is_lowercase);
    let starts = first.chars().next()?;
    let rest = first.get(starts.len_utf8()..)?;
    let n_letters = first.chars().count() + last.chars().count();
    let ends =
        |sign: Option<char>| sign.is_none_or(|sign| sign.is_whitespace() || ",.;:()[]|'\"".contains(sign));
    let is_word = ends(head.chars().next_back()) && ends(tail.chars().next());
    if n_letters < MIN_BESIDE_DIGIT || !is_word || !is_low(rest) || !is_low(last) {
        return None;
    }
    let (sign, name, latin) = match text.as_bytes().get(at)? {
        b'0' => ('0', "the digit zero", "o"),
        _ => ('1', "the digit one", "l"),
    };
    let letter = Homoglyphs::known().write_in(starts.script(), latin)?;
    let meant = format!("{first}{}{last}", letter.text);
    Some(MixedWord { span, slip: Slip::Sign { sign, name }, meant: Some(meant), is_proven: true })
}

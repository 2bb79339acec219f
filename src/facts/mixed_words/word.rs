//! What one word may be, by its letters.

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::{MixedWord, Slip};
use crate::profile::{Homoglyphs, Rewritten};
use crate::source::Span;

/// The longest word that is looked at, in bytes on either side of the place where two scripts meet.
const MAX_WORD: usize = 80;

/// How far the words beside a word are looked for, in bytes.
const MAX_AROUND: usize = 60;

/// The length mark of phonetic notation, which looks like a colon.
const LENGTH_MARK: char = 'ː';

/// Fewer letters around a stray one are no word.
const MIN_AROUND_STRAY: usize = 2;

/// A word that may have been meant in one script, and what is known of it so far.
#[derive(Debug)]
pub(super) enum Found {
    /// A slip, whatever else the text says.
    Sure(MixedWord),
    /// What the rest of the text decides on.
    Open(Open),
}

/// A word of two scripts.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) span: Span,
    /// What it would be in letters of each of its scripts, where it can be written so.
    pub(super) readings: Vec<(Script, Rewritten)>,
    pub(super) n_letters: usize,
    /// Whether a capital within it starts another word: `iФон`.
    pub(super) is_compound: bool,
}

impl Found {
    pub(super) fn open(&self) -> Option<&Open> {
        match self {
            Found::Sure(_) => None,
            Found::Open(open) => Some(open),
        }
    }
}

impl Open {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.readings.iter().map(|(_, reading)| reading.text.as_str())
    }
}

/// Whether a character is part of a word; signs that are taken for letters are.
pub(super) fn is_letter(sign: char) -> bool {
    sign.is_alphabetic()
        || ('\u{300}'..='\u{36F}').contains(&sign)
        || Homoglyphs::known().sign(sign).is_some()
}

/// The letters around a place; none if they are more than a word's.
pub(super) fn word_at(text: &str, at: usize) -> Option<Span> {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_WORD));
    let to = text.ceil_char_boundary((at + MAX_WORD).min(text.len()));
    let head = text.get(from..at)?.trim_end_matches(is_letter);
    let tail = text.get(at..to)?.trim_start_matches(is_letter);
    let is_cut = head.is_empty() && from > 0 || tail.is_empty() && to < text.len();
    (!is_cut).then(|| Span::of(from + head.len()..to - tail.len()))
}

/// What a word may be.
pub(super) fn read(text: &str, span: Span) -> Option<Found> {
    let word = text.get(span.range())?;
    if is_sound(text, span) {
        return None;
    }
    if let Some(found) = read_degrees(text, span, word).or_else(|| read_signs(text, span, word)) {
        return Some(Found::Sure(found));
    }
    let mut scripts = word.chars().map(|sign| sign.script()).filter(is_of_letters);
    let first = scripts.next()?;
    let other = scripts.find(|script| *script != first)?;
    if scripts.any(|script| script != first && script != other) {
        return None;
    }
    let known = Homoglyphs::known();
    let reading = |script| Some((script, known.write_in(script, word)?));
    let mut readings: Vec<(Script, Rewritten)> = [first, other].into_iter().filter_map(reading).collect();
    if readings.iter().any(|(_, reading)| !reading.is_near) {
        readings.retain(|(_, reading)| !reading.is_near);
    }
    if readings.iter().all(|(_, reading)| reading.is_near)
        && let Some(stray) = read_stray(span, word)
    {
        return Some(Found::Sure(stray));
    }
    let mut neighbours = word.chars().zip(word.chars().skip(1));
    let is_compound = neighbours.any(|(one, next)| one.is_lowercase() && next.is_uppercase());
    let n_letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
    Some(Found::Open(Open { span, readings, n_letters, is_compound }))
}

/// The script of most letters around a word, in its line and up to the next markup.
pub(super) fn script_around(text: &str, span: Span) -> Option<Script> {
    let from = text.floor_char_boundary((span.start as usize).saturating_sub(MAX_AROUND));
    let to = text.ceil_char_boundary((span.end as usize + MAX_AROUND).min(text.len()));
    let is_markup = |sign: char| "[]{}|<>\n".contains(sign);
    let before = text.get(from..span.start as usize)?.rsplit(is_markup).next()?;
    let before = before.rsplit("''").next()?;
    let after = text.get(span.end as usize..to)?.split(is_markup).next()?;
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in before.chars().chain(after.chars()).map(|sign| sign.script()).filter(is_of_letters) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}

/// Whether a word is in phonetic notation: a mark of stress stands before it, and a sound or a bracket before that.
fn is_sound(text: &str, span: Span) -> bool {
    let mut before = text.get(..span.start as usize).unwrap_or_default().chars().rev();
    let is_stressed = matches!(before.next(), Some('\'' | 'ˈ' | 'ˌ'));
    is_stressed && before.next().is_some_and(|sign| sign.is_alphabetic() || matches!(sign, '/' | '['))
}

fn is_of_letters(script: &Script) -> bool {
    !matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

/// A single letter behind the degree sign that is not the Latin one.
fn read_degrees(text: &str, span: Span, word: &str) -> Option<MixedWord> {
    let before = text.get(..span.start as usize)?;
    if !before.ends_with(['°', '˚', 'º']) {
        return None;
    }
    let letter = word.chars().next().filter(|letter| letter.len_utf8() == word.len())?;
    let meant = Homoglyphs::known().write_in(Script::Latin, word)?.text;
    let slip = Slip::Letters { letters: vec![letter], foreign: letter.script(), own: Script::Latin };
    (meant != word).then_some(MixedWord { span, slip, meant: Some(meant), is_proven: true })
}

/// A word with a character that is no letter of its script, but a form or a sign that looks like one.
fn read_signs(text: &str, span: Span, word: &str) -> Option<MixedWord> {
    let known = Homoglyphs::known();
    let mut found = None;
    let letter = |sign: char| {
        let (letter, name) = match sign {
            '\u{FF21}'..='\u{FF5A}' => (sign.nfkc().next()?, "a full-width letter"),
            '\u{1D400}'..='\u{1D7CB}' => (sign.nfkc().next()?, "a letter of mathematical notation"),
            _ => known.sign(sign).map(|known| (known.letter, known.name.as_str()))?,
        };
        found.get_or_insert((sign, name));
        Some(letter)
    };
    let mut letter = letter;
    let meant: String = word.chars().map(|sign| letter(sign).unwrap_or(sign)).collect();
    let (sign, name) = match found {
        Some(found) => found,
        None => return read_length_mark(text, span, word),
    };
    let n_plain = word.chars().filter(|sign| meant.contains(*sign)).count();
    let mut scripts = meant.chars().map(|sign| sign.script()).filter(is_of_letters);
    let first = scripts.next()?;
    let is_one = n_plain > 0 && scripts.all(|script| script == first);
    is_one.then_some(MixedWord { span, slip: Slip::Sign { sign, name }, meant: Some(meant), is_proven: true })
}

/// A word of ordinary letters with the length mark where a colon was meant: `viếtː`.
fn read_length_mark(text: &str, span: Span, word: &str) -> Option<MixedWord> {
    let plain = word.strip_suffix(LENGTH_MARK)?;
    let before = text.get(..span.start as usize)?.chars().next_back();
    let after = text.get(span.end as usize..)?.chars().next();
    let is_alone = [before, after].into_iter().flatten().all(char::is_whitespace);
    let is_phonetic =
        |sign: char| ('\u{250}'..='\u{2FF}').contains(&sign) || ('\u{300}'..='\u{36F}').contains(&sign);
    if !is_alone || plain.is_empty() || plain.contains(is_phonetic) {
        return None;
    }
    let slip = Slip::Sign { sign: LENGTH_MARK, name: "the length mark of phonetic notation" };
    Some(MixedWord { span, slip, meant: Some(format!("{plain}:")), is_proven: false })
}

/// A word with one letter that no word of its script has: a Latin one within or at the end, a Cyrillic one anywhere.
fn read_stray(span: Span, word: &str) -> Option<MixedWord> {
    let known = Homoglyphs::known();
    let script = |sign: char| Some(sign.script()).filter(is_of_letters);
    let own = word.chars().filter_map(script).find(|script| known.has_strays(*script))?;
    let mut others =
        word.char_indices().filter(|(_, sign)| script(*sign).is_some_and(|script| script != own));
    let (at, letter) = others.next().filter(|(_, letter)| letter.is_lowercase())?;
    let n_letters = |part: &str| part.chars().filter(|sign| sign.is_alphabetic()).count();
    let (before, after) = (n_letters(word.get(..at)?), n_letters(word.get(at + letter.len_utf8()..)?));
    let foreign = letter.script();
    // What stands at the beginning may have an ending: `10mचे`.
    let is_stray = match foreign {
        Script::Latin => before > 0,
        Script::Cyrillic => true,
        _ => false,
    };
    if others.next().is_some() || !is_stray || before + after < MIN_AROUND_STRAY {
        return None;
    }
    let slip = Slip::Letters { letters: vec![letter], foreign, own };
    Some(MixedWord { span, slip, meant: None, is_proven: false })
}

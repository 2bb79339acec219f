use super::{Candidate, Family, Punctuation};
use crate::value::bytes::table_of;
use crate::value::lowercase::lowercase;
use crate::value::sign::{is_alphabetic, is_alphanumeric, is_numeric};

/// Bytes that begin a character that is looked at; letters, digits and most other scripts are passed over.
const LOOKED_AT: [bool; 256] = looked_at();

const fn looked_at() -> [bool; 256] {
    let mut table = table_of(b"\xC2\xCA\xCB\xD5\xD6\xE0\xE2\xE3\xEF");
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = !(byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
}

/// Looks at the text of one block.
pub(super) struct Scan<'t, 'f> {
    text: &'t str,
    bytes: &'t [u8],
    block: u32,
    found: &'f mut Punctuation,
    /// Where the word that is being read starts.
    word: usize,
}

impl<'t, 'f> Scan<'t, 'f> {
    pub(super) fn new(text: &'t str, block: u32, found: &'f mut Punctuation) -> Self {
        Scan { text, bytes: text.as_bytes(), block, found, word: 0 }
    }

    pub(super) fn run(mut self) {
        for (at, &byte) in self.bytes.iter().enumerate() {
            if !LOOKED_AT[usize::from(byte)] {
                continue;
            }
            let is_passed_over = match byte {
                b' ' => self.is_plain_space(at),
                // Letters of Armenian and of the scripts of India.
                0xD5 => !matches!(self.byte(at + 1), 0x9B..=0x9F),
                0xD6 => self.byte(at + 1) != 0x89,
                0xE0 => self.byte(at + 1) != 0xA5 || !matches!(self.byte(at + 2), 0xA4 | 0xA5),
                _ => false,
            };
            if !is_passed_over {
                self.look(at, byte);
            }
        }
    }

    /// Passes over a space behind a word that the next one is not: hardly any ends like the one before and is as long.
    fn is_plain_space(&mut self, at: usize) -> bool {
        let again = at + (at - self.word);
        let is_plain =
            again > at && self.byte(again) != self.byte(at - 1) && !self.byte(at + 1).is_ascii_whitespace();
        if is_plain {
            self.word = at + 1;
        }
        is_plain
    }

    fn look(&mut self, at: usize, byte: u8) {
        match byte {
            b' ' | b'\n' => return self.space(at, 1),
            b',' | b';' | b':' | b'.' | b'!' | b'?' => self.mark(at, byte as char),
            b'(' | b'[' | b'{' => self.bracket(at, byte as char, true),
            b')' | b']' | b'}' => self.bracket(at, byte as char, false),
            b'"' => self.quote(at, '"'),
            b'\'' | b'`' => self.apostrophe(at, byte as char),
            b'-' => self.hyphen(at),
            b'%' => self.add(Family::Percent, at, '%'),
            b'>' => {
                let is_head =
                    at.checked_sub(1).is_some_and(|before| matches!(self.byte(before), b'-' | b'='));
                if is_head {
                    self.add(Family::Arrow, at, '>');
                }
            }
            b'<' if matches!(self.byte(at + 1), b'-' | b'=') => self.add(Family::Arrow, at, '<'),
            0..0x80 => {}
            _ => return self.look_beyond_ascii(at, byte),
        }
        self.word = at + 1;
    }

    /// Looks at a character of several bytes, if it is none of a script's letters.
    fn look_beyond_ascii(&mut self, at: usize, byte: u8) {
        let second = self.byte(at + 1);
        let is_mark = match byte {
            0xC2 | 0xD5 | 0xD6 | 0xE0 | 0xE2 => true,
            0xCA => matches!(second, 0xB9..=0xBF),
            0xCB => second == 0x9A,
            0xE3 => second == 0x80,
            0xEF => matches!(second, 0xBC | 0xBD),
            _ => false,
        };
        let sign = if is_mark { self.text.get(at..).and_then(|rest| rest.chars().next()) } else { None };
        let Some(sign) = sign else { return };
        let length = sign.len_utf8();
        match sign {
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => return self.space(at, length),
            '、' | '。' | '，' | '．' | '；' | '：' | '！' | '？' | '…' | '։' | '՝' | '՞' | '՜' | '।'
            | '॥' => {
                self.mark(at, sign);
            }
            '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '‘' | '‚' | '‛' | '′' | '″' | '‴' | '「'
            | '」' | '『' | '』' | '〝' | '〞' | '〟' | '＂' => self.quote(at, sign),
            '’' | '´' | 'ʹ'..='ʿ' | '＇' => self.apostrophe(at, sign),
            '（' | '［' | '｛' | '〈' | '《' | '【' | '〔' | '〖' | '｟' => {
                self.bracket(at, sign, true)
            }
            '）' | '］' | '｝' | '〉' | '》' | '】' | '〕' | '〗' | '｠' => {
                self.bracket(at, sign, false)
            }
            '‐'..='―' | '−' | '－' | '～' | '〜' => self.add(Family::Dash, at, sign),
            '°' | 'º' | '˚' | '⁰' | '℃' | '℉' => self.add(Family::Degree, at, sign),
            '％' | '‰' => self.add(Family::Percent, at, sign),
            _ if is_alphanumeric(sign) => return,
            _ => {}
        }
        self.word = at + length;
    }

    /// White space: what stands before it may stand after it again.
    fn space(&mut self, at: usize, length: usize) {
        let word = self.bytes.get(self.word..at).unwrap_or_default();
        if !word.is_empty() {
            self.repeat(word, at + length);
        }
        self.word = at + length;
    }

    fn repeat(&mut self, word: &[u8], from: usize) {
        // Hardly any word ends like the one before and is as long; white space in a row is read with care.
        let is_spaced = self.byte(from).is_ascii_whitespace();
        if !is_spaced && word.last() != self.bytes.get(from + word.len() - 1) {
            return;
        }
        let Some(rest) = self.bytes.get(from..) else { return };
        let rest = rest.trim_ascii_start();
        let is_end = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        let Some(again) = rest.get(..word.len()) else { return };
        if again.last() != word.last() || !rest.get(word.len()).is_none_or(is_end) {
            return;
        }
        let at = self.bytes.len() - rest.len();
        let again = self.text.get(at..at + again.len());
        let word = std::str::from_utf8(word).ok();
        let Some((again, word)) = again.zip(word) else { return };
        let mut letters = again.chars();
        let Some(first) = letters.next().filter(|first| is_alphabetic(*first)) else { return };
        if again == word || lowercase(again) == lowercase(word) {
            self.add(Family::RepeatedWord, at, first);
        }
    }

    fn mark(&mut self, at: usize, sign: char) {
        let before = at.checked_sub(1).map_or(b' ', |before| self.byte(before));
        if before.is_ascii_alphanumeric() && matches!(self.byte(at + sign.len_utf8()), b' ' | b'\n') {
            // As nearly all marks stand.
            return;
        }
        let (before, after) = self.beside(at, sign);
        if !before.is_some_and(is_mark) && after.is_some_and(is_mark) {
            self.add(Family::Run, at, sign);
        }
        if before.is_some_and(char::is_whitespace) {
            self.add(Family::Spaced, at, sign);
            return;
        }
        let letters = [before, after].map(|sign| sign.is_some_and(is_alphabetic));
        let joins = after.is_some_and(is_alphanumeric) && letters.contains(&true);
        if joins && before.is_some() {
            self.add(Family::Joined, at, sign);
        }
    }

    fn bracket(&mut self, at: usize, sign: char, opens: bool) {
        self.add(Family::Bracket, at, sign);
        let (before, after) = self.beside(at, sign);
        let (outside, inside) = if opens { (before, after) } else { (after, before) };
        if inside.is_some_and(char::is_whitespace) {
            self.add(Family::Spaced, at, sign);
        }
        if matches!(sign, '(' | ')') && outside.is_some_and(is_alphabetic) {
            self.add(Family::Joined, at, sign);
        }
    }

    fn quote(&mut self, at: usize, sign: char) {
        self.add(Family::Quote, at, sign);
        let (before, after) = self.beside(at, sign);
        if [before, after].into_iter().flatten().any(char::is_whitespace) {
            self.add(Family::Spaced, at, sign);
        }
    }

    fn apostrophe(&mut self, at: usize, sign: char) {
        let (before, after) = self.beside(at, sign);
        let is_within_word = [before, after].into_iter().all(|sign| sign.is_some_and(is_alphabetic));
        match sign {
            _ if is_within_word => self.add(Family::Apostrophe, at, sign),
            '\'' | '’' => self.add(Family::Quote, at, sign),
            _ => {}
        }
    }

    /// A hyphen that may stand for a dash, or the first of two; more in a row draw a line.
    fn hyphen(&mut self, at: usize) {
        let (before, after) = self.beside(at, '-');
        if before == Some('-') {
            return;
        }
        if after == Some('-') {
            if self.byte(at + 2) != b'-' {
                self.add(Family::Dash, at, '-');
            }
            return;
        }
        let beside = [before, after];
        let is_between_digits = beside.into_iter().all(|sign| sign.is_some_and(is_numeric));
        if is_between_digits || beside.into_iter().flatten().any(char::is_whitespace) {
            self.add(Family::Dash, at, '-');
        }
    }

    /// What stands before and after a sign.
    fn beside(&self, at: usize, sign: char) -> (Option<char>, Option<char>) {
        let before = self.text.get(..at).and_then(|head| head.chars().next_back());
        let after = self.text.get(at + sign.len_utf8()..).and_then(|rest| rest.chars().next());
        (before, after)
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    fn add(&mut self, family: Family, at: usize, sign: char) {
        self.found.add(family, Candidate { block: self.block, at: at as u32, sign });
    }
}

/// Whether a character ends a sentence or a part of one.
fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        ',' | ';'
            | ':'
            | '.'
            | '!'
            | '?'
            | '、'
            | '。'
            | '，'
            | '．'
            | '；'
            | '：'
            | '！'
            | '？'
            | '…'
            | '։'
            | '՝'
            | '՞'
            | '՜'
            | '।'
            | '॥'
    )
}

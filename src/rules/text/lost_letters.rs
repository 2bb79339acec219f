//! `rules/text/lost-letters.md`

use std::collections::HashMap;

use memchr::memchr_iter;

use super::looked_up::is_looked_up;
use super::unbroken_before;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

/// Finds question marks that stand for letters.
pub struct LostLetters;

/// How many letters a word has at least, the question marks left out.
const MIN_LETTERS: usize = 3;
/// Words with more letters beyond ASCII are passed over: too many subsets of them would be looked up.
const MAX_LOST: usize = 4;

impl Rule for LostLetters {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let words = damaged_words(text);
        if words.is_empty() {
            return;
        }
        let sound = sound_words(text, &words);
        for span in words {
            let word = cx.doc.slice(span);
            let Some(Known::One(whole)) = sound.get(word) else { continue };
            let is_hidden =
                matches!(cx.tree.leaf_at(span.start).kind(), Kind::Comment | Kind::Raw | Kind::BareUrl);
            if is_hidden || unbroken_before(text, span.start).contains("://") {
                continue;
            }
            let (shown, repaired) = (shown(word), shown(whole));
            let safety = if is_looked_up(span, cx) { Safety::Manual } else { Safety::Suggested };
            let fix = Fix::replace(format!("replace `{shown}` by `{repaired}`"), span, *whole, safety);
            cx.report(
                Finding::new(span, format!("`{shown}` has lost letters; the article has `{repaired}`"))
                    .help("put the letters back, and see whether more was copied from the same source")
                    .fix(fix),
            );
        }
    }
}

/// The words that have a question mark between letters, in the order of the text.
fn damaged_words(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut words: Vec<Span> = Vec::new();
    let is_letter =
        |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let mut end = 0;
    for at in memchr_iter(b'?', bytes) {
        let has_letter_before = at.checked_sub(1).is_some_and(|before| is_letter(bytes.get(before)));
        if at < end || !has_letter_before {
            continue;
        }
        let marks = bytes[at..].iter().take_while(|&&byte| byte == b'?').count();
        if !is_letter(bytes.get(at + marks)) {
            continue;
        }
        let is_part = |c: &char| c.is_alphabetic() || *c == '?';
        let before: usize = text[end..at].chars().rev().take_while(is_part).map(char::len_utf8).sum();
        let after: usize = text[at..].chars().take_while(is_part).map(char::len_utf8).sum();
        end = at + after;
        let word = text[at - before..end].trim_matches('?');
        let start = at - before + text[at - before..].find(word).unwrap_or(0);
        let letters = word.chars().filter(|&c| c != '?').count();
        if word.contains('?') && letters >= MIN_LETTERS {
            words.push(Span::of(start..start + word.len()));
        }
    }
    words
}

/// What the article has in the place of a damaged word.
enum Known<'t> {
    Nothing,
    One(&'t str),
    Several,
}

/// The sound words of the article by what is left of them where letters beyond ASCII are lost.
fn sound_words<'t>(text: &'t str, damaged: &[Span]) -> HashMap<String, Known<'t>> {
    let slice = |span: &Span| text.get(span.range()).unwrap_or_default().to_owned();
    let mut known: HashMap<String, Known<'t>> =
        damaged.iter().map(|span| (slice(span), Known::Nothing)).collect();
    for word in text.split(|c: char| !c.is_alphabetic() && c != '?').filter(|word| !word.is_ascii()) {
        let places: Vec<usize> =
            word.chars().enumerate().filter(|(_, c)| !c.is_ascii()).map(|(place, _)| place).collect();
        if places.len() > MAX_LOST || word.contains('?') {
            continue;
        }
        for lost in 1..1_u32 << places.len() {
            let is_lost = |at: usize| {
                places.iter().position(|&place| place == at).is_some_and(|index| lost >> index & 1 == 1)
            };
            let masked: String =
                word.chars().enumerate().map(|(at, c)| if is_lost(at) { '?' } else { c }).collect();
            if let Some(found) = known.get_mut(&masked) {
                *found = match found {
                    Known::Nothing => Known::One(word),
                    Known::One(other) if *other == word => Known::One(word),
                    _ => Known::Several,
                };
            }
        }
    }
    known
}

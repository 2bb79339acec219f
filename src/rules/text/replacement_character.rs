//! `rules/text/replacement-character.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Encodings;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::mojibake::find_damage_among;

/// Finds characters that stand for bytes that were lost.
pub struct ReplacementCharacter;

impl Rule for ReplacementCharacter {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let unusual = cx.facts.characters().unusual.iter();
        let mut lost = unusual.filter(|(_, sign)| *sign == char::REPLACEMENT_CHARACTER).peekable();
        if lost.peek().is_none() {
            return;
        }
        // A byte that was lost from text in a wrong encoding is that rule's.
        let damages = find_damage_among(text, cx.facts.block_kinds(), Encodings::known());
        let mut damages = damages.into_iter().map(|damage| damage.span).peekable();
        let mut next = 0;
        let mut wide = wide_runs(text, lost.clone().map(|&(start, _)| start)).into_iter().peekable();
        for &(start, sign) in lost {
            if let Some(run) = wide.next_if(|run| run.start <= start) {
                if !matches!(cx.tree.leaf_at(start).kind(), Kind::Comment | Kind::Raw) {
                    cx.report(wide_finding(text, run));
                }
                next = run.end;
            }
            if start < next {
                continue;
            }
            let span = Span::new(start, start + sign.len_utf8() as u32);
            while damages.next_if(|damage| damage.end <= start).is_some() {}
            let is_damage = damages.peek().is_some_and(|damage| damage.contains(span));
            let is_hidden = matches!(cx.tree.leaf_at(start).kind(), Kind::Comment | Kind::Raw);
            // Several in a row are one loss.
            if is_damage || is_hidden || std::mem::replace(&mut next, span.end) == start && start > 0 {
                continue;
            }
            cx.report(finding(text, span));
        }
    }
}

/// How many NULs after one letter each show that a text was UTF-16.
const MIN_WIDE: usize = 4;

/// Where every second character is lost and the others are ASCII: UTF-16 that was read byte by byte, whose NULs a wiki
/// replaces.
fn wide_runs(text: &str, lost: impl Iterator<Item = u32>) -> Vec<Span> {
    const WIDTH: u32 = char::REPLACEMENT_CHARACTER.len_utf8() as u32;
    let is_ascii = |at: u32| text.as_bytes().get(at as usize).is_some_and(u8::is_ascii);
    let mut runs: Vec<Span> = Vec::new();
    // The run, and how many signs are lost in it.
    let mut run: Option<(Span, usize)> = None;
    let mut close = |run: Option<(Span, usize)>| {
        let long = run.filter(|&(_, count)| count >= MIN_WIDE);
        runs.extend(long.map(|(span, _)| widened(text, span)).filter(|span| is_whole_word(text, *span)));
    };
    for start in lost {
        let end = start + WIDTH;
        run = match run {
            Some((span, count)) if span.end + 1 == start && is_ascii(span.end) => {
                Some((Span::new(span.start, end), count + 1))
            }
            other => {
                close(other);
                Some((Span::new(start, end), 1))
            }
        };
    }
    close(run);
    runs
}

/// Whether what is left of a run is a text: French words such as `dégénéré` without their accents have no vowels left, and
/// where letters stand beside a run, it is part of a longer word.
fn is_whole_word(text: &str, span: Span) -> bool {
    let (bytes, left) = (text.as_bytes(), text.get(span.range()).unwrap_or_default());
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let is_vowel = |sign: char| "aeiouyAEIOUY".contains(sign);
    let is_kept = |sign: char| sign != char::REPLACEMENT_CHARACTER;
    let is_text = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, ' ' | '.' | ',' | '-');
    !(span.start as usize).checked_sub(1).is_some_and(|at| is_letter(bytes.get(at)))
        && !is_letter(bytes.get(span.end as usize))
        && left.chars().filter(|&sign| is_kept(sign)).all(is_text)
        && left.contains(|sign: char| is_vowel(sign) || sign.is_ascii_digit())
}

/// A run with the letter before its first lost sign, or else with the one after its last.
fn widened(text: &str, span: Span) -> Span {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    let before = (span.start as usize).checked_sub(1).and_then(|at| bytes.get(at));
    match (is_letter(before), is_letter(bytes.get(span.end as usize))) {
        (true, _) => Span::new(span.start - 1, span.end),
        (false, true) => Span::new(span.start, span.end + 1),
        (false, false) => span,
    }
}

fn wide_finding(text: &str, span: Span) -> Finding {
    let source = text.get(span.range()).unwrap_or_default();
    let whole = source.replace(char::REPLACEMENT_CHARACTER, "");
    let (source, repaired) = (shown(source), shown(&whole));
    Finding::new(span, format!("`{source}` is UTF-16 read byte by byte; it was `{repaired}`"))
        .help("put back the text as it was")
        .fix(Fix::replace(format!("replace `{source}` by `{repaired}`"), span, whole, Safety::Suggested))
}

/// How much of the text around is quoted, in characters on either side.
const AROUND: usize = 12;

fn finding(text: &str, span: Span) -> Finding {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let is_word = |sign: &char| !sign.is_whitespace();
    let head: Vec<char> = before.chars().rev().take(AROUND).take_while(is_word).collect();
    let tail = after.chars().take(AROUND).take_while(is_word);
    let word: String = head.into_iter().rev().chain([char::REPLACEMENT_CHARACTER]).chain(tail).collect();
    Finding::new(span, format!("a character of `{}` was lost", shown(&word)))
        .help("look up in the source, or in an earlier version of the article, what stood here")
}

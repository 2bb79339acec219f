//! `rules/text/replacement-character.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::Encodings;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::mojibake::find_damage;

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
        let mut damages =
            find_damage(text, Encodings::known()).into_iter().map(|damage| damage.span).peekable();
        let mut next = 0;
        for &(start, sign) in lost {
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

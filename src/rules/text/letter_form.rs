use std::collections::HashSet;

use unicode_script::{Script, UnicodeScript};

use super::looked_up::is_looked_up;
use crate::engine::Context;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::Kind;

/// Reports the words of an article that have a letter which its language writes with another character.
pub(super) fn report(cx: &mut Context<'_>, is_of_rule: fn(Script) -> bool) {
    let Some(language) = cx.facts.language else { return };
    let of_rule = |pairs: &[[char; 2]]| -> Vec<[char; 2]> {
        pairs.iter().copied().filter(|[_, right]| is_of_rule(right.script())).collect()
    };
    let (always, proven) = (of_rule(&language.letters.always), of_rule(&language.letters.proven));
    let wrong: Vec<char> = always.iter().chain(&proven).map(|[wrong, _]| *wrong).collect();
    let text = cx.doc.text();
    if wrong.is_empty() || !text.contains(wrong.as_slice()) {
        return;
    }
    let words: HashSet<&str> = match proven.is_empty() {
        true => HashSet::new(),
        false => text.split(|sign: char| !sign.is_alphabetic()).collect(),
    };
    let mut at = 0;
    while let Some(ahead) = text.get(at..).and_then(|rest| rest.find(wrong.as_slice())) {
        let span = word_around(text, at + ahead);
        at = span.end as usize;
        let word = cx.doc.slice(span);
        let right = |sign: char| {
            always.iter().chain(&proven).find(|[wrong, _]| *wrong == sign).map(|[_, right]| *right)
        };
        let meant: String = word.chars().map(|sign| right(sign).unwrap_or(sign)).collect();
        let is_sure = always.iter().any(|[wrong, _]| word.contains(*wrong)) || words.contains(meant.as_str());
        let leaf = cx.tree.leaf_at(span.start);
        if !is_sure || leaf.kind() != Kind::Text || is_looked_up(span, cx) {
            continue;
        }
        let Some(letter) = word.chars().find(|sign| wrong.contains(sign)) else { continue };
        let code = u32::from(letter);
        let name = &language.name;
        let message = format!("`{letter}` (U+{code:04X}) in `{word}` is a letter that {name} does not have");
        let fix = Fix::replace(format!("write `{meant}`"), span, &meant, Safety::Suggested);
        let help = "write the letter of the language, so that searches find the word";
        cx.report(Finding::new(span, message).help(help).cluster(format!("U+{code:04X}")).fix(fix));
    }
}

/// The letters around a letter.
fn word_around(text: &str, at: usize) -> Span {
    let is_part = |sign: char| sign.is_alphanumeric();
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let start = before.trim_end_matches(is_part).len();
    Span::of(start..at + after.len() - after.trim_start_matches(is_part).len())
}

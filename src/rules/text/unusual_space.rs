//! `rules/text/unusual-space.md`

use icu_properties::props::Script;

use super::named;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};
use crate::value::character::is_of;

/// How far on either side a text is asked for its script, in characters.
const NEAR: usize = 80;

/// Finds spaces of another width than the one people type.
pub struct UnusualSpace;

impl Rule for UnusualSpace {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut spaces = cx.facts.characters().spaces.iter().copied().peekable();
        let mut found = Vec::new();
        while let Some((start, sign)) = spaces.next() {
            let mut end = start + sign.len_utf8() as u32;
            while spaces.next_if_eq(&(end, sign)).is_some() {
                end += sign.len_utf8() as u32;
            }
            let before = text.get(..start as usize).and_then(|head| head.chars().next_back());
            let after = text.get(end as usize..).and_then(|rest| rest.chars().next());
            let leaf = cx.tree.leaf_at(start);
            if leaf.kind() != Kind::Text || is_name(leaf) {
                continue;
            }
            // A space that a cell starts with is an indent.
            let starts_cell =
                text.get(..start as usize).is_some_and(|head| head.trim_end_matches(' ').ends_with('|'));
            let is_usual = sign == '\u{3000}' && is_among_wide(text, start as usize, end as usize);
            if let Some(why) = why(sign, before, after).filter(|_| !starts_cell && !is_usual) {
                found.push((Span::new(start, end), sign, why, before, after));
            }
        }
        for (span, sign, why, before, after) in found {
            let is_spaced = [before, after].into_iter().any(|sign| sign.is_none_or(char::is_whitespace));
            let instead = if is_spaced { "" } else { " " };
            let order = match is_spaced {
                true => format!("remove the {}", named(sign)),
                false => format!("write a space for the {}", named(sign)),
            };
            cx.report(
                Finding::new(span, format!("{} {why}", named(sign)))
                    .help(order.clone())
                    .cluster(named(sign))
                    .fix(Fix::replace(order, span, instead, Safety::Suggested)),
            );
        }
    }
}

/// What is wrong with a space between two characters.
fn why(sign: char, before: Option<char>, after: Option<char>) -> Option<&'static str> {
    let beside = [before, after];
    let is_blank = |sign: Option<char>| sign.is_none_or(|sign| matches!(sign, ' ' | '\n'));
    let is_typed = |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() && !is_wide(sign));
    match sign {
        '\u{A0}' => None,
        '\u{1680}' if beside.into_iter().any(|sign| is_of(sign, Script::Ogham)) => None,
        '\u{3000}' => beside.into_iter().all(is_typed).then_some("is as wide as a Chinese character"),
        // These are set between words and numbers on purpose, too.
        '\u{2007}' | '\u{2009}' | '\u{200A}' | '\u{202F}' => {
            beside.into_iter().any(is_blank).then_some("does nothing beside a space")
        }
        _ => Some("is not found by who searches for a space"),
    }
}

/// Whether a character near a place is of a script that is written in squares.
fn is_among_wide(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().chars().rev().take(NEAR);
    before.chain(text.get(end..).unwrap_or_default().chars().take(NEAR)).any(is_wide)
}

/// Whether a character is of a script that is written in squares.
fn is_wide(sign: char) -> bool {
    [Script::Han, Script::Hiragana, Script::Katakana, Script::Hangul, Script::Bopomofo]
        .into_iter()
        .any(|script| is_of(Some(sign), script))
        || matches!(sign, '\u{FF00}'..='\u{FFEF}' | '\u{3000}'..='\u{303F}')
}

fn is_name(leaf: NodeRef<'_>) -> bool {
    leaf.ancestors().take(2).any(|node| matches!(node.kind(), Kind::Target | Kind::Name | Kind::Attributes))
}

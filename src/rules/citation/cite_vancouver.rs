//! `rules/citation/cite-vancouver.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::{CitationWords, CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;

/// Finds names in a list in Vancouver style that are not written in that style.
pub struct CiteVancouver;

const LISTS: CiteParams = CiteParams::of(&[CiteParam::Vauthors, CiteParam::Veditors]);

/// The citation module takes no more initials than this.
const MAX_INITIALS: usize = 2;

impl Rule for CiteVancouver {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (_, field) in facts.cited(&LISTS).filter(|(_, field)| field.is_literal) {
            let mut at = field.value_span.start;
            for part in names(field.value) {
                let place = Span::new(at, at + part.len() as u32).trim(cx.doc.text());
                at += part.len() as u32 + 1;
                if let Some(why) = fault(cx.doc.slice(place)) {
                    let message = format!("`{}`: {why}", shown(cx.doc.slice(place)));
                    let help = "write `Smith JA, Jones B`; an organisation stands in `((…))`";
                    cx.report(Finding::new(place, message).help(help));
                }
            }
        }
    }
}

/// The names of a list, white space kept; commas in double brackets separate none.
fn names(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    list.split(move |sign| {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == ',' && depth == 0
    })
}

/// What is wrong with one name.
fn fault(name: &str) -> Option<&'static str> {
    let words: Vec<&str> = name.split_whitespace().collect();
    if name.starts_with("((") || words.len() < 2 || CitationWords::known().et_al_at_end(name).is_some() {
        return None;
    }
    if name.contains(['.', ';']) {
        return Some("names in Vancouver style have no dots and semicolons");
    }
    if words.windows(3).any(|three| is_initials(three[1]) && !is_suffix(three[2]) && three[0].len() > 2) {
        return Some("a comma is missing between two names");
    }
    let initials = match words.as_slice() {
        [_, .., initials, suffix] if is_initials(initials) && is_suffix(suffix) => initials,
        [.., last] => last,
        [] => return None,
    };
    if !initials.chars().all(char::is_uppercase) {
        return Some("initials in capital letters are missing at the end of the name");
    }
    (initials.chars().count() > MAX_INITIALS).then_some("names in Vancouver style have two initials at most")
}

fn is_initials(word: &str) -> bool {
    word.chars().count() <= MAX_INITIALS && word.chars().all(char::is_uppercase)
}

/// `Jr`, `Sr`, a Roman numeral or an ordinal number.
fn is_suffix(word: &str) -> bool {
    CitationWords::known().is_name_suffix(word)
        || word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
        || word.starts_with(|sign: char| sign.is_ascii_digit())
}

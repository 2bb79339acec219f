//! `rules/text/space-before-punctuation.md`

use super::places::{Place, is_technical, own_places, writes_spaces};
use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::{BlockKind, LEFT_OUT};
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};

/// Finds spaces before marks that stand right behind a word in the article's language.
pub struct SpaceBeforePunctuation;

impl Rule for SpaceBeforePunctuation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(language) = cx.language else { return };
        let unspaced = language.typography.unspaced.as_str();
        if unspaced.is_empty() {
            return;
        }
        for place in own_places(cx, Family::Spaced, |place| is_fault(place, unspaced)) {
            let Some(span) = place.span(1, 0) else { continue };
            // A template or a formula before the space shows something that the prose does not have.
            let source = cx.doc.text().get(..span.start as usize).unwrap_or_default();
            if source.ends_with(['}', '>']) {
                continue;
            }
            let word = last_word(place.before);
            let (sign, next) = (place.sign, place.word_after());
            let moved = if next.is_empty() { "" } else { " " };
            let title = format!("write `{word}{sign}{moved}{next}`");
            let text = format!("{word} {sign}{next}");
            cx.report(
                Finding::new(span, format!("a space stands before `{sign}` in `{text}`"))
                    .help(title.clone())
                    .cluster(sign)
                    .fix(Fix::replace(title, span, format!("{sign}{moved}"), Safety::Suggested)),
            );
        }
    }
}

fn is_fault(place: &Place<'_>, unspaced: &str) -> bool {
    let Some(head) = place.before.strip_suffix(' ').filter(|_| unspaced.contains(place.sign)) else {
        return false;
    };
    // Bibliographies set marks between the parts of a title apart (ISBD), and lists set colons behind terms apart.
    let is_apart = match place.sign {
        ':' => place.kind() != BlockKind::Paragraph,
        ';' => place.kind() == BlockKind::Reference,
        _ => false,
    };
    if is_apart {
        return false;
    }
    let follows_word = head
        .chars()
        .next_back()
        .is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, ')' | ']' | '”' | '»'));
    let ends_word = place.after.chars().next().is_none_or(|sign| sign.is_whitespace() || sign == LEFT_OUT);
    // `poet ,painter`: the space stands on the wrong side.
    let next_word = place.word_after();
    let is_moved = place.sign == ','
        && next_word.chars().filter(|sign| sign.is_alphabetic()).count() > 1
        && !next_word.chars().any(char::is_numeric)
        && writes_spaces(next_word)
        && head.ends_with(char::is_alphabetic)
        && !is_technical(place.unbroken())
        && !is_in_call(head);
    // `! Season ! Round`, `Delhi . Pune . Agra`: the marks part items.
    let is_separator = matches!(place.sign, '.' | '!') && {
        let again = [' ', place.sign, ' '];
        let has = |text: &str| text.chars().collect::<Vec<_>>().windows(3).any(|signs| signs == again);
        has(place.before) || has(place.after)
    };
    // `. . .`, ` , ,`
    let next = place.after.trim_start().chars().next();
    let is_of_row = next.is_some_and(|next| matches!(next, '.' | ',' | ';' | ':' | '!' | '?' | '…'));
    follows_word && (ends_word || is_moved) && !is_of_row && !is_separator && writes_spaces(last_word(head))
}

/// Whether a text ends within the brackets of a call: `f(a`.
fn is_in_call(head: &str) -> bool {
    let (before, inside) = head.rsplit_once('(').unwrap_or_default();
    before.ends_with(|sign: char| sign.is_ascii_alphanumeric()) && !inside.contains(')')
}

/// The last word of a text, white space after it left out.
fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(|sign: char| sign.is_whitespace() || sign == LEFT_OUT).next().unwrap_or_default()
}

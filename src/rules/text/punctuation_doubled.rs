//! `rules/text/punctuation-doubled.md`

use super::places::{Place, is_technical, own_places};
use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::LEFT_OUT;
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::source::InputKind;

/// Finds commas, semicolons, colons and full stops of which one is too many.
pub struct PunctuationDoubled;

impl Rule for PunctuationDoubled {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for place in own_places(cx, Family::Run, is_run) {
            let Some(second) = place.after.chars().next() else { continue };
            let length = second.len_utf8();
            let Some(span) = place.span(0, length) else { continue };
            let text = format!("{}{second}", place.sign);
            let finding = Finding::new(span, format!("`{text}` is two marks in a row"))
                .help("keep the one that is meant")
                .cluster(text);
            cx.report(if place.sign == second {
                let title = format!("remove one `{second}`");
                finding.fix(Fix::replace(title, span, second, Safety::Suggested))
            } else {
                finding
            });
        }
        // In an extract two commas stand where a value was lost.
        if cx.doc.origin.input == InputKind::Extract {
            return;
        }
        for place in own_places(cx, Family::Spaced, is_apart) {
            let Some(span) = place.span(2, 0) else { continue };
            let sign = place.sign;
            let title = format!("remove one `{sign}`");
            cx.report(
                Finding::new(span, format!("`{sign} {sign}` is two marks in a row"))
                    .help("keep one of the two, or write what belongs between them")
                    .cluster(sign)
                    .fix(Fix::replace(title, span, sign, Safety::Suggested)),
            );
        }
    }
}

/// Whether a run of marks is two of which one is too many. A full stop may belong to an abbreviation, three are an
/// ellipsis, and a mark may follow a `!` or `?` of a name.
fn is_run(place: &Place<'_>) -> bool {
    let mut after = place.after.chars();
    let Some(second) = after.next() else { return false };
    let is_pair = matches!(
        (place.sign, second),
        (',', ',' | ';' | ':' | '.')
            | (';', ',' | ';' | ':' | '.')
            | (':', ',' | ';' | '.')
            | ('.', '.')
            | ('。', '。' | '、' | '，' | '．')
            | ('、', '、' | '。' | '，')
            | ('，', '，' | '。' | '、')
            | ('։', '։' | ':' | '.')
    );
    let end = after.next();
    let is_end = end.is_none_or(|sign| sign.is_whitespace() || sign == LEFT_OUT)
        || matches!(place.sign, '。' | '、' | '，') && end.is_some_and(char::is_alphanumeric);
    is_pair && is_end && follows_word(place.before) && !is_technical(place.unbroken())
}

/// Whether the same comma or semicolon stands before the space before this one.
fn is_apart(place: &Place<'_>) -> bool {
    let is_end = place.after.chars().next().is_none_or(char::is_whitespace);
    let head = place.before.strip_suffix(' ').and_then(|head| head.strip_suffix(place.sign));
    matches!(place.sign, ',' | ';') && is_end && head.is_some_and(follows_word)
}

fn follows_word(head: &str) -> bool {
    let last = head.chars().next_back();
    last.is_some_and(|sign| sign.is_alphanumeric() || matches!(sign, ')' | ']' | '”' | '»' | '"' | '’'))
}

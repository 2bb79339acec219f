//! `rules/text/not-nfc.md`

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

/// How many code points a message names.
const MAX_CODES: usize = 4;

/// Finds text that is not in Unicode's normal form C.
pub struct NotNfc;

impl Rule for NotNfc {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let text = cx.doc.text();
        let mut end = 0;
        for &at in &cx.facts.characters().unsettled {
            let at = at as usize;
            if at < end {
                continue;
            }
            let before = text.get(end..at).unwrap_or_default();
            let start = end + before.rfind(|sign: char| sign.is_ascii()).map_or(0, |ascii| ascii + 1);
            let rest = text.get(at..).unwrap_or_default();
            end = at + rest.find(|sign: char| sign.is_ascii()).unwrap_or(rest.len());
            // The letter before may carry the first mark.
            let span = Span::of(start.saturating_sub(1)..end);
            let source = cx.doc.slice(span);
            if is_nfc(source) {
                continue;
            }
            let normal: String = source.nfc().collect();
            let (span, normal) = changed(span, source, &normal);
            let source = cx.doc.slice(span);
            let fix = |safety| Fix::replace("write it in normal form C", span, normal, safety);
            let (is, has) = (codes(source), codes(normal));
            let message = match source.trim() {
                "" => format!("white space is written as {is}, where Unicode's normal form C has {has}"),
                _ => {
                    format!("`{}` is written as {is}, where Unicode's normal form C has {has}", shown(source))
                }
            };
            let finding = Finding::new(span, message);
            // In text a sign of ASCII with a mark is meant as the one character.
            let markup = source.chars().next().filter(|sign| matches!(sign, '<' | '=' | '>'));
            let is_broken =
                |sign: &char| !normal.starts_with(*sign) && cx.tree.leaf_at(span.start).kind() != Kind::Text;
            cx.report(match markup.filter(is_broken) {
                Some(sign) => finding
                    .help(format!(
                        "the wiki makes one character of it, so that the `{sign}` is no markup any more"
                    ))
                    .fix(fix(Safety::Suggested)),
                None => finding
                    .severity(Severity::Info)
                    .help("a wiki stores it in that form once it is saved")
                    .fix(fix(Safety::Safe).cosmetic()),
            });
        }
    }
}

/// What of a text changes: its place, and what it becomes.
fn changed<'n>(span: Span, source: &str, normal: &'n str) -> (Span, &'n str) {
    let length = |same: &mut dyn Iterator<Item = (char, char)>| -> usize {
        same.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let before = length(&mut source.chars().zip(normal.chars()));
    let (rest, normal) = (source.get(before..).unwrap_or_default(), normal.get(before..).unwrap_or_default());
    let after = length(&mut rest.chars().rev().zip(normal.chars().rev()));
    let normal = normal.get(..normal.len() - after).unwrap_or_default();
    (Span::new(span.start + before as u32, span.end - after as u32), normal)
}

/// The first code points of a text.
fn codes(text: &str) -> String {
    let mut codes: Vec<String> =
        text.chars().take(MAX_CODES).map(|sign| format!("U+{:04X}", u32::from(sign))).collect();
    if text.chars().nth(MAX_CODES).is_some() {
        codes.push("…".to_owned());
    }
    codes.join(" ")
}

//! `rules/text/space-missing-after-comma.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::places::{Place, is_cased, is_technical, own_places, writes_spaces};
use crate::engine::{Context, Interest, Rule};
use crate::facts::punctuation::Family;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::options::Words;
use crate::source::{InputKind, Span};

/// Shorter words before a colon are prefixes of names and abbreviations.
const MIN_BEFORE_COLON: usize = 4;

/// Finds commas, semicolons and colons between two words without a space after them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpaceMissingAfterComma {
    /// Pairs of words that are meant as they are: `ό,τι`; case makes no difference.
    allow: Words,
}

impl Rule for SpaceMissingAfterComma {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let joined = cx.language.map(|language| language.typography.joined.as_slice()).unwrap_or_default();
        for place in own_places(cx, Family::Joined, |place| is_fault(place, cx)) {
            let (before, after, sign) = (place.left(), place.word_after(), place.sign);
            let text = format!("{before}{sign}{after}");
            if self.allow.contains(&text) || joined.contains(&text.to_lowercase()) {
                continue;
            }
            let Some(mark) = place.span(0, 0) else { continue };
            let span = place.span(before.len(), after.len()).unwrap_or(mark);
            let name = match sign {
                ',' => "comma",
                ';' => "semicolon",
                _ => "colon",
            };
            let severity = if sign == ':' { Severity::Info } else { Severity::Warning };
            let title = format!("write `{before}{sign} {after}`");
            cx.report(
                Finding::new(span, format!("no space follows the {name} in `{text}`"))
                    .severity(severity)
                    .help(title.clone())
                    .cluster(name)
                    .fix(Fix::replace(title, Span::empty(mark.end), " ", Safety::Suggested)),
            );
        }
    }
}

fn is_fault(place: &Place<'_>, cx: &Context<'_>) -> bool {
    let (before, after) = (place.word_before(), place.word_after());
    if !matches!(place.sign, ',' | ';' | ':') || is_technical(place.unbroken()) {
        return false;
    }
    let letters = |word: &str| word.chars().filter(|sign| sign.is_alphabetic()).count();
    let is_number = |word: &str| !word.is_empty() && word.chars().all(char::is_numeric);
    let has_digit = |word: &str| word.chars().any(char::is_numeric);
    // `২১,ooo` has letters for digits.
    let is_mixed = |word: &str| !is_number(word) && has_digit(word);
    let is_closed = before.is_empty() && place.before.ends_with([')', ']', '”', '»']);
    if is_mixed(before) || is_mixed(after) || !writes_spaces(before) || !writes_spaces(after) {
        return false;
    }
    if place.sign == ':' {
        // `Category:Algeria` is the name of a page; extracts keep the code of time lines, `text:Berlin`.
        if cx.doc.origin.input == InputKind::Extract {
            return false;
        }
        let is_namespace = || cx.profile.site.namespace(before).is_some();
        return letters(before) >= MIN_BEFORE_COLON
            && letters(after) > 1
            && is_cased(before)
            && before.chars().all(char::is_lowercase)
            && after.starts_with(char::is_uppercase)
            && after.chars().skip(1).any(char::is_lowercase)
            && !is_namespace();
    }
    // `&lt;ref` was escaped twice, and `&nbps;km` misspelt: both are character references.
    let is_reference =
        || place.before.strip_suffix(before).is_some_and(|head| !before.is_empty() && head.ends_with('&'));
    if place.sign == ';' && is_reference() {
        return false;
    }
    match (is_number(before), is_number(after)) {
        (false, false) => letters(after) > 1 && (letters(before) > 0 || is_closed),
        // Names of substances and of variables have letters that stand alone.
        (true, false) => letters(after) > 2,
        // `2015 Mar;28(2)` is how databases of medicine cite.
        (false, true) => letters(before) > 2 && place.sign != ';',
        (true, true) => false,
    }
}

//! `rules/text/space-missing-after-full-stop.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::places::{Place, is_cased, is_technical, own_places, writes_spaces};
use crate::engine::{Context, Interest, Rule};
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::rules::options::Words;
use crate::source::Span;

/// Shorter words before a full stop are abbreviations as often.
const MIN_BEFORE: usize = 5;
/// Shorter words after it are, in scripts without capital letters.
const MIN_AFTER: usize = 3;

/// Finds sentences that begin without a space after the full stop of the one before.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpaceMissingAfterFullStop {
    /// Words with a full stop in them that are meant as they are; case makes no difference.
    allow: Words,
}

impl Rule for SpaceMissingAfterFullStop {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let known = cx.language.map(|language| language.typography.abbreviations.as_slice());
        let known = known.unwrap_or_default();
        for place in own_places(cx, Family::Joined, is_fault) {
            let (before, after, sign) = (place.left(), place.word_after(), place.sign);
            let text = format!("{before}{sign}{after}");
            if self.allow.contains(&text) || known.contains(&before.to_lowercase()) {
                continue;
            }
            let Some(mark) = place.span(0, 0) else { continue };
            let span = place.span(before.len(), after.len()).unwrap_or(mark);
            let title = format!("write `{before}{sign} {after}`");
            cx.report(
                Finding::new(span, format!("no space follows the full stop in `{text}`"))
                    .help(title.clone())
                    .cluster(sign)
                    .fix(Fix::replace(title, Span::empty(mark.end), " ", Safety::Suggested)),
            );
        }
    }
}

fn is_fault(place: &Place<'_>) -> bool {
    if !matches!(place.sign, '.' | '։' | '।') {
        return false;
    }
    let (before, after) = (place.word_before(), place.word_after());
    let n_letters = |word: &str| word.chars().filter(|sign| sign.is_alphabetic()).count();
    let all_letters = |word: &str| !word.chars().any(char::is_numeric);
    if place.sign != '.' {
        return n_letters(before) > 1 && n_letters(after) > 1 && all_letters(before);
    }
    // `news.discovery.com`, `U.S.Dept`
    let rest = place.after.get(after.len()..).unwrap_or_default();
    let is_chain = place.unbroken().matches('.').count() > 1 + usize::from(rest.starts_with('.'));
    if is_chain || is_technical(place.unbroken()) || !all_letters(before) || !all_letters(after) {
        return false;
    }
    // `Node.js`, `example.com`
    if !writes_spaces(before) || !writes_spaces(after) || rest.starts_with(['(', '-', ':']) {
        return false;
    }
    let is_closed = before.is_empty() && place.before.ends_with(')');
    if is_cased(after) {
        let is_sentence =
            after.starts_with(char::is_uppercase) && after.chars().skip(1).all(|sign| !sign.is_uppercase());
        let is_word = n_letters(before) >= MIN_BEFORE && before.chars().all(|sign| !sign.is_uppercase());
        return is_sentence && after.chars().count() > 1 && (is_closed || is_cased(before) && is_word);
    }
    n_letters(before) >= MIN_AFTER && n_letters(after) >= MIN_AFTER && !is_cased(before)
}

//! `rules/text/word-repeated.md`

use schemars::JsonSchema;
use serde::Deserialize;

use super::places::{Place, is_cased, is_technical, leading_word, own_places};
use crate::engine::{Context, Interest, Rule};
use crate::facts::prose::BlockKind;
use crate::facts::punctuation::Family;
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::Typography;
use crate::rules::options::Words;

/// How much white space may stand between two words of a sentence, in bytes.
const MAX_GAP: usize = 2;
/// The shortest word, in letters, that is a mistake wherever it stands twice, if the language has it in no list.
const MIN_LETTERS: usize = 6;

/// Finds words that stand twice in a row.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WordRepeated {
    /// Words that may stand twice, besides those that the language has; case makes no difference.
    allow: Words,
}

impl Rule for WordRepeated {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(typography) = cx.language.map(|language| &language.typography) else { return };
        if typography.never_twice.is_empty() {
            return;
        }
        for place in own_places(cx, Family::RepeatedWord, |place| is_fault(place, typography)) {
            let word = word(&place);
            let Some(gap) = place.gap_before() else { continue };
            if self.allow.contains(&word) {
                continue;
            }
            let span = place.span_around(0, word.len() - place.sign.len_utf8());
            let finding = Finding::new(span, format!("`{word}` stands twice in a row"))
                .label(gap.before, "here for the first time")
                .help(format!("keep one `{word}`, or write the word that was meant"))
                .cluster(word.to_lowercase());
            let whole = place.span(gap.length, word.len() - place.sign.len_utf8());
            let title = format!("remove the second `{word}`");
            cx.report(match whole {
                Some(whole) => finding.fix(Fix::replace(title, whole, "", Safety::Suggested)),
                None => finding,
            });
        }
    }
}

fn word(place: &Place<'_>) -> String {
    format!("{}{}", place.sign, leading_word(place.after))
}

fn is_fault(place: &Place<'_>, typography: &Typography) -> bool {
    let gap = place.before.len() - place.before.trim_end().len();
    let space = place.before.get(place.before.len() - gap..).unwrap_or_default();
    let is_line = matches!(place.kind(), BlockKind::Paragraph | BlockKind::Reference);
    // Columns that are drawn with spaces hold the same word as often.
    if gap > MAX_GAP || space.matches('\n').count() > usize::from(is_line) {
        return false;
    }
    let word = word(place);
    let rest = place.after.get(word.len() - place.sign.len_utf8()..).unwrap_or_default();
    let head = place.before.trim_end();
    let first = head.get(head.len().saturating_sub(word.len())..).unwrap_or_default();
    let before = head.get(..head.len() - first.len()).unwrap_or_default();
    // `well-to-do do`, `his his-and-hers`, `example.com com`
    let ends = |sign: Option<char>| {
        sign.is_none_or(|sign| !matches!(sign, '-' | '‐' | '–' | '\'' | '’' | '.' | '/'))
    };
    let next = rest.chars().next();
    let is_name = next == Some('.') && rest.chars().nth(1).is_some_and(char::is_alphanumeric);
    let is_bound = ends(before.chars().next_back())
        && !matches!(next, Some('-' | '‐' | '–' | '\'' | '’' | '/' | '='))
        && !is_name;
    if !is_bound || is_technical(place.unbroken()) {
        return false;
    }
    // A third one is emphasis, or verse.
    let third = leading_word(rest.trim_start());
    let is_more = third == word || before.trim_end().ends_with(&*word);
    let lower = word.to_lowercase();
    if typography.never_twice.contains(&lower) {
        return place.sign.is_lowercase() || !is_cased(&word);
    }
    // Names stand twice, and so do short words that imitate or intensify.
    word.chars().count() >= MIN_LETTERS
        && place.sign.is_lowercase()
        && first.chars().all(char::is_lowercase)
        && !typography.reduplicates
        && !typography.twice.contains(&lower)
        && !is_more
}

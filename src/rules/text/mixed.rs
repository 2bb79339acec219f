use crate::engine::Context;
use crate::facts::mixed_words::{MixedWord, Slip};
use crate::syntax::html_element;

/// The name of the tag that a word was meant to be the name of: `<rеf>`.
pub(super) fn tag_name<'w>(word: &'w MixedWord, cx: &Context<'_>) -> Option<&'w str> {
    let (before, after) = cx.doc.text().split_at_checked(word.span.start as usize)?;
    let is_opened = before.strip_suffix('/').unwrap_or(before).ends_with('<');
    let after = after.get(word.span.range().len()..)?;
    let name = word.meant.as_deref().filter(|_| is_opened)?;
    let is_ended = after.starts_with(|sign: char| sign.is_ascii_whitespace() || matches!(sign, '>' | '/'));
    let is_known = || html_element(name).is_some() || cx.facts.profile.site.extension_tag(name).is_some();
    Some(name).filter(|_| is_ended && is_known())
}

/// What is wrong with a word that mixes scripts.
pub(super) fn message(word: &MixedWord, text: &str) -> String {
    match &word.slip {
        Slip::Sign { sign, name } => match &word.meant {
            Some(meant) => format!("`{sign}` in `{text}` is {name}, where `{meant}` is meant"),
            None => format!("`{sign}` in `{text}` is {name}"),
        },
        Slip::Word { foreign } => {
            let meant = word.meant.as_deref().unwrap_or_default();
            format!("`{text}` is written in {} letters, where `{meant}` is meant", foreign.full_name())
        }
        Slip::Letters { letters, foreign, .. } if letters.len() == text.chars().count() => {
            let meant = word.meant.as_deref().unwrap_or_default();
            format!("`{text}` is a letter of the {} script, where `{meant}` is meant", foreign.full_name())
        }
        Slip::Letters { letters, foreign, own } => {
            let signs: Vec<String> = letters.iter().map(|sign| format!("`{sign}`")).collect();
            let (signs, are) = match signs.as_slice() {
                [one] => (one.clone(), "is a letter"),
                more => (more.join(", "), "are letters"),
            };
            let (foreign, own) = (foreign.full_name(), own.full_name());
            let article = if own.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
            format!("{signs} in `{text}` {are} of the {foreign} script, in {article} {own} word")
        }
    }
}

use crate::facts::mixed_words::{MixedWord, Slip};

/// What is wrong with a word that mixes scripts.
pub(super) fn message(word: &MixedWord, text: &str) -> String {
    match &word.slip {
        Slip::Sign { sign, name } => match &word.meant {
            Some(meant) => format!("`{sign}` in `{text}` is {name}, where `{meant}` is meant"),
            None => format!("`{sign}` in `{text}` is {name}"),
        },
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

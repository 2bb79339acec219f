use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use crate::profile::Homoglyphs;

/// Whether two names are made one when MediaWiki saves the page, since it writes all text in normal form C.
pub(super) fn are_one_when_saved(one: &str, other: &str) -> bool {
    one.nfc().eq(other.nfc())
}

/// In what two names that look the same differ.
pub(super) fn difference(one: &str, other: &str) -> String {
    if are_one_when_saved(one, other) {
        return "both are the same in Unicode's normal form C: write them in that form".to_owned();
    }
    let signs = |text: &str| -> FxHashSet<char> { text.chars().collect() };
    let (of_one, of_other) = (signs(one), signs(other));
    let mut odd = one.chars().filter(|sign| !of_other.contains(sign));
    let odd = odd.next().or_else(|| other.chars().find(|sign| !of_one.contains(sign)));
    match odd {
        Some(sign) => format!("write both with the same letters: only one has U+{:04X}", u32::from(sign)),
        None => "write both with the same letters".to_owned(),
    }
}

/// A name as MediaWiki compares it: without marks of direction, with single spaces and a capital first letter.
pub(super) fn title(name: &str) -> String {
    let is_mark = |sign: &char| matches!(sign, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
    let marked: String =
        name.chars().filter(|sign| !is_mark(sign)).map(|sign| if sign == '_' { ' ' } else { sign }).collect();
    let mut title = marked.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(first) = title.chars().next().filter(|first| first.is_lowercase()) {
        let capital: String = first.to_uppercase().collect();
        title.replace_range(..first.len_utf8(), &capital);
    }
    title
}

/// What a name looks like: the same for names that nobody can tell apart.
pub(super) fn looks(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let is_seen = |sign: &char| {
        !matches!(
            sign,
            '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'
                ..='\u{202E}' | '\u{2060}' | '\u{FEFF}'
        )
    };
    let seen: String =
        name.chars().filter(is_seen).map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    Homoglyphs::known().folded(&seen)
}

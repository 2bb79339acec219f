use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use crate::profile::Homoglyphs;
use crate::value::sign::{has_parts, is_combining};

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
    let seen = name.chars().filter(|sign| !is_unseen(*sign));
    let seen: String = seen.map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    Homoglyphs::known().folded(&seen)
}

/// A number that names of the same looks share, whatever their spaces, marks of letters and first letter's case: it is
/// found without writing what they look like, which for all links of an article costs ten times as much.
pub(super) fn sketch(name: &str) -> u64 {
    let known = Homoglyphs::known();
    let mut sum = FxHasher::default();
    let mut is_first = true;
    for sign in name.chars() {
        if sign == '_' || is_unseen(sign) || sign.is_whitespace() {
            continue;
        }
        if std::mem::take(&mut is_first) && sign.is_lowercase() {
            sign.to_uppercase().for_each(|sign| add(sign, known, &mut sum));
        } else {
            add(sign, known, &mut sum);
        }
    }
    sum.finish()
}

fn add(sign: char, known: &Homoglyphs, sum: &mut FxHasher) {
    if sign.is_ascii() {
        sign.hash(sum);
    } else if has_parts(sign) {
        let add_base = |part: char| {
            if !is_combining(part) {
                known.folded_letter(part).hash(sum);
            }
        };
        decompose_canonical(sign, add_base);
    } else if !is_combining(sign) {
        known.folded_letter(sign).hash(sum);
    }
}

/// Whether readers see nothing of a sign in a name.
fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}'
    )
}

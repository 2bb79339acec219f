//! What stands beside a number.

use super::QuantityGrammar;
use crate::profile::{UnitMeaning, Units};
use crate::value::lowercase::lowercase;
use crate::value::sign::is_alphanumeric;

/// No name of a unit is longer, in characters.
const LONGEST: usize = 32;
/// No sign of a currency that stands before a number is longer, in characters.
const LONGEST_BEFORE: usize = 8;

impl QuantityGrammar<'_> {
    /// The longest name that a text starts with and that says something of the number before it, with the text after it.
    pub(super) fn unit<'t>(&self, input: &'t str, whole: bool) -> Option<(&'t str, UnitMeaning)> {
        let mut found = None;
        let mut signs = input.char_indices().peekable();
        while let Some((at, sign)) = signs.next() {
            let end = at + sign.len_utf8();
            if end > LONGEST * 4 || at > 0 && matches!(sign, '\n' | '(' | ')') {
                break;
            }
            if !is_boundary(sign, signs.peek().map(|&(_, next)| next)) {
                continue;
            }
            let (name, rest) = input.split_at(end);
            if let Some(meaning) = self.meaning(name, whole) {
                found = Some((rest, meaning));
            }
        }
        found
    }

    /// The money that a text ends with, as it stands before a number, with the text before it.
    pub(super) fn money_before<'t>(&self, input: &'t str) -> Option<(&'t str, String)> {
        let mut found = None;
        for (at, sign) in input.char_indices().rev().take(LONGEST_BEFORE) {
            let (rest, name) = input.split_at(at);
            if !is_boundary(rest.chars().next_back().unwrap_or(' '), Some(sign)) {
                continue;
            }
            if let Some(UnitMeaning::Money(code)) = self.meaning(name, false) {
                found = Some((rest, code));
            }
        }
        found
    }

    fn meaning(&self, name: &str, whole: bool) -> Option<UnitMeaning> {
        let everywhere = Units::known().named(name).filter(|name| whole || !name.whole);
        if let Some(name) = everywhere {
            return Some(name.meaning.clone());
        }
        self.language?.unit_named(&lowercase(name)).cloned()
    }
}

/// Whether a word may end after a sign that another one follows.
fn is_boundary(sign: char, next: Option<char>) -> bool {
    next.is_none_or(|next| !(is_alphanumeric(sign) && is_alphanumeric(next)) || is_unspaced(sign))
}

/// Whether a letter is of a writing without spaces between words: ideographs, kana, Thai, Lao, Myanmar, Khmer.
pub(super) fn is_unspaced(sign: char) -> bool {
    matches!(sign, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

use icu_properties::props::Script;

use super::Deed;
use crate::value::character::{is_of, is_right_to_left};

/// Where a character stands.
pub(in crate::rules::text) struct Place {
    pub(in crate::rules::text) before: Option<char>,
    pub(in crate::rules::text) after: Option<char>,
    /// Whether nothing but space stands before it in its line.
    pub(in crate::rules::text) starts_line: bool,
    /// Whether marks of direction may be needed in its line.
    pub(in crate::rules::text) may_run_right_to_left: bool,
}

impl Place {
    /// The place of a character, or several, from `start` to `end`.
    pub(in crate::rules::text) fn of(text: &str, start: u32, end: u32, may_run_right_to_left: bool) -> Self {
        let head = text.get(..start as usize).unwrap_or_default();
        Place {
            before: head.chars().next_back(),
            after: text.get(end as usize..).and_then(|rest| rest.chars().next()),
            starts_line: matches!(head.trim_end_matches([' ', '\t']).chars().next_back(), None | Some('\n')),
            may_run_right_to_left,
        }
    }

    /// Whether nothing but space is on one of its sides, so that no word can be divided here.
    pub(super) fn is_beside_space(&self) -> bool {
        let is_space = |sign: Option<char>| {
            sign.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '|' | '\u{200B}'))
        };
        is_space(self.before) || is_space(self.after)
    }

    /// Whether a sign of a script that joins letters or sets no spaces, or an emoji, is on one of its sides.
    pub(super) fn is_beside_complex_script(&self) -> bool {
        let is_simple = |sign: char| {
            sign.is_whitespace()
                || sign < '\u{590}'
                || matches!(sign, '\u{10A0}'..='\u{10FF}' | '\u{1E00}'..='\u{206F}' | '\u{FEFF}')
        };
        [self.before, self.after].into_iter().flatten().any(|sign| !is_simple(sign))
    }

    /// Whether a letter of the Arabic script has a space on its other side, where nothing is to be separated.
    pub(super) fn is_outside_arabic_word(&self) -> bool {
        let is_space = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
        let is_letter = |sign: Option<char>| is_of(sign, Script::Arabic);
        is_space(self.before) && is_letter(self.after) || is_space(self.after) && is_letter(self.before)
    }

    /// Whether it stands between two letters of scripts that are written from right to left.
    pub(super) fn is_within_right_to_left(&self) -> bool {
        self.is_within(is_right_to_left)
    }

    /// What it does to markup at the start of a line.
    pub(super) fn deed(&self) -> Deed {
        match self.after {
            Some('=' | '*' | '#' | ':' | ';' | '{') if self.starts_line => Deed::HidesMarkup,
            _ => Deed::Nothing,
        }
    }

    /// Whether wikitext may read the signs around as markup, or a line or an argument as empty, once it is removed.
    pub(in crate::rules::text) fn keeps_signs_apart(&self) -> bool {
        if self.starts_line {
            return self.after.is_none_or(|after| after.is_whitespace() || "*#:;=|!{-".contains(after));
        }
        match (self.before, self.after) {
            (Some('=' | '|'), None | Some('\n' | '|' | '}')) => true,
            (Some('&' | '<'), Some(_)) => true,
            (Some(before), Some(after)) if before == after => "[]{}'=~_-|!:/".contains(after),
            (Some(before), Some(after)) => {
                matches!(before, '[' | '|' | '{' | '}' | '-' | ':' | '/') && "|{}-+/>hf".contains(after)
            }
            _ => false,
        }
    }

    pub(super) fn is_within_word(&self) -> bool {
        self.is_within(char::is_alphanumeric)
    }

    /// Whether such characters stand on both sides.
    pub(super) fn is_within(&self, is: fn(char) -> bool) -> bool {
        [self.before, self.after].into_iter().all(|sign| sign.is_some_and(is))
    }

    /// Whether a character of a script stands on one side.
    pub(super) fn is_beside(&self, script: Script) -> bool {
        is_of(self.before, script) || is_of(self.after, script)
    }
}

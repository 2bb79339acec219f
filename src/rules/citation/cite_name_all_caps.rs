//! `rules/citation/cite-name-all-caps.md`

use super::MAX_FIELDS;
use super::names::FAMILY_NAMES;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::value::sign::is_alphabetic;
use crate::value::signs::Signs;

/// Finds names of people and titles in capital letters.
pub struct CiteNameAllCaps;

const TITLES: CiteParams = CiteParams::of(&[CiteParam::Title, CiteParam::Chapter]);

/// Fewer capital letters can be initials, or an abbreviation.
const LETTERS_OF_A_NAME: usize = 4;
const LETTERS_OF_A_TITLE: usize = 12;

/// A title of fewer words can be a name that is written so.
const WORDS_OF_A_TITLE: usize = 3;

impl Rule for CiteNameAllCaps {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let names = facts.cited(&FAMILY_NAMES).filter(|(citation, field)| is_shouted_name(citation, field));
        let titles = facts.cited(&TITLES).filter(|(_, field)| is_shouted_title(field));
        for (_, field) in names.chain(titles).filter(|(_, field)| field.is_literal && !field.is_as_written())
        {
            let message =
                format!("`{}` in `{}` is in capital letters", shown(field.value), shown(&field.name));
            let finding = Finding::new(field.value_span, message).help("write it as in running text");
            cx.report(finding.cluster(&*field.name));
        }
    }
}

/// A family name: one with a given name, so that it is no abbreviation of an organisation.
fn is_shouted_name(citation: &Citation<'_>, field: &Field<'_>) -> bool {
    let first = match field.cite() {
        Some(CiteParam::Last) => CiteParam::First,
        Some(CiteParam::EditorLast) => CiteParam::EditorFirst,
        _ => return false,
    };
    are_capitals(field, LETTERS_OF_A_NAME)
        && !field.value.contains(['.', ' '])
        && citation.fields.len() <= MAX_FIELDS
        && citation.all(first).any(|first| first.number == field.number)
}

fn is_shouted_title(field: &Field<'_>) -> bool {
    are_capitals(field, LETTERS_OF_A_TITLE)
        && field.value.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
            >= WORDS_OF_A_TITLE
}

/// Whether a value has this many capital letters, and no other letters.
fn are_capitals(field: &Field<'_>, n_letters: usize) -> bool {
    if field.signs.has(Signs::LOWER) || !field.signs.has(Signs::UPPER.or(Signs::BEYOND_ASCII)) {
        return false;
    }
    let mut letters = field.value.chars().filter(|sign| is_alphabetic(*sign));
    letters.clone().all(char::is_uppercase) && letters.nth(n_letters - 1).is_some()
}

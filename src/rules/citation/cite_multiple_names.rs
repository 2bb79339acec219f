//! `rules/citation/cite-multiple-names.md`

use super::names::{FAMILY_NAMES, is_for_one};
use super::{MAX_FIELDS, beside};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::value::signs::Signs;

/// Finds several names in a parameter for one.
pub struct CiteMultipleNames;

/// Lists longer than this are left to people.
const MAX_NAMES: usize = 30;

/// The words that a name has at most.
const MAX_WORDS: usize = 4;

impl Rule for CiteMultipleNames {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let lists = facts.cited(&FAMILY_NAMES).filter(|(citation, field)| {
            field.signs.has(Signs::COMMA)
                && field.is_literal
                && !field.is_as_written()
                && citation.schema.is_of_module
                && is_for_one(citation, field)
        });
        for (citation, field) in lists {
            let by_semicolon = people(field.value, ';');
            let Some(names) = by_semicolon.clone().or_else(|| people(field.value, ',')) else { continue };
            let message = format!("{} names in `{}`, which is for one", names.len(), shown(&field.name));
            let mut finding = Finding::new(field.value_span, message)
                .help("give each name a parameter of its own, with a number")
                .cluster(&*field.name);
            if by_semicolon.is_some()
                && let Some(fix) = fix(citation, field, &names, cx)
            {
                finding = finding.fix(fix);
            }
            cx.report(finding);
        }
    }
}

/// The names between separators, if all of it are names of people.
fn people(value: &str, separator: char) -> Option<Vec<&str>> {
    if !value.contains(separator) || value.contains('&') {
        return None;
    }
    let names: Vec<&str> = value.split(separator).map(str::trim).filter(|name| !name.is_empty()).collect();
    let is_list = if separator == ';' { names.len() > 1 } else { names.len() > 2 };
    let are_names =
        || names.iter().all(|name| if separator == ';' { is_name(name) } else { is_full_name(name) });
    (is_list && are_names()).then_some(names)
}

/// `Smith, J. A.` or `John Smith`.
fn is_name(text: &str) -> bool {
    let is_word = |word: &str| word.chars().any(char::is_alphabetic);
    text.matches(',').count() <= 1
        && text.split_whitespace().count() <= MAX_WORDS
        && text.split_whitespace().next().is_some_and(is_word)
        && !text.contains(|sign: char| sign.is_numeric() || matches!(sign, '(' | ')' | ':' | '/'))
}

/// `John Smith`, `J. A. Smith` or `Smith JA`: words with a capital letter, one of them no initial.
fn is_full_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_initial = |word: &str| word.ends_with('.') || word.chars().all(char::is_uppercase);
    (2..=MAX_WORDS).contains(&words().count())
        && is_name(text)
        && words().all(is_capital)
        && words().any(|word| !is_initial(word) && word.chars().count() > 2)
}

/// Gives each name a parameter, where no other one of the list is given.
fn fix(citation: &Citation<'_>, field: &Field<'_>, names: &[&str], cx: &Context<'_>) -> Option<Fix> {
    let cite = field.cite()?;
    let first = match cite {
        CiteParam::Last => CiteParam::First,
        CiteParam::EditorLast => CiteParam::EditorFirst,
        _ => return None,
    };
    let is_alone =
        citation.fields.len() <= MAX_FIELDS && citation.all(cite).count() == 1 && !citation.has(first);
    let has_number = field.name.contains(|sign: char| sign.is_numeric());
    if !is_alone || has_number || names.len() > MAX_NAMES {
        return None;
    }
    let mut edits = vec![Edit::replace(field.value_span, *names.first()?)];
    let mut added = String::new();
    let mut at = None;
    for (number, name) in (2..).zip(names.iter().skip(1)) {
        let edit = beside(field, cx.tree, &format!("{}{number}", field.name), name)?;
        added.push_str(&edit.text);
        at = Some(edit.span);
    }
    edits.push(Edit::replace(at?, added));
    Some(Fix::new(format!("give each of the {} names a parameter", names.len()), edits, Safety::Suggested))
}

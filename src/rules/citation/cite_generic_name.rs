//! `rules/citation/cite-generic-name.md`

use std::collections::HashSet;

use super::names::NAMES;
use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::profile::CitationWords;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;
use crate::value::plain::plain;
use crate::value::signs::Signs;

/// Finds words that are no part of a person's name: `Staff`, `(editor)`, `Reuters`.
pub struct CiteGenericName;

/// How the names of pages on authors end, in lower case.
const AUTHOR: &str = "(author)";

impl Rule for CiteGenericName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let names = facts.cited(&NAMES).filter(|(_, field)| !field.is_as_written());
        let mut found: Vec<(&Citation<'_>, &Field<'_>, Word<'_>)> = names
            .filter_map(|(citation, field)| Some((citation, field, word_of(citation, field, cx)?)))
            .collect();
        found.sort_by_key(|(_, field, _)| field.value_span);
        let mut said = HashSet::new();
        for (citation, field, word) in found {
            let is_role = matches!(word, Word::Role(_));
            // One editor wrote them all, and one look at the first tells what they are.
            let name = || plain(field.value).unwrap_or_default().to_lowercase();
            if is_role || said.insert(name()) {
                cx.report(match word {
                    Word::Nobody(word) if word.len() == field.value.len() => of_nobody(field, word),
                    Word::Nobody(word) => in_name(field, word, group_help(citation)),
                    Word::Role(word) => in_name(field, word, ROLE_HELP),
                    Word::Organisation(word) => of_an_organisation(field, word),
                });
            }
        }
    }
}

/// A word that is no part of a person's name.
enum Word<'t> {
    /// No name at all: the value, or a part of it, where the whole may be the name of a group.
    Nobody(&'t str),
    /// What a person did, behind a comma or in brackets.
    Role(&'t str),
    /// What the citation module takes for an organisation.
    Organisation(&'t str),
}

/// The first such word of a name.
fn word_of<'a>(citation: &Citation<'a>, field: &Field<'a>, cx: &Context<'_>) -> Option<Word<'a>> {
    let known = CitationWords::known();
    let may_have_words = field.signs.has(Signs::LOWER.or(Signs::UPPER)) && known.may_be_nobody(field.value);
    let has_mark = field.is_literal && field.signs.has(Signs::COMMA.or(Signs::BRACKET));
    let word = (may_have_words && field.is_literal).then(|| known.not_of_a_name(field.value)).flatten();
    let word = word.or_else(|| has_mark.then(|| known.mark_in_name(field.value))?);
    if let Some(word) = word {
        let at = word.as_ptr() as usize - field.value.as_ptr() as usize;
        let head = field.value.get(..at).unwrap_or_default().trim_end();
        // `(General Editor)` has a word before it.
        let in_brackets = head.rfind(['(', '[']).and_then(|at| head.get(at + 1..));
        let is_role = has_mark
            && (head.ends_with([',', ';', '(', '['])
                || in_brackets.is_some_and(|between| between.split_whitespace().count() == 1));
        return Some(if is_role { Word::Role(word) } else { Word::Nobody(word) });
    }
    let may_be_told = may_have_words && citation.schema.is_of_module;
    let word = may_be_told.then(|| known.organisation(field.value))?;
    word.filter(|_| is_written_out(field, cx)).map(Word::Organisation)
}

/// Whether the value is text and links as they are written, none of which leads to an author by the name of its page.
fn is_written_out(field: &Field<'_>, cx: &Context<'_>) -> bool {
    field.is_literal
        || !field.value.to_lowercase().contains(AUTHOR)
            && value_nodes(field, cx.tree).all(|node| matches!(node.kind(), Kind::Text | Kind::Wikilink))
}

const ROLE_HELP: &str = "write the name alone, in the parameter for what the person did";

/// What to do about a word in a name that may be that of a group.
fn group_help(citation: &Citation<'_>) -> &'static str {
    if citation.schema.is_of_module {
        "write the name alone; that of a group is marked as meant as it is: `((…))`"
    } else {
        "write the name alone"
    }
}

fn of_nobody(field: &Field<'_>, word: &str) -> Finding {
    let message = format!("`{}` in `{}` is no name of a person", shown(word), shown(&field.name));
    let help = "write the name that the source gives, or leave it out";
    Finding::new(place(field, word), message).help(help).cluster(word)
}

fn in_name(field: &Field<'_>, word: &str, help: &str) -> Finding {
    let message = format!("`{}` in `{}` is no part of a name", shown(word), shown(&field.name));
    Finding::new(place(field, word), message).help(help).cluster(format!("{word} {help}"))
}

fn of_an_organisation(field: &Field<'_>, word: &str) -> Finding {
    let message = format!(
        "the citation module takes `{}` in `{}` for an organisation",
        shown(word),
        shown(&field.name)
    );
    let help = "name the person, give a publisher or agency as such, or mark what is meant as it is: `((…))`";
    Finding::new(place(field, word), message).help(help).cluster(word)
}

/// Where a part of the value stands.
fn place(field: &Field<'_>, word: &str) -> Span {
    let at = word.as_ptr() as usize - field.value.as_ptr() as usize;
    let start = field.value_span.start + at as u32;
    Span::new(start, start + word.len() as u32)
}

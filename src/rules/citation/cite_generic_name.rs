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
        let mut found: Vec<(&Field<'_>, Word<'_>)> =
            names.filter_map(|(citation, field)| Some((field, word_of(citation, field, cx)?))).collect();
        found.sort_by_key(|(field, _)| field.value_span);
        let mut said = HashSet::new();
        for (field, word) in found {
            let is_part = matches!(word, Word::OfNobody(word) if word.len() < field.value.len());
            // One editor wrote them all, and one look at the first tells what they are.
            let name = || plain(field.value).unwrap_or_default().to_lowercase();
            if is_part || said.insert(name()) {
                cx.report(match word {
                    Word::OfNobody(word) => of_nobody(field, word),
                    Word::OfOrganisation(word) => of_an_organisation(field, word),
                });
            }
        }
    }
}

/// A word that is no part of a person's name.
enum Word<'t> {
    /// Of no name at all, or what somebody did.
    OfNobody(&'t str),
    OfOrganisation(&'t str),
}

/// The first such word of a name.
fn word_of<'a>(citation: &Citation<'a>, field: &Field<'a>, cx: &Context<'_>) -> Option<Word<'a>> {
    let known = CitationWords::known();
    let has_letters = field.signs.has(Signs::LOWER.or(Signs::UPPER));
    let has_mark = field.is_literal && field.signs.has(Signs::COMMA.or(Signs::BRACKET));
    let word = (has_letters && field.is_literal).then(|| known.not_of_a_name(field.value)).flatten();
    let word = word.or_else(|| has_mark.then(|| known.mark_in_name(field.value))?);
    if let Some(word) = word {
        return Some(Word::OfNobody(word));
    }
    let may_be_told = has_letters && citation.schema.is_of_module;
    let word = may_be_told.then(|| known.organisation(field.value))?;
    word.filter(|_| is_written_out(field, cx)).map(Word::OfOrganisation)
}

/// Whether the value is text and links as they are written, none of which leads to an author by the name of its page.
fn is_written_out(field: &Field<'_>, cx: &Context<'_>) -> bool {
    field.is_literal
        || !field.value.to_lowercase().contains(AUTHOR)
            && value_nodes(field, cx.tree).all(|node| matches!(node.kind(), Kind::Text | Kind::Wikilink))
}

fn of_nobody(field: &Field<'_>, word: &str) -> Finding {
    let (place, shown_word, name) = (place(field, word), shown(word), shown(&field.name));
    let finding = if word.len() == field.value.len() {
        Finding::new(place, format!("`{shown_word}` in `{name}` is no name of a person"))
            .help("write the name that the source gives, or leave it out")
    } else {
        Finding::new(place, format!("`{shown_word}` in `{name}` is no part of a name"))
            .help("write the name alone, in the parameter for what the person did")
    };
    finding.cluster(word)
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

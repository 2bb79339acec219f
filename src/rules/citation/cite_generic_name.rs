//! `rules/citation/cite-generic-name.md`

use std::collections::HashSet;

use super::names::NAMES;
use super::value_nodes;
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::Field;
use crate::finding::Finding;
use crate::profile::CitationWords;
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::Kind;

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
        let words = CitationWords::known();
        let mut said = HashSet::new();
        for citation in facts.citations() {
            for field in citation.among(&NAMES).filter(|field| !field.is_as_written()) {
                if let Some(word) = words.not_of_a_name(field.value).filter(|_| field.is_literal) {
                    // One editor wrote them all, and one look at the first tells what they are.
                    if word.len() < field.value.len() || said.insert(field.value.to_lowercase()) {
                        cx.report(of_nobody(field, word));
                    }
                } else if citation.schema.is_of_module
                    && let Some(word) = words.organisation(field.value)
                    && may_be_told(field, cx)
                    && said.insert(field.value.to_lowercase())
                {
                    cx.report(of_an_organisation(field, word));
                }
            }
        }
    }
}

/// Whether the value is text and links as they are written, none of which leads to an author by the name of its page.
fn may_be_told(field: &Field<'_>, cx: &Context<'_>) -> bool {
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
        "`{}` in `{}` is of an organisation, and no part of a person's name",
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

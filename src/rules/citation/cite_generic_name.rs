//! `rules/citation/cite-generic-name.md`

use std::collections::HashSet;

use super::names::NAMES;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::CitationWords;
use crate::rules::shown;
use crate::source::Span;

/// Finds words that are no part of a person's name: `Staff`, `(editor)`.
pub struct CiteGenericName;

impl Rule for CiteGenericName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let mut said = HashSet::new();
        for citation in facts.citations() {
            let names = citation.among(&NAMES).filter(|field| field.is_literal && !field.is_as_written());
            for field in names {
                let Some(word) = CitationWords::known().not_of_a_name(field.value) else { continue };
                // One editor wrote them all, and one look at the first tells what they are.
                if word.len() == field.value.len() && !said.insert(word.to_lowercase()) {
                    continue;
                }
                let at = word.as_ptr() as usize - field.value.as_ptr() as usize;
                let start = field.value_span.start + at as u32;
                let place = Span::new(start, start + word.len() as u32);
                let name = shown(&field.name);
                let finding = if word.len() == field.value.len() {
                    Finding::new(place, format!("`{}` in `{name}` is no name of a person", shown(word)))
                        .help("write the name that the source gives, or leave it out")
                } else {
                    Finding::new(place, format!("`{}` in `{name}` is no part of a name", shown(word)))
                        .help("write the name alone, in the parameter for what the person did")
                };
                cx.report(finding.cluster(word));
            }
        }
    }
}

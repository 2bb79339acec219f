//! `rules/citation/cite-numeric-name.md`

use super::names::NAMES;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::sign::{is_alphabetic, is_numeric};
use crate::value::signs::Signs;

/// Finds names of people without a letter.
pub struct CiteNumericName;

impl Rule for CiteNumericName {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let names = facts.cited(&NAMES).filter(|(_, field)| field.is_literal && !field.is_as_written());
        let names = names.filter(|(_, field)| !field.signs.has(Signs::LOWER.or(Signs::UPPER)));
        for (_, field) in names.filter(|(_, field)| has_no_letter(field.value)) {
            let message = format!("name `{}` in `{}` has no letter", shown(field.value), shown(&field.name));
            cx.report(
                Finding::new(field.value_span, message)
                    .help("write the name that the source gives, or take the parameter out"),
            );
        }
    }
}

fn has_no_letter(value: &str) -> bool {
    let mut signs = value.chars();
    !signs.clone().any(is_alphabetic) && signs.any(is_numeric)
}

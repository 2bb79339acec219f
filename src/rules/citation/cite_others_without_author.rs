//! `rules/citation/cite-others-without-author.md`

use super::company::{AUTHORS, EDITORS};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds further people of a source that has neither author nor editor.
pub struct CiteOthersWithoutAuthor;

impl Rule for CiteOthersWithoutAuthor {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            let Some(others) = citation.get(CiteParam::Others) else { continue };
            if citation.has_any(&AUTHORS) || citation.has_any(&EDITORS) {
                continue;
            }
            let message = format!("`{}` without an author or editor", shown(&others.name));
            cx.report(
                Finding::new(others.name_span.unwrap_or(others.value_span), message)
                    .help("name the author, or move the people to the parameter that says what they did"),
            );
        }
    }
}

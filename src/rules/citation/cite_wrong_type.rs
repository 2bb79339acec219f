//! `rules/citation/cite-wrong-type.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;

/// Finds citations of pages of the web that are given the number of a book or of an article.
pub struct CiteWrongType;

impl Rule for CiteWrongType {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let mut types = citation.schema.cites.rather.iter();
            let Some(rather) = types.find(|rather| citation.has_any(&rather.params)) else { continue };
            let mut given = citation.filled().filter(|field| !names_a_journal(field.value));
            let Some(field) = given.find(|field| field.is_one_of(&rather.params)) else { continue };
            let (name, of) = (shown(&field.name), &rather.of);
            let message = format!("`{name}` is the number of {of}, which is cited as a page of the web");
            let finding = Finding::new(field.value_span, message).cluster(name);
            cx.report(finding.help(format!("use the template for {of}")));
        }
    }
}

/// Whether a DOI is that of a journal itself, as one publisher gives them.
fn names_a_journal(doi: &str) -> bool {
    doi.contains("/(ISSN)")
}

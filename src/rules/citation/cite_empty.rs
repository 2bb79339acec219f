//! `rules/citation/cite-empty.md`

use super::company::name_span;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;
use crate::syntax::Template;

/// Finds citations that say nothing.
pub struct CiteEmpty;

impl Rule for CiteEmpty {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let is_empty = |citation: &&crate::facts::citations::Citation<'_>| {
            citation.given.is_empty() && !citation.has_others && !citation.schema.cites.requires.is_empty()
        };
        for citation in facts.citations().iter().filter(is_empty) {
            let Some(template) = Template::cast(cx.tree.node(citation.node)) else { continue };
            let name = shown(&template.name());
            cx.report(
                Finding::new(name_span(citation, cx.tree), format!("`{name}` says nothing about a source"))
                    .help("fill it in, or remove it"),
            );
        }
    }
}

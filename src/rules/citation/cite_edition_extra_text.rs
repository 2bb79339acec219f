//! `rules/citation/cite-edition-extra-text.md`

use super::labels::suffix_start;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::CiteParam;
use crate::rules::shown;
use crate::source::Span;

/// Finds `ed.` in the parameter for the edition, after which the template writes it itself.
pub struct CiteEditionExtraText;

impl Rule for CiteEditionExtraText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let edition = citation.get(CiteParam::Edition).filter(|_| citation.schema.is_of_module);
            let Some(edition) = edition.filter(|field| field.is_literal && !field.is_as_written()) else {
                continue;
            };
            let suffixes = edition.param.map(|param| param.suffixes.as_slice()).unwrap_or_default();
            let Some(at) = suffixes.iter().find_map(|suffix| suffix_start(edition.value, suffix)) else {
                continue;
            };
            let place = Span::new(edition.value_span.start + at as u32, edition.value_span.end);
            let text = cx.doc.slice(place).trim();
            let message = format!("`{text}` in `{}`: the template writes it by itself", shown(&edition.name));
            let fix = Fix::replace(format!("remove `{text}`"), place, "", Safety::Suggested);
            let finding = Finding::new(place.trim(cx.doc.text()), message).help("write the edition alone");
            cx.report(finding.cluster(&*edition.name).fix(fix));
        }
    }
}

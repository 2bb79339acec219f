//! `rules/citation/cite-pages-extra-text.md`

use super::labels::{may_be_labelled, prefix_length};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;

/// Finds `p.` and the like in fields for pages, where the template writes it itself.
pub struct CitePagesExtraText;

/// The parameters for one page and for several.
const PAGES: CiteParams = CiteParams::of(&[CiteParam::Page, CiteParam::Pages]);

impl Rule for CitePagesExtraText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (_, field) in facts.cited(&PAGES).filter(|(_, field)| may_be_labelled(field)) {
            let prefixes = field.param.map(|param| param.prefixes.as_slice()).unwrap_or_default();
            // Templates of a wiki's own write the sign of its language.
            let own = cx.language.map(|language| language.dashes.pages.as_slice()).unwrap_or_default();
            let Some(length) =
                prefixes.iter().chain(own).find_map(|prefix| prefix_length(field.value, prefix))
            else {
                continue;
            };
            let place = Span::new(field.value_span.start, field.value_span.start + length as u32);
            let text = cx.doc.slice(place).trim_end();
            let message = format!("`{text}` in `{}`: the template writes it by itself", shown(&field.name));
            let fix = Fix::replace(format!("remove `{text}`"), place, "", Safety::Suggested);
            let finding = Finding::new(place, message).help("write the number alone").cluster(&*field.name);
            cx.report(finding.fix(fix));
        }
    }
}

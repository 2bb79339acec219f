//! `rules/citation/cite-volume-issue-extra-text.md`

use super::labels::{may_be_labelled, prefix_length};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{CiteParam, CiteParams};
use crate::rules::shown;
use crate::source::Span;

/// Finds `vol.` and `no.` in the parameters for the volume and the issue.
pub struct CiteVolumeIssueExtraText;

const NUMBERS: CiteParams = CiteParams::of(&[CiteParam::Volume, CiteParam::Issue]);

impl Rule for CiteVolumeIssueExtraText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for (citation, field) in facts.cited(&NUMBERS).filter(|(_, field)| may_be_labelled(field)) {
            let prefixes = field.param.map(|param| param.prefixes.as_slice()).unwrap_or_default();
            let length = prefixes.iter().find_map(|prefix| prefix_length(field.value, prefix));
            let Some(length) = length.filter(|_| citation.schema.is_of_module) else { continue };
            let place = Span::new(field.value_span.start, field.value_span.start + length as u32);
            let text = cx.doc.slice(place).trim_end();
            let message = format!("`{text}` in `{}`, which is for a number", shown(&field.name));
            let fix = Fix::replace(format!("remove `{text}`"), place, "", Safety::Suggested);
            let finding = Finding::new(place, message).help("write the number alone").cluster(&*field.name);
            cx.report(finding.fix(fix));
        }
    }
}

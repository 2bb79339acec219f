//! `rules/citation/cite-unnamed-text.md`

use super::{group_of, is_given};
use crate::engine::{Context, Interest, Rule};
use crate::facts::citations::{Citation, Field};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;

/// Finds text in citations that belongs to no parameter.
pub struct CiteUnnamedText;

impl Rule for CiteUnnamedText {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            for field in citation.filled().filter(|field| field.name_span.is_none()) {
                let message = format!("`{}` belongs to no parameter", shown(field.value));
                let mut finding = Finding::new(field.value_span, message)
                    .help("readers do not see it: write the name of its parameter and `=` before it");
                if let Some(fix) = fix(field, citation) {
                    finding = finding.fix(fix);
                }
                cx.report(finding);
            }
        }
    }
}

/// A `=` for the sign after a name, if the text begins with one.
fn fix(field: &Field<'_>, citation: &Citation<'_>) -> Option<Fix> {
    let end = field.value.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '-'))?;
    let (name, rest) = field.value.split_at(end);
    let after = rest.trim_start_matches([' ', ':', '-', '–', '_', ';', '+']);
    let is_sign = after.len() < rest.len() && !after.is_empty() && !after.starts_with("//");
    let known = citation.schema.param(name).is_some() && !is_given(citation, field, name);
    if !is_sign || !known {
        return None;
    }
    let start = field.value_span.start + end as u32;
    let place = Span::new(start, start + (rest.len() - after.len()) as u32);
    let fix = Fix::new(format!("write `{name}=`"), vec![Edit::replace(place, "=")], Safety::Suggested);
    Some(fix.group(group_of(citation, name)))
}

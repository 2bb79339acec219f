//! `rules/citation/doi-free-unflagged.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, FreeDois};
use crate::rules::shown;

/// Finds DOIs of articles that are free to read and do not say so.
pub struct DoiFreeUnflagged;

impl Rule for DoiFreeUnflagged {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(doi) = citation.get(CiteParam::Doi).filter(|_| !citation.has(CiteParam::DoiAccess))
            else {
                continue;
            };
            let param = citation.schema.params.iter().find(|param| param.cite == Some(CiteParam::DoiAccess));
            let Some(param) = param.filter(|_| citation.schema.is_complete) else { continue };
            if !FreeDois::known().contains(doi.value) {
                continue;
            }
            let flag = format!("|{}=free", param.name);
            let insert = Edit::insert(cx.tree.node(doi.node).span().end, flag.as_str());
            cx.report(
                Finding::new(doi.value_span, format!("DOI `{}` is free to read", shown(doi.value)))
                    .help(format!("write `{flag}` after it"))
                    .fix(Fix::new(format!("write `{flag}`"), vec![insert], Safety::Suggested)),
            );
        }
    }
}

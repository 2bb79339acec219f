//! `rules/citation/cite-needless-anchor.md`

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds citations that are given the anchor which they have without it.
pub struct CiteNeedlessAnchor;

impl Rule for CiteNeedlessAnchor {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            let Some(field) = citation.get(CiteParam::Ref).filter(|field| !field.is_literal) else {
                continue;
            };
            if !facts.repeats_default_anchor(citation) {
                continue;
            }
            let name = shown(&field.name);
            cx.report(
                Finding::new(
                    field.value_span,
                    format!(
                        "`{}` in `{name}` is the anchor that the citation has without it",
                        shown(field.value)
                    ),
                )
                .help(format!("remove `{name}`"))
                .cluster(name)
                .fix(remove(field, cx.tree, Safety::Suggested)),
            );
        }
    }
}

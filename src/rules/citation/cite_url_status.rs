//! `rules/citation/cite-url-status.md`

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::Safety;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds states of the original's link that have no effect.
pub struct CiteUrlStatus;

/// The parameter for the state of the original's link.
const STATUS: &str = "url-status";

/// The state that says no more than the link alone does.
const LIVE: &str = "live";

impl Rule for CiteUrlStatus {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations().iter().filter(|citation| citation.schema.is_complete) {
            let Some(status) = citation.get(CiteParam::UrlStatus).filter(|status| status.name == STATUS)
            else {
                continue;
            };
            let values = status.param.map(|param| param.values.as_slice()).unwrap_or_default();
            let value = shown(status.value);
            if !values.iter().any(|known| known == status.value) {
                let message = format!("`{value}` is no state of a link");
                let help = format!("write one of `{}`", values.join("`, `"));
                cx.report(Finding::new(status.value_span, message).help(help));
            } else if !citation.has(CiteParam::ArchiveUrl) {
                let message = format!("`{STATUS}={value}` without an archived copy has no effect");
                // Of a link that is gone, editors lose what they know with the state.
                let safety = if status.value == LIVE { Safety::Safe } else { Safety::Suggested };
                cx.report(
                    Finding::new(status.value_span, message)
                        .help("give the URL of an archived copy, or remove it")
                        .cluster(&value)
                        .fix(remove(status, cx.tree, safety)),
                );
            }
        }
    }
}

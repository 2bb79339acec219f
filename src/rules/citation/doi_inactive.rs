//! `rules/citation/doi-inactive.md`

use super::remove;
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::Safety;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds DOIs that are marked as leading nowhere, and such marks without a DOI.
pub struct DoiInactive;

impl Rule for DoiInactive {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(mark) = citation.get(CiteParam::DoiBrokenDate) else { continue };
            let (name, value) = (shown(&mark.name), shown(mark.value));
            cx.report(match citation.get(CiteParam::Doi) {
                Some(doi) => {
                    let message = format!("DOI `{}` is marked as broken: `{name}={value}`", shown(doi.value));
                    Finding::new(doi.value_span, message)
                        .label(mark.value_span, "marked here")
                        .help("try it: remove the mark if it works again, or look for the right one")
                        .severity(Severity::Info)
                }
                // The DOI may stand under a name that is not known here.
                None if citation.filled().any(|field| field.param.is_none()) => continue,
                None => Finding::new(mark.value_span, format!("`{name}` without a DOI has no effect"))
                    .help("give the DOI, or remove the mark")
                    .fix(remove(mark, cx.tree, Safety::Suggested)),
            });
        }
    }
}

//! `rules/citation/cite-volume-equals-issue.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::CiteParam;
use crate::rules::shown;

/// Finds citations whose volume and issue are the same.
pub struct CiteVolumeEqualsIssue;

impl Rule for CiteVolumeEqualsIssue {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for citation in facts.citations() {
            let Some(issue) = citation.get(CiteParam::Issue) else { continue };
            let Some(volume) = citation.get(CiteParam::Volume) else { continue };
            // A small number can be that of both: the third issue of the third year.
            if volume.value != issue.value || volume.value.chars().count() < CERTAIN_LENGTH {
                continue;
            }
            let message = format!("volume and issue are both `{}`", shown(issue.value));
            cx.report(
                Finding::new(issue.value_span, message)
                    .label(volume.value_span, "the volume")
                    .help("look up which of the two it is, and leave the other out"),
            );
        }
    }
}

/// From this length on, in characters, it is no accident that two numbers are the same.
const CERTAIN_LENGTH: usize = 3;

//! `rules/reference/ref-before-punctuation.md`

use super::runs::runs;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkSide;
use crate::source::Span;

/// Finds references before a full stop or comma on wikis that want them after it.
pub struct RefBeforePunctuation;

impl Rule for RefBeforePunctuation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.profile.footnotes.mark != Some(MarkSide::After) {
            return;
        }
        let mut findings = Vec::new();
        for run in runs(cx) {
            let follows_word =
                run.before().ends_with(|sign: char| sign.is_alphanumeric() || "\"”’'])}%".contains(sign));
            let Some(mark) = run.mark_after().filter(|_| follows_word) else { continue };
            let after = run.through_mark_after();
            let place = Span::new(after.end - mark.len_utf8() as u32, after.end);
            let fix = Fix::new(
                format!("move `{mark}` before the reference"),
                vec![Edit::replace(run.gap_before(), mark.to_string()), Edit::delete(after)],
                Safety::Suggested,
            );
            findings.push(
                Finding::new(place, format!("`{mark}` stands after the reference"))
                    .label(run.span, "the mark of the footnote comes before it")
                    .help("this wiki puts footnotes after punctuation")
                    .cluster(mark)
                    .fix(fix),
            );
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

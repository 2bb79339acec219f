//! `rules/reference/punctuation-doubled-at-ref.md`

use super::runs::runs;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkSide;
use crate::source::Span;

/// Finds the same punctuation mark before and after a reference.
pub struct PunctuationDoubledAtRef;

impl Rule for PunctuationDoubledAtRef {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let side = cx.profile.footnotes.mark;
        let mut findings = Vec::new();
        for run in runs(cx) {
            let Some(mark) = run.mark_before().filter(|mark| run.mark_after() == Some(*mark)) else {
                continue;
            };
            // The first full stop can belong to an abbreviation where the second one stands after footnotes.
            if mark == '.' && side != Some(MarkSide::After) {
                continue;
            }
            let end = run.before().len() as u32;
            let width = mark.len_utf8() as u32;
            let (first, after) = (Span::new(end - width, end), run.through_mark_after());
            let second = Span::new(after.end - width, after.end);
            let goes = if side == Some(MarkSide::Before) { first } else { after };
            let fix = Fix::new(format!("remove one `{mark}`"), vec![Edit::delete(goes)], Safety::Suggested);
            findings.push(
                Finding::new(second, format!("`{mark}` stands before and after the reference"))
                    .label(first, "the same mark")
                    .help("keep one of the two")
                    .cluster(mark)
                    .fix(fix),
            );
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

//! `rules/reference/ref-after-punctuation.md`

use super::runs::runs;
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::MarkSide;
use crate::source::Span;

/// Finds references after a full stop or comma on wikis that want them before it.
pub struct RefAfterPunctuation;

impl Rule for RefAfterPunctuation {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if cx.profile.footnotes.mark != Some(MarkSide::Before) {
            return;
        }
        let mut findings = Vec::new();
        for run in runs(cx) {
            // A full stop can belong to the abbreviation before it; only a whole word's is certain.
            let Some(mark) = run.mark_before().filter(|mark| *mark != '.' || ends_sentence(run.before()))
            else {
                continue;
            };
            if !run.after().is_empty() && !run.after().starts_with(['\n', '<']) && run.mark_after().is_some()
            {
                continue;
            }
            let end = run.before().len() as u32;
            let place = Span::new(end - mark.len_utf8() as u32, end);
            let fix = Fix::new(
                format!("move `{mark}` after the reference"),
                vec![
                    Edit::delete(Span::new(place.start, run.span.start)),
                    Edit::insert(run.span.end, mark.to_string()),
                ],
                Safety::Suggested,
            );
            findings.push(
                Finding::new(place, format!("`{mark}` stands before the reference"))
                    .label(run.span, "the mark of the footnote comes after it")
                    .help("this wiki puts footnotes before punctuation")
                    .cluster(mark)
                    .fix(fix),
            );
        }
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// Whether the word before a full stop is no abbreviation or initial, as far as its length says.
fn ends_sentence(before: &str) -> bool {
    const SHORTEST: usize = 5;
    let word =
        before.strip_suffix('.').unwrap_or(before).chars().rev().take_while(|sign| sign.is_alphabetic());
    word.take(SHORTEST).count() == SHORTEST
}

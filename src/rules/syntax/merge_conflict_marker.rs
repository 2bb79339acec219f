//! `rules/syntax/merge-conflict-marker.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::profile::MarkKind;
use crate::rules::residue::is_read;
use crate::source::Span;

/// Finds the lines by which version control marks two versions of the same text.
pub struct MergeConflictMarker;

/// How long the signs of a mark are.
const LENGTH: usize = 7;

impl Rule for MergeConflictMarker {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let marks: Vec<Span> = cx.facts.residue().of(MarkKind::MergeMark).map(|found| found.span).collect();
        let Some(first) = marks.first() else { return };
        let mut open: Option<Conflict> = None;
        let mut findings = Vec::new();
        // The marks between the ends mean nothing elsewhere, so that they are looked for from the first end on.
        for (line, span) in lines(cx.doc.text(), first.start as usize) {
            match sign(line) {
                Some('<') if is_read(span, cx) => {
                    findings.extend(open.replace(Conflict::at(span)).and_then(|left| left.alone(cx)));
                }
                Some('|') => open.iter_mut().for_each(|conflict| conflict.base = Some(span)),
                Some('=') => open.iter_mut().for_each(|conflict| conflict.middle = Some(span)),
                Some('>') if is_read(span, cx) => findings.extend(match open.take() {
                    Some(conflict) => conflict.closed(span, cx),
                    None => alone(span, cx).into_iter().collect(),
                }),
                _ => {}
            }
        }
        findings.extend(open.and_then(|left| left.alone(cx)));
        findings.into_iter().for_each(|finding| cx.report(finding));
    }
}

/// The marks of one conflict as far as they are read.
struct Conflict {
    start: Span,
    base: Option<Span>,
    middle: Option<Span>,
}

impl Conflict {
    fn at(start: Span) -> Self {
        Conflict { start, base: None, middle: None }
    }

    /// Its marks, once it ends.
    fn closed(self, end: Span, cx: &Context<'_>) -> Vec<Finding> {
        let Some(middle) = self.middle else {
            return [self.start, end].into_iter().filter_map(|span| alone(span, cx)).collect();
        };
        let places = [Some(self.start), self.base, Some(middle), Some(end)].into_iter().flatten();
        let say = |span: Span| finding(span, cx).cluster(format!("conflict {}", self.start.start));
        places.map(say).collect()
    }

    fn alone(self, cx: &Context<'_>) -> Option<Finding> {
        alone(self.start, cx)
    }
}

/// An end without its partner, if it names a version.
fn alone(span: Span, cx: &Context<'_>) -> Option<Finding> {
    let name = cx.doc.slice(span).get(LENGTH..)?.trim();
    (!name.is_empty()).then(|| finding(span, cx))
}

fn finding(span: Span, cx: &Context<'_>) -> Finding {
    let line = crate::rules::shown(cx.doc.slice(span));
    Finding::new(span, format!("`{line}` marks a conflict of two versions"))
        .help("keep the version that is right, and remove the marks")
}

/// The sign of which a line has seven, alone or with a space and a name after them.
fn sign(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|sign| "<|=>".contains(*sign))?;
    let rest = line.trim_start_matches(sign);
    (line.len() - rest.len() == LENGTH && (rest.is_empty() || rest.starts_with(' '))).then_some(sign)
}

/// The lines from an offset on, without what ends them, and where they stand.
fn lines(text: &str, from: usize) -> impl Iterator<Item = (&str, Span)> {
    let mut at = from;
    text.get(from..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        (line, Span::of(start..start + line.len()))
    })
}

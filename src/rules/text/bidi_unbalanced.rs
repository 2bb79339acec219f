//! `rules/text/bidi-unbalanced.md`

use super::directions::Directions;
use super::looked_up::is_looked_up;
use super::named;
use crate::engine::{Context, Interest, Rule};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::source::Span;
use crate::value::character::is_right_to_left;

/// Finds controls of directions that lack their other half.
pub struct BidiUnbalanced;

impl Rule for BidiUnbalanced {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let directions = Directions::read(cx);
        for direction in directions.started.iter().filter(|direction| !direction.is_ended) {
            let sign = direction.sign;
            let runs_on = matches!(sign, '\u{202B}' | '\u{202E}' | '\u{2067}')
                || cx.doc.slice(direction.inner).contains(is_right_to_left);
            let (severity, safety) = match runs_on {
                true => (Severity::Error, Safety::Suggested),
                false => (Severity::Warning, Safety::Safe),
            };
            let message = format!("{} is never ended: it holds to the end of the paragraph", named(sign));
            let finding = Finding::new(direction.opener, message).severity(severity);
            cx.report(removed(finding, direction.opener, sign, safety, cx));
        }
        for (span, sign) in directions.stray {
            let finding = Finding::new(span, format!("{} ends nothing", named(sign)));
            cx.report(removed(finding.severity(Severity::Warning), span, sign, Safety::Safe, cx));
        }
    }
}

fn removed(finding: Finding, span: Span, sign: char, safety: Safety, cx: &Context<'_>) -> Finding {
    let order = format!("remove the {}", named(sign));
    let safety = if is_looked_up(span, cx) { Safety::Suggested } else { safety };
    finding
        .help(format!(
            "{order}, or put in its other half; `{{{{bdi}}}}` and `<bdi>` do the same where editors see it"
        ))
        .fix(Fix::replace(order, span, "", safety))
        .cluster(named(sign))
}

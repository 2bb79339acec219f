//! `rules/citation/id-error-muted.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;

/// Finds identifiers that double parentheses have a citation accept as they are.
pub struct IdErrorMuted;

impl Rule for IdErrorMuted {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        for given in facts.identifiers().iter().filter(|given| given.is_accepted) {
            let around = Span::new(given.span.start.saturating_sub(2), given.span.end + 2);
            let has_parentheses =
                facts.doc.text().get(around.range()).is_some_and(|text| text.starts_with("(("));
            let span = if has_parentheses { around } else { given.span };
            let text = shown(given.text);
            cx.report(match given.fault(cx.today) {
                Some(fault) => Finding::new(span, format!("`{text}` is accepted as it is: {fault}")).help(
                    "compare with the source, and take the double parentheses away if it gives another",
                ),
                None if !has_parentheses => continue,
                None => {
                    let message =
                        format!("nothing is wrong with `{text}` that double parentheses would hide");
                    let edits = vec![Edit::replace(span, given.text)];
                    let fix = Fix::new("remove the double parentheses", edits, Safety::Suggested);
                    Finding::new(span, message).help("remove the double parentheses").fix(fix)
                }
            });
        }
    }
}

//! `rules/citation/id-error-muted.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::identifiers::{Identified, Place};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::CiteParam;
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
                Some(fault) => {
                    let muted_by = if has_parentheses { None } else { muting(given, cx) };
                    let what =
                        muted_by.map_or("the double parentheses".into(), |name| format!("`{}`", shown(name)));
                    let help =
                        format!("compare with the source; if it gives another, correct it and remove {what}");
                    Finding::new(span, format!("`{text}` is accepted as it is: {fault}")).help(help)
                }
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

/// The parameter that has the citation accept its identifiers, by the name that the article writes.
fn muting<'a>(given: &Identified<'_>, cx: &'a Context<'_>) -> Option<&'a str> {
    let Place::Citation(index) = given.place else { return None };
    let field = cx.facts.citations().get(index)?.get(CiteParam::IgnoreIsbnError)?;
    Some(&field.name)
}

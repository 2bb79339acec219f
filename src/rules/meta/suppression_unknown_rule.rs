//! `rules/meta/suppression-unknown-rule.md`

use super::shown;
use crate::engine::{Context, Interest, Meaning, Rule, Suppressions};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};

/// Finds names in comments for wikivet that no rule has.
pub struct SuppressionUnknownRule;

impl Rule for SuppressionUnknownRule {
    fn interest(&self) -> Interest {
        Interest::SUPPRESSIONS
    }

    fn suppressions(&self, suppressions: &Suppressions<'_>, cx: &mut Context<'_>) {
        let clauses = suppressions.clauses.iter();
        let clauses = clauses.map(|clause| (clause.comment, clause.name, &clause.meaning, clause.is_used));
        let ends = suppressions.ends.iter().filter_map(|end| {
            let is_used = end
                .clause
                .and_then(|clause| suppressions.clauses.get(clause))
                .is_some_and(|clause| clause.is_used);
            Some((end.comment, end.name?, end.meaning.as_ref()?, is_used))
        });
        for (comment, name, meaning, is_used) in clauses.chain(ends) {
            let Some(comment) = suppressions.comments.get(comment) else { continue };
            let Some(&span) = comment.names.get(name) else { continue };
            let text = shown(cx.doc.slice(span));
            let finding = match meaning.as_ref() {
                Meaning::Rules(_) => continue,
                Meaning::Meta => Finding::new(span, format!("no comment can ignore findings of `{text}`"))
                    .help("switch it off with `--ignore`, or in the configuration"),
                Meaning::WithoutRule => {
                    Finding::new(span, format!("wikivet has no rule for what other tools call `{text}`"))
                        .severity(Severity::Info)
                }
                Meaning::Unknown(near) => {
                    let finding = Finding::new(span, format!("there is no rule, group or id `{text}`"));
                    match near {
                        // What hides no finding would only become a comment that is not needed.
                        Some(near) if is_used => finding.help(format!("did you mean `{near}`?")).fix(
                            Fix::replace(format!("write `{near}`"), span, *near, Safety::Safe).cosmetic(),
                        ),
                        Some(near) => finding.help(format!("did you mean `{near}`?")),
                        None if !comment.has_reason => finding.help("write `--` before a reason"),
                        None => finding.help("`wikivet rules` lists the names"),
                    }
                }
            };
            cx.report(finding);
        }
    }
}

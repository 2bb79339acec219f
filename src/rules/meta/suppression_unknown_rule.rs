//! `rules/meta/suppression-unknown-rule.md`

use std::collections::HashMap;

use super::{quoted, shown};
use crate::engine::{Clause, Context, Interest, Meaning, Rule, Suppressions};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;

/// Finds names in comments for wikivet that no rule has.
pub struct SuppressionUnknownRule;

impl Rule for SuppressionUnknownRule {
    fn interest(&self) -> Interest {
        Interest::SUPPRESSIONS
    }

    fn suppressions(&self, suppressions: &Suppressions<'_>, cx: &mut Context<'_>) {
        let mut reasons: HashMap<usize, usize> = HashMap::new();
        for clauses in suppressions.clauses.chunk_by(|one, other| one.comment == other.comment) {
            if let Some((first, finding)) = reason(clauses, suppressions) {
                reasons.extend(clauses.first().map(|clause| (clause.comment, first)));
                cx.report(finding);
            }
        }
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
            if reasons.get(&comment).is_some_and(|&first| name >= first) {
                continue;
            }
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

/// What is said of a reason without `--` before it, and the number of its first word: after what is known, words of which
/// one is not even near to a name.
fn reason(clauses: &[Clause], suppressions: &Suppressions<'_>) -> Option<(usize, Finding)> {
    let first = clauses.iter().position(|clause| matches!(*clause.meaning, Meaning::Unknown(_)))?;
    let words = clauses.get(first..)?;
    let is_reason = first > 0 && words.iter().any(|clause| *clause.meaning == Meaning::Unknown(None));
    let comment = suppressions.comments.get(words.first()?.comment)?;
    if !is_reason || comment.has_reason {
        return None;
    }
    let unknown = words.iter().filter(|clause| matches!(*clause.meaning, Meaning::Unknown(_)));
    let names: Vec<&str> = unknown.map(|clause| suppressions.text(clause.comment, clause.name)).collect();
    let (start, end) = (comment.names.get(first)?.start, comment.names.last()?.end);
    let insert = Edit::insert(start, "-- ");
    let fix = Fix::new("write `--` before the reason", vec![insert], Safety::Suggested).cosmetic();
    let message = format!("there is no rule, group or id {}", quoted(&names, "or"));
    Some((first, Finding::new(Span::new(start, end), message).help("write `--` before a reason").fix(fix)))
}

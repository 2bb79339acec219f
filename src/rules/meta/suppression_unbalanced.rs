//! `rules/meta/suppression-unbalanced.md`

use super::shown;
use crate::engine::{Context, Interest, Meaning, Rule, Suppressions};
use crate::finding::Finding;
use crate::source::Span;
use crate::value::suppression::Directive;

/// Finds ranges that are never ended, and ends of what was not started.
pub struct SuppressionUnbalanced;

impl Rule for SuppressionUnbalanced {
    fn interest(&self) -> Interest {
        Interest::SUPPRESSIONS
    }

    fn suppressions(&self, suppressions: &Suppressions<'_>, cx: &mut Context<'_>) {
        let place = |comment: usize, name: Option<usize>| -> Span {
            let Some(comment) = suppressions.comments.get(comment) else { return Span::default() };
            name.and_then(|name| comment.names.get(name)).copied().unwrap_or(comment.span)
        };
        for clause in
            suppressions.clauses.iter().filter(|clause| clause.starts_range && clause.ended_by.is_none())
        {
            let name = shown(suppressions.text(clause.comment, clause.name));
            let message = format!("`{name}` is ignored from here to the end of the article");
            let help = format!(
                "write `<!-- {} {name} -->` where it ends, or `{}` for the whole article",
                Directive::End.word(),
                Directive::File.word()
            );
            cx.report(Finding::new(place(clause.comment, Some(clause.name)), message).help(help));
        }
        for end in suppressions.ends.iter().filter(|end| end.clause.is_none()) {
            let message = match (end.name, end.meaning.as_deref()) {
                (None, _) => "nothing is being ignored here that could end".to_owned(),
                (Some(name), Some(Meaning::Rules(_))) => {
                    format!(
                        "`{}` is not being ignored here, so that it cannot end",
                        shown(suppressions.text(end.comment, name))
                    )
                }
                // That the name is not known is said by another rule.
                _ => continue,
            };
            let help = format!("end what `{}` names, with the same name", Directive::Start.word());
            cx.report(Finding::new(place(end.comment, end.name), message).help(help));
        }
    }
}

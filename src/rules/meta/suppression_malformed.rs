//! `rules/meta/suppression-malformed.md`

use super::shown;
use crate::engine::{Context, Interest, Rule, Suppressions, nearest};
use crate::finding::Finding;
use crate::value::suppression::Directive;

/// Finds comments for wikivet that it does not understand.
pub struct SuppressionMalformed;

impl Rule for SuppressionMalformed {
    fn interest(&self) -> Interest {
        Interest::SUPPRESSIONS
    }

    fn suppressions(&self, suppressions: &Suppressions<'_>, cx: &mut Context<'_>) {
        for comment in suppressions.comments {
            let finding = match comment.directive {
                None => {
                    let word = shown(cx.doc.slice(comment.word));
                    let words = Directive::ALL.map(Directive::word);
                    let help = match nearest(&word, words.into_iter()) {
                        Some(near) => format!("write `{near}`"),
                        None => format!("write one of `{}`", words.join("`, `")),
                    };
                    Finding::new(comment.word, format!("`{word}` is nothing that wikivet knows")).help(help)
                }
                // Without a name it ends all that was started.
                Some(Directive::End) => continue,
                Some(_) if comment.names.is_empty() => {
                    Finding::new(comment.span, "this comment names no rule, so that it ignores nothing")
                        .help("name the rules to ignore, or write `all`")
                }
                Some(_) => continue,
            };
            cx.report(finding);
        }
    }
}

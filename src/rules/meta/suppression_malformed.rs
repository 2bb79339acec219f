//! `rules/meta/suppression-malformed.md`

use super::shown;
use crate::engine::{Context, Interest, Rule, Suppressions, nearest};
use crate::finding::Finding;
use crate::value::suppression::{Directive, PREFIX};

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
                    // Of the words that are longest one is near to whatever is as long.
                    let near = || {
                        let scope = word.strip_prefix(PREFIX)?;
                        let scopes = words.iter().filter_map(|word| word.strip_prefix(PREFIX));
                        let near = nearest(scope, scopes.filter(|scope| !scope.is_empty()))?;
                        words.into_iter().find(|word| word.ends_with(near))
                    };
                    let help = match Directive::meant(&word).map(Directive::word).or_else(near) {
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

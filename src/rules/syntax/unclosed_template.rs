//! `rules/syntax/unclosed-template.md`

use super::{End, openers, quoted, with_around};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};

/// Finds `{{` that nothing closes.
pub struct UnclosedTemplate;

impl Rule for UnclosedTemplate {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for (opener, node, end) in openers(b'{', cx) {
            let template = quoted(node);
            let finding = match end {
                End::Single(one) => {
                    let message =
                        format!("`{template}` is closed by one `}}` alone, so readers see it as text");
                    let fix = Fix::new("write `}}`", vec![Edit::insert(one.end, "}")], Safety::Suggested);
                    Finding::new(node.span(), message)
                        .help("write `}}`")
                        .label(one, "one `}` is not enough")
                        .fix(fix)
                }
                _ => {
                    let message = format!("`{template}` is never closed, so readers see it as text");
                    Finding::new(node.span(), message).help("write `}}` where the template ends")
                }
            };
            cx.report(with_around(finding, opener));
        }
    }
}

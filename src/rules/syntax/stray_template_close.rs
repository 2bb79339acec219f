//! `rules/syntax/stray-template-close.md`

use super::{Before, openers_before};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::is_in_code;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds `}}` that closes nothing.
pub struct StrayTemplateClose;

impl Rule for StrayTemplateClose {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Stray]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        if !node.source().starts_with("}}") || is_in_code(node) {
            return;
        }
        let finding = Finding::new(node.span(), "`}}` closes nothing, so readers see it");
        cx.report(match openers_before(node, b'{') {
            Before::Apart => return,
            Before::Single(one) if node.source().len() == 2 => finding
                .label(one, "one `{` is not enough")
                .help("write `{{`")
                .fix(Fix::new("write `{{`", vec![Edit::insert(one.start, "{")], Safety::Suggested)),
            _ => finding.help("write `{{` where the template begins, or take the braces out"),
        });
    }
}

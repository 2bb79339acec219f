//! `rules/structure/category-spaces.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds categories with white space around their name.
pub struct CategorySpaces;

impl Rule for CategorySpaces {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Category]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(target) = node.child(Kind::Target) else { return };
        let source = target.source();
        let Some((namespace, name)) = source.split_once(':') else { return };
        let is_plain = target.children().all(|part| part.kind() == Kind::Text);
        let written = format!("{}:{}", namespace.trim(), name.trim());
        if !is_plain || name.trim().is_empty() || written.len() == source.len() {
            return;
        }
        let title = format!("write `{written}`");
        cx.report(
            Finding::new(
                target.span(),
                format!("white space stands around the name of category `{}`", name.trim()),
            )
            .help(title.clone())
            .fix(Fix::replace(title, target.span(), written, Safety::Safe).cosmetic()),
        );
    }
}

//! `rules/link/link-equals-text.md`

use super::{is_same_title, only_text, plain_target};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::syntax::{Kind, KindSet, Link, NodeRef};

/// Finds links whose text could be their target.
pub struct LinkEqualsText;

impl Rule for LinkEqualsText {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Wikilink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(link) = Link::cast(node).filter(|link| link.has_label()) else { return };
        let Some((_, target)) = plain_target(link) else { return };
        let Some(label) = only_text(link.label_nodes()) else { return };
        let text = label.source();
        if !can_be_target(text) || !is_same_title(target, text, cx.profile.site.has_capital_links()) {
            return;
        }
        let surplus = Span::new(link.target_span().start, label.span().start);
        cx.report(
            Finding::new(node.span(), format!("the link's text `{}` is its target again", shown(text)))
                .help("leave out the target and the `|`")
                .fix(Fix::new("leave out the target", vec![Edit::delete(surplus)], Safety::Safe).cosmetic()),
        );
    }
}

/// Whether a text stands for itself as a target: not for a section, a subpage or a page of another namespace's
/// kind, and without signs that a target is read for.
fn can_be_target(text: &str) -> bool {
    let is_trimmed = text.trim() == text && !text.is_empty();
    is_trimmed
        && !text.starts_with(['/', ':', '.'])
        && !text.contains(['#', '%', '&', '\n'])
        && !text.contains("  ")
}

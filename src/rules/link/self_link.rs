//! `rules/link/self-link.md`

use super::{is_same_title, only_text, plain_target};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::syntax::{Kind, KindSet, Link, NodeRef};

/// Finds links to the page that they stand on.
pub struct SelfLink;

impl Rule for SelfLink {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Wikilink]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(title) = cx.doc.origin.page.as_deref() else { return };
        let Some(link) = Link::cast(node) else { return };
        let Some((span, target)) = plain_target(link) else { return };
        if target.len() != title.len() || !is_same_title(target, title, cx.profile.site.has_capital_links()) {
            return;
        }
        if is_place_in_row(node) || is_whole_argument(node) {
            return;
        }
        let finding = Finding::new(node.span(), format!("the page links to itself: `{target}`"))
            .help("write the text without the link");
        let shown =
            if link.has_label() { only_text(link.label_nodes()).map(NodeRef::span) } else { Some(span) };
        cx.report(match shown {
            Some(shown) => {
                let text = format!("{}{}", cx.doc.slice(shown), link.trail());
                finding.fix(Fix::replace("leave out the link", node.span(), text, Safety::Suggested))
            }
            None => finding,
        });
    }
}

/// Whether a link stands between two others in a row where bold type says which page this is: `[[1]] – [[2]] – [[3]]`.
fn is_place_in_row(node: NodeRef<'_>) -> bool {
    const SIGNS: [&str; 8] = ["-", "–", "—", "|", "·", "•", "/", "→"];
    let text = node.document_text();
    let before = text.get(..node.span().range().start).unwrap_or_default().trim_end_matches(' ');
    let sign = SIGNS.iter().find_map(|sign| before.strip_suffix(sign));
    let after = node.next_sibling().filter(|after| SIGNS.contains(&after.source().trim()));
    let is_link = |node: NodeRef<'_>| node.kind() == Kind::Wikilink;
    sign.is_some_and(|rest| rest.trim_end_matches(' ').ends_with("]]"))
        && after.and_then(NodeRef::next_sibling).is_some_and(is_link)
}

/// Whether a link is all that a template gets in an argument, and the template may show where its place is.
fn is_whole_argument(node: NodeRef<'_>) -> bool {
    let text = node.document_text();
    let (before, after) = (text.get(..node.span().range().start), text.get(node.span().range().end..));
    node.parent().is_some_and(|parent| parent.kind() == Kind::Argument)
        && before.is_some_and(|before| before.trim_end().ends_with(['=', '|']))
        && after.is_some_and(|after| after.trim_start().starts_with(['|', '}']))
}

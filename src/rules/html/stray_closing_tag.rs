//! `rules/html/stray-closing-tag.md`

use crate::engine::{Check, Context, Interest, NoOptions, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::syntax::{Kind, NodeRef, Outcome, Tag, html_element, notes};

/// Finds closing tags that close nothing.
pub struct StrayClosingTag;

impl Check for StrayClosingTag {
    type Options = NoOptions;

    fn new(_: NoOptions) -> Self {
        StrayClosingTag
    }
}

impl Rule for StrayClosingTag {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        if !cx.tree.kinds().contains(Kind::Stray) {
            return;
        }
        let may_open = |node: &NodeRef<'_>| {
            matches!(node.kind(), Kind::Template | Kind::ParserFunction) && cx.facts.schema(*node).is_none()
        };
        let first_unknown = cx.tree.nodes().find(may_open).map(NodeRef::id);
        let strays = notes(cx.tree).into_iter().filter(|note| note.outcome == Outcome::Dropped);
        for note in strays {
            let Some(tag) = Tag::cast(cx.tree.node(note.node)) else { continue };
            let name = tag.name();
            // A `</p>` makes an empty paragraph.
            let Some(element) = html_element(&name).filter(|_| name != "p") else { continue };
            // Templates open blocks, seldom formatting.
            if !element.formatting && first_unknown.is_some_and(|first| first < note.node) {
                continue;
            }
            let fix =
                Fix::new(format!("remove `</{name}>`"), vec![Edit::delete(note.place)], Safety::Suggested);
            cx.report(
                Finding::new(note.place, format!("`</{name}>` closes nothing: MediaWiki leaves it out"))
                    .help("remove it, or write the opening tag that is missing")
                    .cluster(name.clone())
                    .fix(fix),
            );
        }
    }
}

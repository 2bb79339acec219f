//! `rules/html/stray-closing-tag.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::rules::MAX_DEPTH;
use crate::source::Span;
use crate::syntax::{Kind, NodeRef, Outcome, Tag, html_element};

/// Finds closing tags that close nothing.
pub struct StrayClosingTag;

impl Rule for StrayClosingTag {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let mut strays = cx.facts.notes().iter().filter(|note| note.outcome == Outcome::Dropped).peekable();
        if strays.peek().is_none() {
            return;
        }
        let may_open = |node: &NodeRef<'_>| {
            matches!(node.kind(), Kind::Template | Kind::ParserFunction) && cx.facts.schema(*node).is_none()
        };
        let first_unknown = cx.tree.nodes().find(may_open).map(NodeRef::id);
        for note in strays {
            let Some(tag) = Tag::cast(cx.tree.node(note.node)) else { continue };
            let name = tag.name();
            // A `</p>` makes an empty paragraph.
            let Some(element) = html_element(&name).filter(|_| name != "p") else { continue };
            // Templates open blocks, seldom formatting.
            if !element.formatting && first_unknown.is_some_and(|first| first < note.node) {
                continue;
            }
            if is_part_of_table(&name) && is_in_table(tag.node()) {
                continue;
            }
            let mut finding =
                Finding::new(note.place, format!("`</{name}>` closes nothing: MediaWiki leaves it out"))
                    .help("remove it, or write the opening tag that is missing")
                    .cluster(name.clone());
            if !joins(cx.tree.text(), note.place) {
                let edits = vec![Edit::delete(note.place)];
                finding = finding.fix(Fix::new(format!("remove `</{name}>`"), edits, Safety::Suggested));
            }
            cx.report(finding);
        }
    }
}

/// Whether an element's closing tag ends what wiki markup opened: a table, a row, a cell.
fn is_part_of_table(name: &str) -> bool {
    matches!(name, "table" | "tr" | "td" | "th" | "caption" | "tbody" | "thead" | "tfoot")
}

fn is_in_table(node: NodeRef<'_>) -> bool {
    node.ancestors().take(MAX_DEPTH).any(|node| node.kind() == Kind::Table)
}

/// Whether the signs before and after a place are the same, so that they would be one mark without it.
fn joins(text: &str, place: Span) -> bool {
    let before = text.get(..place.start as usize).and_then(|before| before.chars().next_back());
    let after = text.get(place.end as usize..).and_then(|after| after.chars().next());
    before == after && before.is_some_and(|sign| sign.is_ascii_punctuation())
}

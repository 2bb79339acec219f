//! `rules/table/table-in-list.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds tables in HTML that begin in a line of a list and go on in the next line.
pub struct TableInList;

impl Rule for TableInList {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::ListItem]))
    }

    fn visit(&self, item: NodeRef<'_>, cx: &mut Context<'_>) {
        let opened = item.children_of(Kind::Unclosed).filter_map(Tag::cast).find(|tag| tag.name() == "table");
        let Some(tag) = opened else { return };
        let marker = item.children().next().map_or(item.span(), NodeRef::span);
        let finding = Finding::new(
            tag.head_span(),
            "the table begins in a line of a list and goes on behind it: the list item ends with its line",
        )
        .label(marker, "the list item begins here")
        .help("write the table in one line, or take it out of the list");
        cx.report(finding);
    }
}

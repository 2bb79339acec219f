//! `rules/table/table-stray-content.md`

use super::stray::{Stray, stray};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds text between the rows of a table.
pub struct TableStrayContent;

impl Rule for TableStrayContent {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Table, Kind::Row]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(Stray { seen: Some(span), .. }) = stray(node, cx.facts) else { return };
        let text = cx.doc.slice(span);
        let message =
            format!("`{}` stands between the cells of a table: readers see it above the table", shown(text));
        let finding =
            Finding::new(span, message).help("put it into a cell with `|` before it, or out of the table");
        cx.report(finding);
    }
}

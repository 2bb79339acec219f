//! `rules/table/html-table.md`

use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::syntax::{Kind, KindSet, NodeRef, Tag};

/// Finds tables in HTML.
pub struct HtmlTable;

impl Rule for HtmlTable {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Tag]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(tag) = Tag::cast(node).filter(|tag| tag.name() == "table") else { return };
        let n_rows =
            node.children_of(Kind::Tag).filter_map(Tag::cast).filter(|tag| tag.name() == "tr").count();
        let rows = match n_rows {
            0 => String::new(),
            1 => " of one row".to_owned(),
            n_rows => format!(" of {n_rows} rows"),
        };
        let finding = Finding::new(tag.head_span(), format!("a table{rows} is written in HTML"))
            .help("write it as `{| … |}`, which editors can edit as a table");
        cx.report(finding);
    }
}

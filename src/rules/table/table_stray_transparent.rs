//! `rules/table/table-stray-transparent.md`

use super::stray::{Stray, stray};
use crate::engine::{Context, Interest, Rule};
use crate::finding::Finding;
use crate::rules::shown;
use crate::syntax::{Kind, KindSet, NodeRef};

/// Finds what shows nothing between the rows of a table.
pub struct TableStrayTransparent;

impl Rule for TableStrayTransparent {
    fn interest(&self) -> Interest {
        Interest::kinds(KindSet::of(&[Kind::Table, Kind::Row]))
    }

    fn visit(&self, node: NodeRef<'_>, cx: &mut Context<'_>) {
        let Some(Stray { unseen: Some(span), .. }) = stray(node, cx.facts) else { return };
        let message = format!("`{}` stands between the cells of a table", shown(cx.doc.slice(span)));
        cx.report(Finding::new(span, message).help("put it behind the table"));
    }
}

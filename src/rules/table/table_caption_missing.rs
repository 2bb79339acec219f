//! `rules/table/table-caption-missing.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::TableKind;
use crate::finding::Finding;

/// Finds tables of data without a caption.
pub struct TableCaptionMissing;

impl Rule for TableCaptionMissing {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for table in cx.facts.tables().iter().filter(|table| table.kind() == TableKind::Data) {
            let has_caption = table.caption_span.is_some_and(|caption| !caption.is_empty());
            if has_caption || super::is_nested(table, cx.tree) {
                continue;
            }
            let finding = Finding::new(super::first_line(table.span, cx.doc), "the table has no caption")
                .help("add a line `|+ caption` under the first one, saying what the table shows");
            cx.report(finding);
        }
    }
}

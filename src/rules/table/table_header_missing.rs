//! `rules/table/table-header-missing.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Table, TableCell, TableKind};
use crate::finding::{Finding, Severity};
use crate::fix::{Edit, Fix, Safety};
use crate::source::Span;
use crate::syntax::{Kind, NodeRef};

/// Finds tables of data without a header cell.
pub struct TableHeaderMissing;

/// A smaller table needs no head to be understood.
const FEWEST_ROWS: usize = 3;

impl Rule for TableHeaderMissing {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for table in cx.facts.tables().iter().filter(|table| table.kind() == TableKind::Data) {
            let is_large = table.rows.len() >= FEWEST_ROWS && table.rows.iter().any(|row| row.n_slots > 1);
            if !is_large || super::is_nested(table, cx.tree) {
                continue;
            }
            if table.has_bold_head {
                cx.report(bold_head(table, cx));
            } else if !table.cells().iter().any(|cell| cell.is_header) {
                let message = format!("none of the table's {} cells is a header cell", table.cells().len());
                let finding = Finding::new(super::first_line(table.span, cx.doc), message)
                    .severity(Severity::Info)
                    .help("begin the cells that say what the others are with `!`");
                cx.report(finding);
            }
        }
    }
}

fn bold_head(table: &Table, cx: &Context<'_>) -> Finding {
    let cells: Vec<&TableCell> = table.cells().iter().take_while(|cell| cell.row == 0).collect();
    let span = cells.iter().map(|cell| cell.span).reduce(Span::cover).unwrap_or(table.span);
    let n_filled = cells.iter().filter(|cell| cell.is_filled).count();
    let message = format!("the {n_filled} headings of the table are bold cells, and no header cells");
    let finding = Finding::new(span, message).help("begin them with `!` in place of `|` and bold");
    let edits: Option<Vec<Vec<Edit>>> = cells.iter().map(|cell| edits(cell, cx)).collect();
    match edits {
        Some(edits) => finding.fix(Fix::new(
            "make them header cells",
            edits.into_iter().flatten().collect(),
            Safety::Suggested,
        )),
        None => finding,
    }
}

/// What makes a bold cell a header cell; none where it is not bold by one pair of quotation marks.
fn edits(cell: &TableCell, cx: &Context<'_>) -> Option<Vec<Edit>> {
    let node = cx.tree.node(cell.node?);
    let mark = node.children().next()?;
    let marker = match mark.source() {
        "|" => "!",
        "||" => "!!",
        _ => return None,
    };
    let mut edits = vec![Edit::replace(mark.span(), marker)];
    if cell.is_filled {
        let bold = node.child(Kind::Bold).filter(|bold| !bold.has_implicit_end())?;
        edits.push(Edit::delete(quotes(bold.children().next())?.span()));
        edits.push(Edit::delete(quotes(bold.children().last())?.span()));
    }
    Some(edits)
}

fn quotes(node: Option<NodeRef<'_>>) -> Option<NodeRef<'_>> {
    node.filter(|node| node.source() == "\'\'\'")
}

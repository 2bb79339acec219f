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

/// What is wider is no list of things with their properties.
const MOST_COLUMNS: u32 = 12;

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
            } else if !table.cells().iter().any(|cell| cell.is_header)
                && let Some(columns) = number_columns(table, cx)
            {
                let message = format!("{columns} of the table hold numbers, and no header cell says of what");
                let finding = Finding::new(super::first_line(table.span, cx.doc), message)
                    .severity(Severity::Info)
                    .help("add a row of headings that begin with `!`");
                cx.report(finding);
            }
        }
    }
}

/// The columns whose cells have digits, where those of others have none: so each column holds things of one kind.
fn number_columns(table: &Table, cx: &Context<'_>) -> Option<String> {
    let width = table.rows.first()?.n_slots;
    let is_even = table.rows.iter().all(|row| row.n_slots == width && row.is_certain());
    let is_single = table.cells().iter().all(|cell| cell.colspan == 1 && cell.rowspan == 1);
    if !is_even || !is_single || width > MOST_COLUMNS {
        return None;
    }
    let mut counts = vec![(0_usize, 0_usize); width as usize];
    for cell in table.cells().iter().filter(|cell| cell.is_filled) {
        let text = cx.facts.cell_text(cell).unwrap_or_default();
        let (n_numbers, n_filled) = counts.get_mut(cell.column as usize)?;
        *n_filled += 1;
        *n_numbers += usize::from(text.contains(char::is_numeric));
    }
    let is_sure = |&(_, n_filled): &(usize, usize)| n_filled * 5 >= table.rows.len() * 4;
    let is_number = |count: &(usize, usize)| is_sure(count) && count.0 * 5 >= count.1 * 4;
    // Pairs of a number and a name side by side are a list laid out in columns.
    let half = counts.len() / 2;
    let is_repeated = half > 1
        && counts.iter().zip(counts.iter().skip(2)).all(|(one, other)| is_number(one) == is_number(other));
    let has_words = !is_repeated && counts.iter().any(|count| is_sure(count) && count.0 * 5 <= count.1);
    let numbers: Vec<String> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| is_number(count))
        .map(|(column, _)| (column + 1).to_string())
        .collect();
    match numbers.as_slice() {
        _ if !has_words => None,
        [] => None,
        [one] => Some(format!("the cells of column {one}")),
        [others @ .., last] => Some(format!("the cells of columns {} and {last}", others.join(", "))),
    }
}

fn bold_head(table: &Table, cx: &Context<'_>) -> Finding {
    let cells: Vec<&TableCell> = table.cells().iter().take_while(|cell| cell.is_header).collect();
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

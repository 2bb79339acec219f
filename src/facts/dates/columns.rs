use super::grammar;
use crate::facts::Facts;
use crate::facts::prose::{LEFT_OUT, Origin};
use crate::source::Span;
use crate::syntax::NodeId;
use crate::value::date::{DateValue, Flaw, FlawKind, Precision};

/// How many dates a column of dates has at least.
const FEWEST: usize = 4;
/// No date is longer, in bytes.
const LONGEST: usize = 60;

/// A column of a table of which most cells are days.
#[derive(Debug)]
pub struct DateColumn {
    /// What the header says, with its markup.
    pub title: Span,
    /// How many of its cells are filled.
    pub n_filled: usize,
    /// The cells that are days, and nothing else, from top to bottom.
    pub days: Vec<DateCell>,
}

/// A cell that is one day.
#[derive(Debug)]
pub struct DateCell {
    /// The cell's node.
    pub node: NodeId,
    /// Where the date stands.
    pub span: Span,
    /// Whether it is written in one piece, so that replacing it touches no markup.
    pub verbatim: bool,
    /// The text as read.
    pub text: String,
    /// The date, with its places as offsets into `text`.
    pub date: DateValue,
}

/// Reads the columns of dates of all tables, in the order of the text.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<DateColumn> {
    let mut columns = Vec::new();
    for table in facts.tables().iter().filter(|table| table.rows.len() > FEWEST) {
        for section in &table.sections {
            for column in table.data_columns(section) {
                if column.n_filled < FEWEST {
                    continue;
                }
                let filled = column.cells.iter().filter(|cell| cell.is_filled);
                let mut days = Vec::new();
                for (at, cell) in filled.enumerate() {
                    days.extend(cell.node.and_then(|node| day(facts, node, cell.content)));
                    // A column whose first cells are no dates is none of dates.
                    if at + 1 == FEWEST && days.is_empty() {
                        break;
                    }
                }
                if days.len() >= FEWEST && days.len() * 3 >= column.n_filled * 2 {
                    let title = column.header.content.trim(facts.doc.text());
                    columns.push(DateColumn { title, n_filled: column.n_filled, days });
                }
            }
        }
    }
    columns
}

/// The day that is all that a cell holds, footnotes aside.
fn day(facts: &Facts<'_>, node: NodeId, content: Span) -> Option<DateCell> {
    let prose = facts.prose();
    let block = prose.block(prose.first_from(content.start))?;
    if block.node() != node {
        return None;
    }
    let read = block.text();
    let around = |sign: char| sign.is_whitespace() || sign == LEFT_OUT;
    let start = read.len() - read.trim_start_matches(around).len();
    let trimmed = read.trim_matches(around);
    if trimmed.len() > LONGEST || !trimmed.bytes().any(|byte| byte.is_ascii_digit() || byte >= 0x80) {
        return None;
    }
    let range = start..start + trimmed.len();
    let date = grammar(facts).read_value(trimmed).ok()?;
    let is_misread =
        |flaw: &Flaw| matches!(flaw.kind, FlawKind::Brackets | FlawKind::Order | FlawKind::Vague);
    let is_year = date.start.year.is_some_and(|year| (1000..=2200).contains(&year.value));
    let is_day = date.start.precision() == Some(Precision::Day)
        && is_year
        && date.is_certain()
        && !date.is_range()
        && !date.flaws.iter().any(is_misread);
    let is_own = block.origins().at(start) <= Origin::Page;
    (is_day && is_own).then(|| DateCell {
        node,
        span: block.span_of(range.clone()),
        verbatim: block.is_verbatim(range),
        text: trimmed.to_owned(),
        date,
    })
}

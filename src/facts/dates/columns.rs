use crate::facts::Facts;
use crate::facts::tables::{Column, ColumnCell, Value};
use crate::source::Span;
use crate::value::date::{DateValue, Flaw, FlawKind, Precision};

/// How many dates a column of dates has at least.
const FEWEST: usize = 4;

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
    /// Where the date stands.
    pub span: Span,
    /// Whether it is written in one piece, so that replacing it touches no markup.
    pub verbatim: bool,
    /// The text as read.
    pub text: String,
    /// The date, with its places as offsets into `text`.
    pub date: DateValue,
}

/// The columns of days of all tables, in the order of the text.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<DateColumn> {
    facts.columns().iter().filter_map(column).collect()
}

fn column(column: &Column) -> Option<DateColumn> {
    let n_filled = column.cells.iter().filter(|cell| cell.value != Value::Empty).count();
    let days: Vec<DateCell> = column.cells.iter().filter_map(day).collect();
    let is_of_days = days.len() >= FEWEST && days.len() * 3 >= n_filled * 2;
    is_of_days.then_some(DateColumn { title: column.title_span, n_filled, days })
}

/// The day that is all that a cell holds, footnotes aside.
fn day(cell: &ColumnCell) -> Option<DateCell> {
    let Value::Date(date) = &cell.value else { return None };
    let is_misread =
        |flaw: &Flaw| matches!(flaw.kind, FlawKind::Brackets | FlawKind::Order | FlawKind::Vague);
    let is_year = date.start.year.is_some_and(|year| (1000..=2200).contains(&year.value));
    let is_day = date.start.precision() == Some(Precision::Day)
        && is_year
        && date.is_certain()
        && !date.is_range()
        && !date.flaws.iter().any(is_misread);
    (is_day && !cell.is_formatted).then(|| DateCell {
        span: cell.text_span,
        verbatim: cell.is_verbatim,
        text: cell.text.clone(),
        date: (**date).clone(),
    })
}

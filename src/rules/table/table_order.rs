//! `rules/table/table-order.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell, ColumnType, Family, Value};
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::quantity::{Decimal, Unit};

/// Finds the one row that breaks the order of its table.
pub struct TableOrder;

/// In a column of fewer values an order may be chance.
const FEWEST: usize = 10;

impl Rule for TableOrder {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let one_section =
            |one: &Column, other: &Column| (one.table, one.section) == (other.table, other.section);
        for columns in cx.facts.columns().chunk_by(one_section) {
            if let Some(finding) = check(columns) {
                cx.report(finding);
            }
        }
    }
}

/// A value that can be compared, with its cell.
type Keyed<'c> = (Decimal, &'c ColumnCell);

/// How a column is ordered.
enum Order<'c> {
    Sorted,
    But(&'c ColumnCell, &'c ColumnCell, &'static str),
    None,
}

/// A table has one order: another sorted column says that this one is not it. Numbers order a table that has ranks;
/// else what is nearly in order may be so since it grows with what is.
fn check(columns: &[Column]) -> Option<Finding> {
    let mut found = None;
    let is_rank = |column: &Column| column.kind == Some(ColumnType::Rank);
    let has_ranks = columns.iter().any(is_rank);
    for column in columns.iter().filter(|column| !is_rank(column)) {
        match order(column) {
            Order::Sorted => return None,
            Order::But(..)
                if !has_ranks && column.kind.is_some_and(|kind| kind.family() == Family::Numbers) => {}
            Order::But(cell, neighbour, direction) if found.is_none() => {
                found = Some((column, cell, neighbour, direction));
            }
            Order::But(..) => return None,
            Order::None => {}
        }
    }
    let (column, cell, neighbour, direction) = found?;
    let n_others = column.n_values - 1;
    let message = format!(
        "`{}` breaks the order of its column: the {n_others} other rows {direction}",
        shown(&cell.text)
    );
    Some(
        Finding::new(cell.text_span, message)
            .label(neighbour.text_span, "the row before it")
            .label(column.title_span, "the column")
            .help("correct the value, or move the row to its place"),
    )
}

fn order(column: &Column) -> Order<'_> {
    let keys: Vec<Keyed<'_>> = column.cells.iter().filter_map(|cell| Some((key(cell)?, cell))).collect();
    let mut distinct: Vec<Decimal> = keys.iter().map(|(key, _)| *key).collect();
    distinct.sort_unstable();
    distinct.dedup();
    if keys.len() < FEWEST || keys.len() < column.n_values || distinct.len() * 3 < keys.len() * 2 {
        return Order::None;
    }
    let rising = broken(&keys, |one, next| one <= next);
    match rising {
        Some(None) => return Order::Sorted,
        Some(Some((cell, before))) => return Order::But(cell, before, "rise"),
        None => {}
    }
    match broken(&keys, |one, next| one >= next) {
        Some(None) => Order::Sorted,
        Some(Some((cell, before))) => Order::But(cell, before, "fall"),
        None => Order::None,
    }
}

/// The one value without which the others are in order, with the one above it; none where more are out of order.
fn broken<'c>(
    keys: &[Keyed<'c>],
    in_order: impl Fn(Decimal, Decimal) -> bool,
) -> Option<Option<(&'c ColumnCell, &'c ColumnCell)>> {
    let key = |at: usize| keys.get(at).map(|(key, _)| *key);
    let mut breaks = (1..keys.len())
        .filter(|&at| key(at - 1).zip(key(at)).is_some_and(|(one, next)| !in_order(one, next)));
    let Some(at) = breaks.next() else { return Some(None) };
    if breaks.next().is_some() {
        return None;
    }
    let fits = |one: Option<usize>, next: usize| {
        one.and_then(key).zip(key(next)).is_none_or(|(one, next)| in_order(one, next))
    };
    // The value is below the rest of its place, or the one above it is above the rest of its own.
    let odd = if fits(Some(at - 1), at + 1) {
        at
    } else if fits(at.checked_sub(2), at) {
        at - 1
    } else {
        return None;
    };
    // Whatever is left over stands last, under its own name.
    let (_, cell) = keys.get(odd).filter(|_| odd + 1 < keys.len())?;
    let (_, before) = keys.get(odd.checked_sub(1)?)?;
    Some(Some((cell, before)))
}

fn key(cell: &ColumnCell) -> Option<Decimal> {
    match &cell.value {
        Value::Date(date) if date.is_certain() => {
            let (first, _) = date.start.days()?;
            Some(Decimal::from(first.signed_duration_since(chrono::NaiveDate::default()).num_days()))
        }
        Value::Quantity(quantity) if quantity.end.is_none() && !matches!(quantity.unit, Unit::Money(_)) => {
            Some(quantity.value)
        }
        _ => None,
    }
}

//! `rules/table/unit-mixed.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell};
use crate::finding::Finding;
use crate::profile::Units;
use crate::rules::shown;
use crate::value::quantity::{Decimal, Unit};

/// Finds values that are given in another unit than most of their column.
pub struct UnitMixed;

/// How many values of one unit show that the column is in it.
const FEWEST: usize = 4;

impl Rule for UnitMixed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for column in cx.facts.columns() {
            for finding in check(column) {
                cx.report(finding);
            }
        }
    }
}

fn check(column: &Column) -> Vec<Finding> {
    let measured: Vec<(&ColumnCell, &Unit)> = column
        .quantities()
        .filter(|(_, quantity)| matches!(quantity.unit, Unit::Money(_) | Unit::Measure(_)))
        .map(|(cell, quantity)| (cell, &quantity.unit))
        .collect();
    let n_of = |unit: &Unit| measured.iter().filter(|(_, other)| same(unit, other)).count();
    let Some((_, usual)) = measured.get(measured.len() / 2) else { return Vec::new() };
    let most = measured.iter().take(8).map(|(_, unit)| *unit).chain([*usual]).max_by_key(|unit| n_of(unit));
    let Some((usual, n_usual)) = most.map(|unit| (unit, n_of(unit))) else { return Vec::new() };
    let n_others = measured.len() - n_usual;
    if n_usual < FEWEST || n_others * 4 > n_usual {
        return Vec::new();
    }
    let n_all = measured.len();
    let odd = measured.iter().filter(|(_, unit)| !same(usual, unit) && comparable(usual, unit));
    let finding = |(cell, _): &(&ColumnCell, &Unit)| {
        let message = format!(
            "`{}`: {n_usual} of {n_all} values of its column are in {}",
            shown(&cell.text),
            name(usual)
        );
        Finding::new(cell.text_span, message)
            .label(column.title_span, "the column")
            .help(format!("give the value in {} as well, or first", name(usual)))
            .cluster(column.title_span.start.to_string())
    };
    odd.map(finding).collect()
}

/// Whether two units are one: a sign of several currencies may be that of either.
fn same(one: &Unit, other: &Unit) -> bool {
    match (one, other) {
        (Unit::Money(one), Unit::Money(other)) => Units::known().may_be_one(one, other),
        _ => one == other,
    }
}

/// Whether a value in one unit can be given in the other, and would be another number.
fn comparable(one: &Unit, other: &Unit) -> bool {
    match (one, other) {
        (Unit::Money(_), Unit::Money(_)) => true,
        (Unit::Measure(one), Unit::Measure(other)) => {
            let (one, other) = (Units::known().unit(one), Units::known().unit(other));
            one.zip(other).is_some_and(|(one, other)| {
                one.measures == other.measures && !one.factor.zip(other.factor).is_some_and(are_of_one_system)
            })
        }
        _ => false,
    }
}

/// Whether one unit is a whole multiple of the other, as minutes and hours, metres and kilometres, feet and miles are:
/// of these the one that suits the value is taken.
fn are_of_one_system((one, other): (Decimal, Decimal)) -> bool {
    one.max(other).checked_rem(one.min(other)).is_some_and(|rest| rest.is_zero())
}

fn name(unit: &Unit) -> &str {
    match unit {
        Unit::Money(name) | Unit::Measure(name) => name,
        Unit::Percent => "%",
        Unit::PerMille => "‰",
        Unit::None => "",
    }
}

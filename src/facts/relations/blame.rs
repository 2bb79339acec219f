use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::group::Group;
use super::sums::{State, Sums, Tally};
use super::{Culprit, Direction, Number, Part, WrongSum};

/// A cell: its column among those of the group, and its row.
type Place = (usize, usize);

/// A wrong sum, by its number, with the value of a cell that makes it hold.
type Claim = (usize, Decimal);

/// A line in which a sum is wrong, and by how much.
struct Wrong<'s> {
    sums: &'s Sums,
    line: usize,
    difference: Decimal,
    /// The cells that may be wrong, each with the value that makes the sum hold.
    cells: Vec<(Place, Decimal)>,
    /// How many lines of the sum are in which state.
    tally: Tally,
}

/// The lines in which sums are wrong, with the number that is to blame, where the other sums tell it.
pub(super) fn wrong_sums(group: &Group, sums: &[Sums]) -> Vec<WrongSum> {
    let mut wrong: Vec<Wrong<'_>> = sums.iter().flat_map(|sums| lines(group, sums)).collect();
    if wrong.is_empty() {
        return Vec::new();
    }
    let right = cells_of_right_sums(sums);
    // A column of many rows shares cells only with the rows in which a sum is wrong.
    let rows: BTreeSet<usize> =
        wrong.iter().filter(|wrong| wrong.is_across()).map(|wrong| wrong.line).collect();
    for wrong in &mut wrong {
        let across = wrong.is_across();
        let whole = wrong.sums.cell(wrong.line, wrong.sums.whole);
        wrong.cells.retain(|(place, _)| across || *place == whole || rows.contains(&place.1));
    }
    let mut claims: BTreeMap<Place, Vec<Claim>> = BTreeMap::new();
    for (index, wrong) in wrong.iter().enumerate() {
        for &(place, expected) in &wrong.cells {
            claims.entry(place).or_default().push((index, expected));
        }
    }
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for (index, one) in wrong.iter().enumerate() {
        if told.contains(&index) {
            continue;
        }
        let suspects: Vec<(Place, Decimal, &[Claim])> = one
            .cells
            .iter()
            .filter(|(place, _)| !right.contains(place))
            .filter_map(|&(place, expected)| {
                let claims = claims.get(&place)?;
                claims.iter().all(|&(_, other)| other == expected).then_some((
                    place,
                    expected,
                    claims.as_slice(),
                ))
            })
            .collect();
        let shared: Vec<_> = suspects.iter().filter(|(_, _, claims)| claims.len() > 1).collect();
        let culprit = match (shared.as_slice(), suspects.as_slice()) {
            ([only], _) => Some(**only),
            // By elimination, where the sum is short enough for each of its other numbers to be proved.
            ([], [only]) if one.is_across() => Some(*only),
            _ => None,
        };
        let mut report = one.report(group);
        if let Some((place, expected, claims)) = culprit {
            told.extend(claims.iter().map(|&(other, _)| other));
            let other =
                claims.iter().find(|(other, _)| *other != index).and_then(|&(other, _)| wrong.get(other));
            report.culprit = number_at(group, place).map(|number| Culprit {
                number: number.clone(),
                expected,
                name: group.columns.get(place.0).map(|column| column.title.clone()).unwrap_or_default(),
                other: other
                    .and_then(|other| number_at(group, other.sums.cell(other.line, other.sums.whole)))
                    .cloned(),
            });
        }
        found.push(report);
    }
    found
}

/// The numbers that sums which hold have proved.
pub(super) fn proved(group: &Group, sums: &[Sums]) -> Vec<Number> {
    let cells = cells_of_right_sums(sums);
    cells.into_iter().filter_map(|place| number_at(group, place)).cloned().collect()
}

/// The lines in which a sum is wrong.
fn lines<'s>(group: &'s Group, sums: &'s Sums) -> impl Iterator<Item = Wrong<'s>> {
    let wrong = sums.states.iter().enumerate().filter_map(|(line, state)| match *state {
        State::Wrong(difference) => Some((line, difference)),
        _ => None,
    });
    let tally = sums.tally();
    wrong.map(move |(line, difference)| Wrong {
        sums,
        line,
        difference,
        cells: cells(group, sums, line, difference),
        tally,
    })
}

/// The cells of a wrong sum, each with the value that makes it hold, if the other numbers allow such a one.
fn cells(group: &Group, sums: &Sums, line: usize, difference: Decimal) -> Vec<(Place, Decimal)> {
    let number = |place: usize| sums.slot(group, line, place).number();
    let all = sums.parts.iter().map(|&(place, _)| place).chain([sums.whole]);
    let is_signed = all.filter_map(number).any(|number| number.value.is_sign_negative());
    let parts = sums.parts.iter().filter_map(|&(place, weight)| {
        let change = difference.checked_div(Decimal::from(weight))?;
        Some((place, number(place)?.value + change))
    });
    let whole = number(sums.whole).map(|number| (sums.whole, number.value - difference));
    let possible = parts.chain(whole).filter(|(place, value)| {
        let same_form =
            number(*place).is_some_and(|number| value.normalize().scale() <= number.value.scale());
        same_form && (is_signed || !value.is_sign_negative())
    });
    possible.map(|(place, value)| (sums.cell(line, place), value)).collect()
}

/// The cells that are part of a sum that holds, and would not if they were changed.
fn cells_of_right_sums(sums: &[Sums]) -> BTreeSet<Place> {
    let mut cells = BTreeSet::new();
    for sums in sums {
        for (line, state) in sums.states.iter().enumerate() {
            if matches!(state, State::Right | State::Trivial) {
                let places = sums.parts.iter().map(|&(place, _)| place).chain([sums.whole]);
                cells.extend(places.map(|place| sums.cell(line, place)));
            }
        }
    }
    cells
}

fn number_at(group: &Group, (column, row): Place) -> Option<&Number> {
    group.columns.get(column)?.slots.get(row)?.number()
}

impl Wrong<'_> {
    fn is_across(&self) -> bool {
        self.sums.direction == Direction::Across
    }

    fn report(&self, group: &Group) -> WrongSum {
        let Wrong { sums, line, difference, tally, .. } = self;
        let number = |place: usize| number_at(group, sums.cell(*line, place));
        let name = |place: usize| {
            let (column, row) = sums.cell(*line, place);
            match sums.direction {
                Direction::Across => group.columns.get(column).map(|column| column.title.clone()),
                Direction::Down => group.rows.get(row).map(|row| row.label.clone()),
            }
        };
        let parts: Vec<Part> = sums
            .parts
            .iter()
            .filter_map(|&(place, weight)| {
                Some(Part { number: number(place)?.clone(), weight, name: name(place).unwrap_or_default() })
            })
            .collect();
        let stated = number(sums.whole).cloned().unwrap_or_default();
        let (column, _) = sums.cell(*line, sums.whole);
        let column = group.columns.get(column);
        let is_noted = parts.iter().any(|part| part.number.is_noted) || stated.is_noted;
        WrongSum {
            direction: sums.direction,
            computed: stated.value - difference,
            stated,
            name: column.map(|column| column.title.clone()).unwrap_or_default(),
            parts,
            n_right: tally.n_right + tally.n_trivial,
            n_all: tally.n_all(),
            culprit: None,
            is_named: sums.is_named,
            is_percent: column.is_some_and(|column| column.is_percent),
            is_noted: is_noted || (self.is_across() && group.explains(*line)),
        }
    }
}

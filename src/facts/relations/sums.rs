use rust_decimal::Decimal;

use super::Direction;
use super::group::{Group, Slot};

/// One number of each line of a group as the sum of others: a column as the sum of columns, each row being a line, or a
/// row as the sum of rows, each column being a line.
pub(super) struct Sums {
    /// In which direction it is added up.
    pub(super) direction: Direction,
    /// The place of the sum in each line.
    pub(super) whole: usize,
    /// The places of the parts in each line, with their weights.
    pub(super) parts: Vec<(usize, i8)>,
    /// Whether words say that it is a sum.
    pub(super) is_named: bool,
    /// How it is in each line.
    pub(super) states: Vec<State>,
}

/// How a sum is in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Not all numbers are known.
    Unknown,
    /// It holds, but at most one of its parts is not zero.
    Trivial,
    /// It holds.
    Right,
    /// It does not: the stated sum less that of the parts.
    Wrong(Decimal),
}

/// How many lines are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) n_right: usize,
    pub(super) n_trivial: usize,
    pub(super) n_wrong: usize,
}

impl Tally {
    pub(super) fn add(&mut self, state: State) {
        match state {
            State::Unknown => {}
            State::Trivial => self.n_trivial += 1,
            State::Right => self.n_right += 1,
            State::Wrong(_) => self.n_wrong += 1,
        }
    }

    /// How many lines have all numbers.
    pub(super) fn n_all(self) -> usize {
        self.n_right + self.n_trivial + self.n_wrong
    }
}

/// The sum of the parts that were added so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Adding {
    sum: Decimal,
    /// By how much rounding of the parts can change it.
    slack: Decimal,
    n_filled: usize,
    n_nothing: usize,
    is_unknown: bool,
    is_decimal: bool,
}

impl Adding {
    /// Adds a part.
    pub(super) fn add(&mut self, slot: &Slot, weight: i8) {
        match slot {
            Slot::Other => self.is_unknown = true,
            Slot::Nothing => self.n_nothing += 1,
            Slot::Number(number) => {
                self.sum += number.value * Decimal::from(weight);
                self.slack += half_unit(number.value) * Decimal::from(weight.unsigned_abs());
                self.is_decimal |= number.value.scale() > 0;
                self.n_filled += usize::from(!number.value.is_zero());
            }
        }
    }

    /// How the sum of the parts is beside a stated one.
    pub(super) fn state(&self, stated: &Slot) -> State {
        let Some(number) = stated.number().filter(|_| !self.is_unknown) else { return State::Unknown };
        let difference = number.value - self.sum;
        let is_rounded = self.is_decimal || number.value.scale() > 0;
        let slack = if is_rounded { self.slack + half_unit(number.value) } else { Decimal::ZERO };
        if difference.abs() > slack {
            // A cell without a number need not mean zero.
            if self.n_nothing > 0 { State::Unknown } else { State::Wrong(difference) }
        } else if self.n_filled > 1 {
            State::Right
        } else {
            State::Trivial
        }
    }
}

/// Half a unit of a number's last place.
fn half_unit(value: Decimal) -> Decimal {
    Decimal::new(5, value.scale() + 1)
}

impl Sums {
    /// Adds up in each line of a group.
    pub(super) fn of(
        group: &Group,
        direction: Direction,
        whole: usize,
        parts: Vec<(usize, i8)>,
        is_named: bool,
    ) -> Sums {
        let mut sums = Sums { direction, whole, parts, is_named, states: Vec::new() };
        let n_lines = match direction {
            Direction::Across => group.rows.len(),
            Direction::Down => group.columns.len(),
        };
        sums.states = (0..n_lines).map(|line| sums.state(group, line)).collect();
        sums
    }

    fn state(&self, group: &Group, line: usize) -> State {
        let mut adding = Adding::default();
        for &(part, weight) in &self.parts {
            adding.add(self.slot(group, line, part), weight);
        }
        adding.state(self.slot(group, line, self.whole))
    }

    /// What stands at a place of a line.
    pub(super) fn slot<'g>(&self, group: &'g Group, line: usize, place: usize) -> &'g Slot {
        let (column, row) = self.cell(line, place);
        group.columns.get(column).and_then(|column| column.slots.get(row)).unwrap_or(&Slot::Other)
    }

    /// The cell at a place of a line: its column among those of the group, and its row.
    pub(super) fn cell(&self, line: usize, place: usize) -> (usize, usize) {
        match self.direction {
            Direction::Across => (place, line),
            Direction::Down => (line, place),
        }
    }

    /// How many lines are in which state.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.states.iter().for_each(|&state| tally.add(state));
        tally
    }
}

use rust_decimal::Decimal;

use super::group::Group;
use super::sums::{State, Sums};
use super::{Direction, MAX_TOTALS};

/// Columns that prove a last row to be one of sums where no word says so.
const PROOF_UNNAMED: usize = 3;

/// In a smaller sum one wrong digit can be chance.
const LEAST_OF_SLIP: Decimal = Decimal::ONE_THOUSAND;

/// Rows that the sum has to have for that.
const FEWEST_OF_SLIP: usize = 4;

/// Finds the rows that are sums of others, and which: those since the last sum, all above, all sums above, or those
/// below it. It is proved by the columns in which the sum holds.
pub(super) fn read(group: &Group) -> Vec<Sums> {
    let totals = group.rows.iter().enumerate().filter(|(_, row)| row.is_total).map(|(at, _)| at);
    let totals: Vec<usize> = totals.take(MAX_TOTALS).collect();
    let mut found = Vec::new();
    for (number, &whole) in totals.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|before| totals.get(before));
        let next = totals.get(number + 1).copied().unwrap_or(group.rows.len());
        let stretches = [
            parts(group, before.map_or(0, |before| before + 1)..whole, false),
            parts(group, 0..whole, false),
            parts(group, 0..whole, true),
            parts(group, whole + 1..next, false),
        ];
        found.extend(best(group, whole, stretches, true));
    }
    if let (true, Some(last)) = (totals.is_empty(), group.rows.len().checked_sub(1)) {
        found.extend(best(group, last, [parts(group, 0..last, false)], false));
        found.extend(best(group, 0, [parts(group, 1..last + 1, false)], false));
    }
    found
}

/// The rows of a range that are parts: those that are sums, or those that are not.
fn parts(group: &Group, rows: std::ops::Range<usize>, of_totals: bool) -> Vec<(usize, i8)> {
    let is_part =
        |row: &usize| group.rows.get(*row).is_some_and(|row| row.is_total == of_totals && !row.is_heading);
    rows.filter(is_part).map(|row| (row, 1)).collect()
}

/// The sum, of several that a row can be, that holds in most columns.
fn best<const N: usize>(
    group: &Group,
    whole: usize,
    parts: [Vec<(usize, i8)>; N],
    is_named: bool,
) -> Option<Sums> {
    let possible = parts.into_iter().filter(|parts| parts.len() > 1);
    let sums = possible.map(|parts| {
        let mut sums = Sums::of(group, Direction::Down, whole, parts, is_named);
        sums.forget_what_is_not_added(group);
        sums
    });
    // Of equal ones the first is meant.
    let best =
        sums.reduce(|best, other| if other.tally().n_right > best.tally().n_right { other } else { best })?;
    let tally = best.tally();
    let (n_proof, most_wrong) =
        if is_named { (1, tally.n_right) } else { (PROOF_UNNAMED, tally.n_right / 3) };
    let is_proved = tally.n_right >= n_proof && tally.n_wrong <= most_wrong;
    (is_proved || is_named && best.is_slip(group)).then_some(best)
}

impl Sums {
    /// Whether the only column with a sum is wrong by one digit: that this is chance is not likely.
    fn is_slip(&self, group: &Group) -> bool {
        let mut known = self.states.iter().enumerate().filter(|(_, state)| **state != State::Unknown);
        let (Some((line, State::Wrong(difference))), None) = (known.next(), known.next()) else {
            return false;
        };
        let stated = self.slot(group, line, self.whole).value().unwrap_or_default();
        let is_one_digit = difference.normalize().mantissa().to_string().trim_matches(['-', '0']).len() == 1;
        is_one_digit && stated >= LEAST_OF_SLIP && self.parts.len() >= FEWEST_OF_SLIP
    }

    /// Forgets the columns whose numbers are not added up: years and ranks, and those where the row of sums has an
    /// average, the greatest number, or that of the last row.
    fn forget_what_is_not_added(&mut self, group: &Group) {
        for (line, column) in group.columns.iter().enumerate() {
            let is_sum = || {
                let stated = self.slot(group, line, self.whole).value()?;
                let parts = self.parts.iter().filter_map(|&(part, _)| self.slot(group, line, part).number());
                let greatest = parts.map(|number| number.value).max()?;
                Some(stated > greatest)
            };
            let is_wrong = matches!(self.states.get(line), Some(State::Wrong(_)));
            let is_added = !column.is_label && (!is_wrong || is_sum() == Some(true));
            if let Some(state) = self.states.get_mut(line).filter(|_| !is_added) {
                *state = State::Unknown;
            }
        }
    }
}

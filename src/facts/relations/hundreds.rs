use rust_decimal::Decimal;

use super::group::{Group, Slot};
use super::{MAX_PARTS, Part, WrongHundred};

/// Rows in which the shares make a hundred that prove that they are to.
const PROOF: usize = 8;

/// Fewer shares than this are not taken for all of a whole.
const FEWEST: usize = 3;

/// What the shares of a row make.
enum Made {
    Unknown,
    Hundred,
    Other(Decimal),
}

/// Finds rows whose shares do not make a hundred, although those of the other rows do.
pub(super) fn read(group: &Group) -> Vec<WrongHundred> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < group.columns.len() {
        let run = group.columns.iter().skip(at).take_while(|column| column.is_percent).count();
        if run >= FEWEST {
            found.extend(of_run(group, at, run));
        }
        at += run.max(1);
    }
    found
}

/// The rows that are wrong in the columns that make a hundred most often, of all that begin a run of columns of shares.
fn of_run(group: &Group, start: usize, run: usize) -> Vec<WrongHundred> {
    let lengths = FEWEST..=run.min(MAX_PARTS);
    let tried = lengths.map(|length| {
        let made: Vec<Made> = (0..group.rows.len()).map(|row| made(group, start, length, row)).collect();
        let n_right = made.iter().filter(|made| matches!(made, Made::Hundred)).count();
        (n_right, length, made)
    });
    let Some((n_right, length, made)) =
        tried.max_by_key(|(n_right, length, _)| (*n_right, std::cmp::Reverse(*length)))
    else {
        return Vec::new();
    };
    let n_wrong = made.iter().filter(|made| matches!(made, Made::Other(_))).count();
    if n_right < PROOF || n_wrong * 8 > n_right {
        return Vec::new();
    }
    let wrong = made.iter().enumerate().filter_map(|(row, made)| match made {
        Made::Other(sum) => Some((row, *sum)),
        Made::Unknown | Made::Hundred => None,
    });
    let report = |(row, sum): (usize, Decimal)| WrongHundred {
        parts: parts(group, start, length, row),
        sum,
        n_right,
        n_all: n_right + n_wrong,
    };
    wrong.map(report).collect()
}

fn made(group: &Group, start: usize, length: usize, row: usize) -> Made {
    let (mut sum, mut slack, mut n_filled) = (Decimal::ZERO, Decimal::ZERO, 0);
    for column in group.columns.iter().skip(start).take(length) {
        let Some(Slot::Number(number)) = column.slots.get(row) else { return Made::Unknown };
        sum += number.value;
        slack += Decimal::new(5, number.value.scale() + 1);
        n_filled += usize::from(!number.value.is_zero());
    }
    if (sum - Decimal::ONE_HUNDRED).abs() > slack {
        Made::Other(sum)
    } else if n_filled > 1 {
        Made::Hundred
    } else {
        Made::Unknown
    }
}

fn parts(group: &Group, start: usize, length: usize, row: usize) -> Vec<Part> {
    let columns = group.columns.iter().skip(start).take(length);
    let part = |column: &super::group::NumberColumn| {
        let number = column.slots.get(row)?.number()?.clone();
        Some(Part { number, weight: 1, name: column.title.clone() })
    };
    columns.filter_map(part).collect()
}

use std::collections::BTreeSet;

use super::group::{Group, NumberColumn};
use super::sums::{Adding, State, Sums, Tally};
use super::{Direction, MAX_PARTS};
use crate::profile::{RoleRelation, TableRoles};

/// Rows that prove a sum that headings name.
const PROOF_NAMED: usize = 3;

/// Rows that prove a sum that no heading names.
const PROOF_UNNAMED: usize = 5;

/// Different sums that rows have to show where no heading names it, so that they do not repeat one chance.
const DIFFERENT_UNNAMED: usize = 4;

/// Finds the columns that are sums of others, named by headings or found by trying neighbours, and proved by the rows.
pub(super) fn read(group: &Group) -> Vec<Sums> {
    let mut candidates = named(group);
    for whole in 0..group.columns.len() {
        candidates.extend(neighbours(group, whole));
    }
    let mut proved: Vec<(Sums, Tally)> = candidates
        .into_iter()
        .map(|sums| {
            let tally = sums.tally();
            (sums, tally)
        })
        .filter(|(sums, tally)| is_proved(group, sums, *tally))
        .collect();
    proved.sort_by_key(|(sums, tally)| {
        let n_right = tally.n_right + tally.n_trivial;
        (!sums.is_named, std::cmp::Reverse(n_right), tally.n_wrong, sums.parts.len(), sums.whole)
    });
    // Of sums of the same columns, or with a part in common, the best one is kept.
    let mut kept: Vec<(Sums, BTreeSet<usize>)> = Vec::new();
    for (sums, _) in proved {
        let parts: BTreeSet<usize> = sums.parts.iter().map(|&(part, _)| part).collect();
        let is_double = kept.iter().any(|(other, others)| {
            (other.whole == sums.whole && !others.is_disjoint(&parts))
                || (others.contains(&sums.whole) && parts.contains(&other.whole))
        });
        if !is_double {
            kept.push((sums, parts));
        }
    }
    kept.into_iter().map(|(sums, _)| sums).collect()
}

/// Whether the rows in which the sum holds show that it is one.
fn is_proved(group: &Group, sums: &Sums, tally: Tally) -> bool {
    if sums.is_named {
        return tally.n_right >= PROOF_NAMED && tally.n_wrong * 3 <= tally.n_right;
    }
    tally.n_right >= PROOF_UNNAMED
        && tally.n_wrong * 8 <= tally.n_right
        && n_different(group, sums) >= DIFFERENT_UNNAMED
}

/// How many different sums the rows have in which the sum holds.
fn n_different(group: &Group, sums: &Sums) -> usize {
    let right = sums.states.iter().enumerate().filter(|(_, state)| **state == State::Right);
    let values = right.filter_map(|(row, _)| sums.slot(group, row, sums.whole).value());
    values.collect::<BTreeSet<_>>().len()
}

/// The sums that headings name.
fn named(group: &Group) -> Vec<Sums> {
    let mut candidates = Vec::new();
    for relation in TableRoles::known().relations() {
        for (whole, column) in group.columns.iter().enumerate() {
            if !column.roles.contains(&relation.sum.as_str()) || column.is_label {
                continue;
            }
            let once = vec![1; relation.parts.len()];
            let weights =
                if relation.weights.is_empty() { std::slice::from_ref(&once) } else { &relation.weights };
            let sums = weights.iter().filter_map(|weights| parts(group, whole, relation, weights));
            let sums = sums.map(|parts| Sums::of(group, Direction::Across, whole, parts, true));
            candidates.extend(sums.max_by_key(|sums| sums.tally().n_right));
        }
    }
    candidates
}

/// The columns that have the roles of the parts of a sum, for each role the one that stands nearest to the sum.
fn parts(group: &Group, whole: usize, relation: &RoleRelation, weights: &[i8]) -> Option<Vec<(usize, i8)>> {
    let mut parts: Vec<(usize, i8)> = Vec::new();
    for (role, &weight) in relation.parts.iter().zip(weights).filter(|(_, weight)| **weight != 0) {
        let is_free = |at: usize| at != whole && parts.iter().all(|&(part, _)| part != at);
        let columns = group.columns.iter().enumerate();
        let with_role = columns.filter(|(at, column)| is_free(*at) && column.roles.contains(&role.as_str()));
        if let Some((at, _)) = with_role.min_by_key(|(at, _)| at.abs_diff(whole)) {
            parts.push((at, weight));
        }
    }
    (parts.len() > 1).then_some(parts)
}

/// The best sums of neighbours of a column, on each side, beside each other and every other one.
fn neighbours(group: &Group, whole: usize) -> Vec<Sums> {
    let Some(column) = group.columns.get(whole).filter(|column| !column.is_label) else { return Vec::new() };
    let mut candidates = Vec::new();
    for step in [1, 2] {
        for is_right in [false, true] {
            let place = |distance: usize| {
                if is_right { whole.checked_add(distance * step) } else { whole.checked_sub(distance * step) }
            };
            let near = (1..=MAX_PARTS).map_while(place);
            let fits = |at: &usize| group.columns.get(*at).is_some_and(|part| can_be_added(column, part));
            let places: Vec<usize> = near.take_while(fits).collect();
            candidates.extend(best_length(group, whole, &places).map(|n_parts| {
                let parts = places.iter().take(n_parts).map(|&place| (place, 1)).collect();
                Sums::of(group, Direction::Across, whole, parts, column.is_total)
            }));
        }
    }
    candidates
}

/// Whether a column can be a part of the sum that another one is.
fn can_be_added(whole: &NumberColumn, part: &NumberColumn) -> bool {
    !part.is_label && part.is_percent == whole.is_percent
}

/// How many columns, from the first on, make the sum in most rows: at least two.
fn best_length(group: &Group, whole: usize, places: &[usize]) -> Option<usize> {
    let stated = &group.columns.get(whole)?.slots;
    let mut tallies = vec![Tally::default(); places.len()];
    let n_most_wrong = group.rows.len() / 4;
    let mut n_open = places.len();
    for (row, stated) in stated.iter().enumerate() {
        let mut adding = Adding::default();
        for (&place, tally) in places.iter().zip(&mut tallies).take(n_open) {
            adding.add(group.columns.get(place)?.slots.get(row)?, 1);
            tally.add(adding.state(stated));
        }
        // What was wrong too often at the end of the list is not asked again.
        while n_open > 0 && tallies.get(n_open - 1).is_some_and(|tally| tally.n_wrong > n_most_wrong) {
            n_open -= 1;
        }
    }
    let lengths = tallies.iter().take(n_open).enumerate().skip(1);
    let best = lengths.max_by_key(|(length, tally)| {
        (tally.n_right + tally.n_trivial, std::cmp::Reverse(tally.n_wrong), std::cmp::Reverse(*length))
    });
    best.filter(|(_, tally)| tally.n_right > 0).map(|(at, _)| at + 1)
}

//! `rules/table/table-rank-gap.md`

use std::collections::HashSet;

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell, ColumnType};
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::quantity::Decimal;

/// Finds ranks that do not follow the one above.
pub struct TableRankGap;

/// How many ranks have to follow each other before one that does not is wrong.
const FEWEST: usize = 5;
/// A gap of more ranks is the end of an excerpt.
const WIDEST: i64 = 3;

impl Rule for TableRankGap {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for column in cx.facts.columns().iter().filter(|column| column.kind == Some(ColumnType::Rank)) {
            for finding in check(column) {
                cx.report(finding);
            }
        }
    }
}

/// A rank with its cell.
#[derive(Clone, Copy)]
struct Ranked<'c> {
    cell: &'c ColumnCell,
    /// Small enough that ranks can be added and taken off each other.
    rank: i64,
}

/// What a rank is to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Follows,
    Ties,
    StartsAnew,
    Skips,
    GoesBack,
}

fn check(column: &Column) -> Vec<Finding> {
    let mut ranks: Vec<Ranked<'_>> = column.quantities().filter_map(ranked).collect();
    let counts_down = ranks.first().zip(ranks.last()).is_some_and(|(first, last)| first.rank > last.rank);
    if counts_down {
        ranks.reverse();
    }
    let known: HashSet<i64> = ranks.iter().map(|ranked| ranked.rank).collect();
    let steps = steps(&ranks);
    let n_right = steps.iter().filter(|step| **step == Step::Follows).count();
    let wrong = |step: &Step| matches!(step, Step::Skips | Step::GoesBack);
    let n_wrong = steps.iter().filter(|step| wrong(step)).count();
    if n_right < FEWEST || n_wrong == 0 || n_wrong * 3 > n_right {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let (Some(one), Some(next)) = (ranks.get(at), ranks.get(at + 1)) else { continue };
        let is_proved = steps.get(at + 1..at + 3).is_some_and(|steps| !steps.iter().any(wrong));
        let missing = one.rank + 1..next.rank;
        let is_narrow = missing.end - missing.start <= WIDEST;
        let is_gap = *step == Step::Skips
            && is_narrow
            && is_proved
            && !missing.clone().any(|rank| known.contains(&rank));
        let message = match step {
            Step::Skips if is_gap => {
                let text = shown(&next.cell.text);
                let side = if counts_down { "is followed by" } else { "follows" };
                format!("rank `{text}` {side} {}: {} is missing", one.rank, list(missing))
            }
            Step::GoesBack if known.contains(&(one.rank + 1)) || next.rank + 1 < one.rank || is_proved => {
                format!("rank `{}` is out of order: {} stands before it", shown(&next.cell.text), one.rank)
            }
            _ => continue,
        };
        let n_steps = steps.len();
        findings.push(
            Finding::new(next.cell.text_span, message)
                .label(one.cell.text_span, "the rank before it")
                .label(
                    column.title_span,
                    format!("{n_right} of {n_steps} ranks of this column are one more than the one before"),
                )
                .help("correct the rank, or the order of the rows"),
        );
    }
    findings
}

fn ranked<'c>(
    (cell, quantity): (&'c ColumnCell, &'c crate::value::quantity::Quantity),
) -> Option<Ranked<'c>> {
    let is_plain = quantity.end.is_none() && !quantity.is_hedged && quantity.value.fract() == Decimal::ZERO;
    let rank = i32::try_from(quantity.value).ok().filter(|_| is_plain)?;
    Some(Ranked { cell, rank: rank.into() })
}

/// What each rank is to the one before it. After a tie the next rank is one more, or as many more as rows were tied.
fn steps(ranks: &[Ranked<'_>]) -> Vec<Step> {
    let mut n_tied = ranks.first().map_or(1, |first| i64::from(first.cell.rowspan));
    let step = |pair: &[Ranked<'_>]| {
        let [one, next] = pair else { return Step::Follows };
        let ahead = next.rank - one.rank;
        let n_rows = next.cell.row.abs_diff(one.cell.row) as i64;
        let step = match ahead {
            0 => Step::Ties,
            1 => Step::Follows,
            _ if next.rank == 1 => Step::StartsAnew,
            // Rows between that have no rank of their own may be counted.
            _ if ahead == n_tied || ahead == n_rows => Step::Follows,
            _ if ahead > 1 => Step::Skips,
            _ => Step::GoesBack,
        };
        let n_rows = i64::from(next.cell.rowspan);
        n_tied = if step == Step::Ties { n_tied + n_rows } else { n_rows };
        step
    };
    ranks.windows(2).map(step).collect()
}

fn list(missing: std::ops::Range<i64>) -> String {
    let ranks: Vec<String> = missing.map(|rank| rank.to_string()).collect();
    ranks.join(", ")
}

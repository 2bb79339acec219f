//! `rules/table/table-sort-key-mismatch.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell, SortKey, Value};
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::date::DateGrammar;
use crate::value::quantity::{Decimal, Quantity, QuantityGrammar};

/// Finds sort keys that say another date or number than the cell shows.
pub struct TableSortKeyMismatch;

/// How many keys of the column agree with their text before one that does not is wrong.
const FEWEST: usize = 3;

impl Rule for TableSortKeyMismatch {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let language = cx.facts.language;
        let grammars = Grammars {
            numbers: QuantityGrammar::new(language),
            dates: match language {
                Some(language) => language.date_grammar(),
                None => DateGrammar::numeric(),
            },
        };
        for column in cx.facts.columns() {
            for finding in check(column, &grammars) {
                cx.report(finding);
            }
        }
    }
}

struct Grammars<'a> {
    numbers: QuantityGrammar<'a>,
    dates: &'a DateGrammar,
}

/// What a key is to the text of its cell.
enum Verdict {
    Agrees,
    Differs(String),
    Unknown,
}

fn check(column: &Column, grammars: &Grammars<'_>) -> Vec<Finding> {
    let mut n_agreeing = 0;
    let mut wrong: Vec<(&ColumnCell, &SortKey, String)> = Vec::new();
    for cell in &column.cells {
        let Some(key) = &cell.sort_key else { continue };
        match verdict(cell, key, grammars) {
            Verdict::Agrees => n_agreeing += 1,
            Verdict::Differs(how) => wrong.push((cell, key, how)),
            Verdict::Unknown => {}
        }
    }
    // Keys that differ throughout have a meaning of their own.
    if n_agreeing < FEWEST || wrong.len() * 4 > n_agreeing {
        return Vec::new();
    }
    let finding = |(cell, key, how): (&ColumnCell, &SortKey, String)| {
        let n_all = n_agreeing + 1;
        Finding::new(key.span, how)
            .label(cell.text_span, "what readers see")
            .label(
                column.title_span,
                format!("{n_agreeing} of {n_all} keys of this column agree with their text"),
            )
            .help("correct the key or the text")
    };
    wrong.into_iter().map(finding).collect()
}

fn verdict(cell: &ColumnCell, key: &SortKey, grammars: &Grammars<'_>) -> Verdict {
    if is_at_an_end(key.text.trim()) {
        return Verdict::Unknown;
    }
    match &cell.value {
        Value::Quantity(shown) => number(cell, shown, key, grammars),
        Value::Date(shown) => {
            let days = |date: &crate::value::date::DateValue| date.start.days().filter(|_| date.is_certain());
            let (Some(sorted), Some(seen)) = (grammars.dates.read_value(&key.text).ok(), days(shown)) else {
                return Verdict::Unknown;
            };
            let Some(sorted) = days(&sorted) else { return Verdict::Unknown };
            // A key may be finer or coarser than the text.
            let overlap = sorted.0 <= seen.1 && seen.0 <= sorted.1;
            differs(overlap, cell, key)
        }
        _ => Verdict::Unknown,
    }
}

/// Whether a key puts its row first or last, whatever the cell shows: `0`, `-1`, `9999`.
fn is_at_an_end(key: &str) -> bool {
    let only = |digit: char| key.chars().all(|sign| sign == digit || matches!(sign, '-' | '.' | ','));
    key == "-1" || only('0') || only('9') && key.len() > 1
}

fn number(cell: &ColumnCell, shown: &Quantity, key: &SortKey, grammars: &Grammars<'_>) -> Verdict {
    // Keys are numbers as programs write them, if not as the language does.
    let plain: Option<Decimal> = key.text.trim().parse().ok();
    let read =
        || grammars.numbers.read_value(&key.text).filter(|read| read.end.is_none()).map(|read| read.value);
    let Some(sorted) = plain.or_else(read) else { return Verdict::Unknown };
    let ends = [Some(shown.value), shown.end].into_iter().flatten();
    let (low, high) = ends.fold((shown.value, shown.value), |(low, high), end| (low.min(end), high.max(end)));
    differs((low..=high).contains(&sorted) || is_rounded(sorted, shown), cell, key)
}

/// Whether a number is the one shown, before it was rounded or in another power of ten.
fn is_rounded(sorted: Decimal, shown: &Quantity) -> bool {
    let (mut one, other) = (sorted.abs().normalize(), shown.value.abs().normalize());
    let rounded = sorted.round_dp(shown.value.scale());
    if rounded == shown.value || one.is_zero() || other.is_zero() {
        return rounded == shown.value;
    }
    while one < other && one.checked_mul(Decimal::TEN).is_some_and(|more| more <= other) {
        one *= Decimal::TEN;
    }
    while one > other && one / Decimal::TEN >= other {
        one /= Decimal::TEN;
    }
    one == other
}

fn differs(agrees: bool, cell: &ColumnCell, key: &SortKey) -> Verdict {
    if agrees {
        return Verdict::Agrees;
    }
    Verdict::Differs(format!(
        "the cell is sorted as `{}` and shows `{}`",
        shown(&key.text),
        shown(&cell.text)
    ))
}

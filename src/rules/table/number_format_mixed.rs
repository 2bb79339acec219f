//! `rules/table/number-format-mixed.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::tables::{Column, ColumnCell};
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::rules::shown;
use crate::source::Span;
use crate::value::quantity::Quantity;

/// Finds numbers that are written with other marks than most of their column.
pub struct NumberFormatMixed;

/// How many numbers written alike show how the column is written.
const FEWEST: usize = 4;

impl Rule for NumberFormatMixed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for column in cx.facts.columns() {
            let written: Vec<Written<'_>> = column.quantities().filter_map(written).collect();
            for finding in check(column, &written, |one| one.group, "between groups") {
                cx.report(finding);
            }
            for finding in
                check(column, &written, |one| one.quantity.decimal.map(Some), "before the fraction")
            {
                cx.report(finding);
            }
            for finding in misread(column, &written) {
                cx.report(finding);
            }
        }
    }
}

/// A number with its cell.
struct Written<'c> {
    cell: &'c ColumnCell,
    quantity: &'c Quantity,
    /// The mark between its groups; within none, a number that is too short to need one. White space is a space.
    group: Option<Option<char>>,
}

fn written<'c>((cell, quantity): (&'c ColumnCell, &'c Quantity)) -> Option<Written<'c>> {
    let digits = cell.text.get(quantity.digits.range())?;
    let n_whole = digits
        .chars()
        .take_while(|sign| Some(*sign) != quantity.decimal)
        .filter(|sign| sign.is_numeric())
        .count();
    let group = match quantity.group {
        Some(mark) => Some(Some(if mark.is_whitespace() { ' ' } else { mark })),
        // Styles differ on four digits.
        None => (n_whole > 4).then_some(None),
    };
    (!cell.is_formatted && quantity.power == 0).then_some(Written { cell, quantity, group })
}

/// Findings on the marks of one kind: the usual one is that of four fifths at least.
fn check(
    column: &Column,
    written: &[Written<'_>],
    mark: impl Fn(&Written<'_>) -> Option<Option<char>>,
    place: &str,
) -> Vec<Finding> {
    let marks: Vec<(&Written<'_>, Option<char>)> =
        written.iter().filter_map(|one| Some((one, mark(one)?))).collect();
    let n_of = |mark: Option<char>| marks.iter().filter(|(_, other)| *other == mark).count();
    let Some(usual) = [Some(','), Some('.'), Some(' '), Some('\''), Some('’'), None]
        .into_iter()
        .max_by_key(|mark| n_of(*mark))
    else {
        return Vec::new();
    };
    let n_usual = n_of(usual);
    if n_usual < FEWEST || n_usual == marks.len() || (marks.len() - n_usual) * 4 > n_usual {
        return Vec::new();
    }
    let odd = marks.iter().filter(|(_, mark)| *mark != usual);
    odd.map(|(one, mark)| {
        let text = one.cell.text.get(one.quantity.digits.range()).unwrap_or_default();
        let message = format!(
            "`{}` has {} {place}; {n_usual} of {} numbers of its column have {}",
            shown(text),
            name(*mark),
            marks.len(),
            name(usual)
        );
        let severity = if mark.is_none() || usual.is_none() { Severity::Info } else { Severity::Warning };
        let finding = Finding::new(one.cell.text_span, message)
            .severity(severity)
            .label(column.title_span, "the column")
            .help("write the numbers of a column alike")
            .cluster(format!("{} {place} {mark:?}", column.title_span.start));
        match fix(one, *mark, usual) {
            Some(fix) => finding.fix(fix),
            None => finding,
        }
    })
    .collect()
}

/// Numbers with three digits after a mark that reads as that of the fraction, where all others are whole and have
/// groups: `756.102` among `83,871`.
fn misread(column: &Column, written: &[Written<'_>]) -> Vec<Finding> {
    let (odd, others): (Vec<&Written<'_>>, Vec<&Written<'_>>) =
        written.iter().partition(|one| one.quantity.decimal.is_some());
    let mut marks = others.iter().filter_map(|one| one.quantity.group);
    let Some(mark) = marks.next() else { return Vec::new() };
    let n_grouped = marks.clone().filter(|other| *other == mark).count() + 1;
    let is_grouped = |one: &&Written<'_>| one.quantity.value.scale() == 3 && one.quantity.group.is_none();
    if n_grouped < FEWEST || odd.len() * 4 > n_grouped || !odd.iter().all(is_grouped) {
        return Vec::new();
    }
    let n_others = others.len();
    let finding = |one: &Written<'_>| {
        let text = one.cell.text.get(one.quantity.digits.range()).unwrap_or_default();
        let message = format!(
            "`{}` reads as a number with a fraction; the {n_others} other numbers of its column are whole, and have {} between groups",
            shown(text),
            name(Some(mark))
        );
        let finding = Finding::new(one.cell.text_span, message)
            .label(column.title_span, "the column")
            .help("write the numbers of a column alike");
        match fix(one, one.quantity.decimal, Some(mark)) {
            Some(fix) => finding.fix(fix),
            None => finding,
        }
    };
    odd.into_iter().map(finding).collect()
}

/// Writes the usual mark for the other one, or puts it where there is none.
fn fix(one: &Written<'_>, mark: Option<char>, usual: Option<char>) -> Option<Fix> {
    let Written { cell, quantity, .. } = one;
    let (Some(usual), true) = (usual, cell.is_verbatim && quantity.end.is_none()) else { return None };
    let digits = cell.text.get(quantity.digits.range())?;
    // What is to be the mark of the one kind must not be that of the other.
    if quantity.decimal == Some(usual) || quantity.group == Some(usual) {
        return None;
    }
    let text: String = match mark {
        Some(mark) => digits
            .chars()
            .map(|sign| if sign == mark || mark == ' ' && sign.is_whitespace() { usual } else { sign })
            .collect(),
        None => grouped(digits, quantity.decimal, usual),
    };
    let start = cell.text_span.start + quantity.digits.start;
    let span = Span::new(start, start + digits.len() as u32);
    Some(Fix::replace(format!("write `{text}`"), span, text, Safety::Suggested))
}

/// Digits with a mark before each three of them.
fn grouped(digits: &str, decimal: Option<char>, mark: char) -> String {
    let whole = digits.split(|sign| Some(sign) == decimal).next().unwrap_or(digits);
    let n_whole = whole.chars().count();
    let mut text = String::new();
    for (at, sign) in digits.chars().enumerate() {
        if at > 0 && at < n_whole && (n_whole - at) % 3 == 0 {
            text.push(mark);
        }
        text.push(sign);
    }
    text
}

fn name(mark: Option<char>) -> String {
    match mark {
        None => "nothing".to_owned(),
        Some(' ') => "a space".to_owned(),
        Some(mark) => format!("`{mark}`"),
    }
}

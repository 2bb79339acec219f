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

/// How many show how the table is written, for columns with too few numbers of their own; for each other one so many
/// are written alike.
const FEWEST_OF_TABLE: usize = 8;

/// The marks between groups.
const MARKS: [char; 5] = [',', '.', ' ', '\'', '’'];

impl Rule for NumberFormatMixed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for columns in cx.facts.columns().chunk_by(|one, other| one.table == other.table) {
            let all = columns.iter().map(|column| column.quantities().filter_map(written).collect());
            let all: Vec<Vec<Written<'_>>> = all.collect();
            for (column, written) in columns.iter().zip(&all) {
                let mut findings = check(column, written, |one| one.group, BETWEEN_GROUPS);
                let decimal = |one: &Written<'_>| one.quantity.decimal.map(Some);
                findings.extend(check(column, written, decimal, "before the fraction"));
                findings.extend(misread(column, written));
                findings.into_iter().for_each(|finding| cx.report(finding));
            }
            check_table(columns, &all).into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

const BETWEEN_GROUPS: &str = "between groups";

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
    let known = MARKS.into_iter().map(Some).chain([None]);
    let Some(usual) = known.max_by_key(|mark| n_of(*mark)) else { return Vec::new() };
    let n_usual = n_of(usual);
    if n_usual < FEWEST || n_usual == marks.len() || (marks.len() - n_usual) * 4 > n_usual {
        return Vec::new();
    }
    let odd = marks.iter().filter(|(_, mark)| *mark != usual);
    let usual = Usual { mark: usual, n_usual, n_all: marks.len(), scope: "column", place };
    odd.map(|(one, mark)| usual.finding(column, one, *mark)).collect()
}

/// Findings on the marks between groups in columns with few numbers: the usual one is that of the table's.
fn check_table(columns: &[Column], all: &[Vec<Written<'_>>]) -> Vec<Finding> {
    let marks = |written: &[Written<'_>]| written.iter().filter_map(|one| one.group?).collect::<Vec<char>>();
    let by_column: Vec<Vec<char>> = all.iter().map(|written| marks(written)).collect();
    let n_of = |mark: char| by_column.iter().flatten().filter(|other| **other == mark).count();
    let n_all = by_column.iter().map(Vec::len).sum::<usize>();
    let Some(mark) = MARKS.into_iter().max_by_key(|mark| n_of(*mark)) else { return Vec::new() };
    let n_usual = n_of(mark);
    if n_usual < FEWEST_OF_TABLE || n_usual == n_all || (n_all - n_usual) * FEWEST_OF_TABLE > n_usual {
        return Vec::new();
    }
    let usual = Usual { mark: Some(mark), n_usual, n_all, scope: "table", place: BETWEEN_GROUPS };
    let mut findings = Vec::new();
    for ((column, written), marks) in columns.iter().zip(all).zip(&by_column) {
        if marks.len() <= FEWEST {
            let odd = written.iter().filter(|one| one.group.flatten().is_some_and(|other| other != mark));
            findings.extend(odd.map(|one| usual.finding(column, one, one.group.flatten())));
        }
    }
    findings
}

/// How most numbers of a column or a table are written.
struct Usual<'p> {
    mark: Option<char>,
    n_usual: usize,
    n_all: usize,
    scope: &'p str,
    /// Where the mark stands in a number.
    place: &'p str,
}

impl Usual<'_> {
    fn finding(&self, column: &Column, one: &Written<'_>, mark: Option<char>) -> Finding {
        let Usual { n_usual, n_all, scope, place, .. } = self;
        let text = one.cell.text.get(one.quantity.digits.range()).unwrap_or_default();
        let message = format!(
            "`{}` has {} {place}; {n_usual} of {n_all} numbers of its {scope} have {}",
            shown(text),
            name(mark),
            name(self.mark)
        );
        let severity = if mark.is_none() || self.mark.is_none() { Severity::Info } else { Severity::Warning };
        let finding = Finding::new(one.cell.text_span, message)
            .severity(severity)
            .label(column.title_span, "the column")
            .help(format!("write the numbers of a {scope} alike"))
            .cluster(format!("{} {place} {mark:?}", column.title_span.start));
        match fix(one, mark, self.mark) {
            Some(fix) => finding.fix(fix),
            None => finding,
        }
    }
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

//! `rules/date/date-column-mixed.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::DateColumn;
use crate::finding::Finding;
use crate::rules::shown;
use crate::value::date::Form;

/// Finds dates that are written otherwise than most of their column.
pub struct DateColumnMixed;

impl Rule for DateColumnMixed {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for column in cx.facts.date_columns() {
            check(column, cx);
        }
    }
}

fn check(column: &DateColumn, cx: &mut Context<'_>) {
    let mut counts: Vec<(Form, usize)> = Vec::new();
    for cell in &column.days {
        let form = cell.date.form();
        match counts.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => counts.push((form, 1)),
        }
    }
    let n_days = column.days.len();
    let Some(&(usual, n_usual)) = counts.iter().max_by_key(|(_, count)| *count) else { return };
    if n_usual == n_days || n_usual * 3 < n_days * 2 {
        return;
    }
    for cell in column.days.iter().filter(|cell| cell.date.form() != usual) {
        let (Some(here), Some(there)) = (name(cell.date.form()), name(usual)) else { continue };
        let text = shown(&cell.text);
        let message =
            format!("`{text}` is written {here}, {n_usual} of {n_days} dates of its column {there}");
        let finding = Finding::new(cell.span, message).cluster(format!("{here} {}", column.title.start));
        let help = match usual {
            Form::DayFirst | Form::MonthFirst => format!("write it {there}, with the name of the month"),
            _ => format!("write it {there}"),
        };
        cx.report(finding.label(column.title, "the column").help(help));
    }
}

fn name(form: Form) -> Option<&'static str> {
    match form {
        Form::DayFirst => Some("day first"),
        Form::MonthFirst => Some("month first"),
        Form::YearFirst => Some("year first"),
        Form::Iso => Some("as in ISO 8601"),
        Form::Numeric => Some("in numbers"),
        _ => None,
    }
}

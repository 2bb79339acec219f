use super::misspelt::with_month;
use crate::engine::Context;
use crate::facts::dates::DateField;
use crate::finding::{Finding, Severity};
use crate::rules::shown;
use crate::value::date::{Date, DateOrder, DateValue, Flaw, FlawKind, Precision};

/// The date of a maintenance tag, where it is no month and year: the page is then in no category of a month.
pub(super) fn finding(date: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let value = date.date();
    let is_flaw = |flaw: &&Flaw| flaw.kind != FlawKind::Space;
    let is_month = |value: &DateValue| {
        value.start.precision() == Some(Precision::Month)
            && value.end.is_none()
            && value.flaws.iter().find(is_flaw).is_none()
    };
    if value.is_some_and(is_month) {
        return None;
    }
    let message = format!("`{}` is no month and year", shown(&date.text));
    let finding = Finding::new(date.span, message).severity(Severity::Warning);
    let parts =
        value.map(|value| &value.start).filter(|start| start.fault().is_none() && start.year.is_some());
    let written = parts.and_then(|start| {
        let date = Date { year: start.year, month: Some(start.month?), ..Date::from(start.days()?.0) };
        cx.facts.dates().grammar.write(&Date { day: None, ..date }, DateOrder::NoDay)
    });
    Some(match written.filter(|_| value.is_some_and(|value| !value.is_range() && value.other.is_none())) {
        Some(then) => finding.help(format!("write `{then}`")),
        None => with_month(
            finding.help("write the month in full and the year, as `August 2013`"),
            date,
            cx.language,
        ),
    })
}

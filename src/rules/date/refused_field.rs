//! What makes the citation module refuse the value of a field, whatever date it is.

use super::fields::{is_of_module, lacks_day};
use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{CiteParam, ParamType, Role};
use crate::rules::citation::archive::day_to_write;
use crate::rules::shown;
use crate::syntax::{Kind, Template};
use crate::value::date::Moment;

/// Reports days of copies that are no day, dates with links and dates that templates make.
pub(super) fn report(cx: &mut Context<'_>) {
    let facts = cx.facts;
    for date in facts.date_values().in_citations.iter().filter(|date| is_of_module(date, facts)) {
        let found = without_day(date, cx).or_else(|| linked(date, cx)).or_else(|| julian(date));
        found.into_iter().for_each(|finding| cx.report(finding));
    }
    let of_module = facts.citations().iter().filter(|citation| citation.schema.is_of_module);
    for citation in of_module.filter(|citation| citation.has_markup) {
        for field in citation.filled().filter(|field| !field.is_literal) {
            let found = made_by_template(field, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

/// The day of a copy that names none.
fn without_day(date: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let FieldPlace::Citation { citation, param: Some(CiteParam::ArchiveDate) } = date.place else {
        return None;
    };
    let value = date.date().filter(|value| value.fault().is_none() && lacks_day(date))?;
    let message = format!("`{}` names no day", shown(&date.text));
    let finding = Finding::new(date.span, message);
    let citation: &Citation<'_> = cx.facts.citations().get(citation)?;
    let copied = day_to_write(citation, cx).filter(|_| !value.is_range());
    Some(match copied {
        Some(day) => {
            let order = format!("write `{day}`, the day in the URL of the copy");
            finding.help(order.clone()).fix(Fix::replace(order, date.span, day, Safety::Suggested))
        }
        None => finding.help("give the day on which the copy was made"),
    })
}

/// A date with links in it.
fn linked(date: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let source = cx.doc.slice(date.span);
    if date.is_verbatim() {
        return None;
    }
    date.date().filter(|value| source.contains("[[") && value.fault().is_none() && !lacks_day(date))?;
    let order = format!("write `{}`", date.text);
    let message = format!("`{}` has a link, which the citation module does not read", shown(source));
    let finding = Finding::new(date.span, message).help(order.clone());
    let has_more = source.contains(['<', '{', '\'']);
    let fix = || Fix::replace(order.clone(), date.span, date.text.to_string(), Safety::Safe);
    Some(if has_more { finding } else { finding.fix(fix()) })
}

/// The leap day of a year that has one by the Julian calendar alone, where the module has gone over to the other.
fn julian(date: &DateField<'_>) -> Option<Finding> {
    let value = date.date()?;
    let is_julian = |moment: &Moment| {
        let parts = [moment.year, moment.month, moment.day].map(|part| part.map_or(0, |part| part.value));
        parts[0] >= GREGORIAN_SINCE && parts[1] == 2 && parts[2] > 28 && moment.days().is_none()
    };
    let moments = [Some(&value.start), value.end.as_ref()];
    let found = moments.into_iter().flatten().find(|moment| is_julian(moment));
    let year = found.filter(|_| value.fault().is_none())?.year?.value;
    Some(
        Finding::new(date.span, format!("{year} is not a leap year, so it has no 29 February"))
            .note("only the Julian calendar has it, which the citation module does not count by here")
            .help("look up the date in the source"),
    )
}

/// From this year on the module knows the Gregorian calendar alone.
const GREGORIAN_SINCE: i32 = 1582;

/// A date made by a template that writes markup around it: `{{circa|1970}}`, `{{start date|2010|6|5}}`.
fn made_by_template(field: &Field<'_>, cx: &Context<'_>) -> Option<Finding> {
    let kind = field.param?.kind;
    if !matches!(
        kind,
        ParamType::Date | ParamType::AccessDate | ParamType::ArchiveDate | ParamType::YearOrDate
    ) {
        return None;
    }
    let mut inside = cx.tree.node(field.node).children();
    let template = inside.find_map(|node| Template::cast(node).filter(|_| node.kind() == Kind::Template))?;
    let schema = cx.facts.schema(template.node())?;
    let writes_markup =
        schema.has(Role::Approximate) || schema.has(Role::Date) && schema.takes(ParamType::Year);
    let name = template.name();
    writes_markup.then(|| {
        let message =
            format!("`{{{{{}}}}}` writes markup, which the citation module does not read", shown(&name));
        let finding = Finding::new(field.value_span, message);
        if !schema.has(Role::Approximate) {
            return finding.help("write the date itself");
        }
        match estimate(field, template, cx).filter(|_| kind == ParamType::Date) {
            Some(estimate) => {
                let order = format!("write `{estimate}`");
                let fix = Fix::replace(order.clone(), field.value_span, estimate, Safety::Suggested);
                finding.help(order).fix(fix)
            }
            None if kind == ParamType::Date => finding.help("write `c.` and the year"),
            None => finding.help("write the day itself"),
        }
    })
}

/// The estimate that a template makes of a year inside or behind it, as the citation module takes it: `c. 1890`.
fn estimate(field: &Field<'_>, template: Template<'_>, cx: &Context<'_>) -> Option<String> {
    let arguments = template.effective_arguments();
    let inside = match arguments.as_slice() {
        [] => None,
        [one] if one.key == "1" => Some(one.value().trim()),
        _ => return None,
    };
    let place = template.node().span();
    let around = |start: u32, end: u32| cx.doc.text().get(start as usize..end as usize);
    let before = around(field.value_span.start, place.start)?;
    let behind = around(place.end, field.value_span.end)?.trim();
    let year = match inside {
        None => behind,
        Some(inside) if behind.is_empty() => inside,
        Some(_) => return None,
    };
    let is_year = matches!(year.len(), 3 | 4) && year.bytes().all(|digit| digit.is_ascii_digit());
    let circa = cx.facts.dates().grammar.circa().filter(|_| is_year && before.is_empty())?;
    Some(format!("{circa} {year}"))
}

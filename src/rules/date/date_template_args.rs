//! `rules/date/date-template-args.md`

use super::misspelt::nearest_month;
use super::tag;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateTemplate, FieldPlace, TemplateOption, TemplateValue};
use crate::finding::{Finding, Severity};
use crate::profile::{Language, ParamType, Role};
use crate::rules::shown;

/// Finds date templates whose arguments do not make a date.
pub struct DateTemplateArgs;

impl Rule for DateTemplateArgs {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        for template in &cx.facts.dates().templates {
            if let Some(finding) = check(template, cx) {
                cx.report(finding);
            }
        }
        if cx.profile.dates.tags_by_month {
            let facts = cx.facts;
            let tags = facts.date_values().elsewhere.iter();
            for date in tags.filter(|date| date.place == FieldPlace::Maintenance) {
                let found = tag::finding(date, cx);
                found.into_iter().for_each(|finding| cx.report(finding));
            }
        }
    }
}

/// The first thing that is wrong: what follows from it is not reported again.
fn check(template: &DateTemplate, cx: &Context<'_>) -> Option<Finding> {
    if template.is_lenient || template.values.iter().any(|value| value.is_computed) {
        return None;
    }
    let name = crate::syntax::Template::cast(cx.tree.node(template.node))?.name();
    let name = shown(&name);
    if !template.missing.is_empty() && template.values.iter().all(|value| value.text.is_empty()) {
        return Some(
            Finding::new(template.span, format!("`{name}` is given no date"))
                .help("fill in the date, or remove the template"),
        );
    }
    let groups = template.groups();
    let schema = cx.facts.schema(cx.tree.node(template.node));
    let grammar = cx.facts.dates().grammar;
    let is_no_date = |value: &&TemplateValue| {
        let is_text = value.kind == ParamType::YearOrDate && value.part.is_none() && !value.text.is_empty();
        is_text && grammar.read_value(&value.text).is_err()
    };
    if let Some(value) = template.values.iter().find(is_no_date) {
        let message = format!("`{}` is no date", shown(&value.text));
        return Some(Finding::new(value.span, message).help("give a date, or a year, in numbers or words"));
    }
    let in_groups = groups.iter().find_map(|group| {
        let is_whole = template.written.iter().any(|(at, _)| {
            template
                .values
                .get(*at)
                .is_some_and(|value| Some(value.group) == group.first().map(|first| first.group))
        });
        let may_be_zero = schema.is_some_and(|schema| schema.has(Role::SortKey));
        if is_whole {
            None
        } else {
            check_group(&name, group, cx.language).or_else(|| zero(group).filter(|_| !may_be_zero))
        }
    });
    let missing = || {
        let (kind, group) = *template.missing.first()?;
        let of = if group > 1 { " for its second date" } else { "" };
        let message = format!("`{name}` is given no {}{of}", part_name(kind)?);
        Some(
            Finding::new(template.span, message)
                .help("fill it in, or use a template that needs no such part"),
        )
    };
    let surplus = || {
        let surplus = template.surplus?;
        let message = format!("`{name}` has no use for the argument `{}`", shown(cx.doc.slice(surplus)));
        Some(Finding::new(surplus, message).help("remove it, or put the arguments in order"))
    };
    let option = || {
        let TemplateOption { name: option, value, known } = template.options.first()?;
        let value_text = shown(cx.doc.slice(*value));
        let message = format!("`{option}` of `{name}` takes `{known}`, not `{value_text}`");
        Some(Finding::new(*value, message).help(format!("write `{option}={known}`, or remove it")))
    };
    let option = || Some(option()?.severity(Severity::Warning));
    in_groups.or_else(missing).or_else(surplus).or_else(option)
}

fn check_group(name: &str, group: &[&TemplateValue], language: Option<&Language>) -> Option<Finding> {
    let value = |wanted: ParamType| group.iter().copied().find(|value| value.kind == wanted);
    let filled = |wanted| value(wanted).filter(|value| !value.text.is_empty());
    let year = filled(ParamType::Year);
    let some_year = year.or(filled(ParamType::YearOrDate));
    let (month, day) = (filled(ParamType::Month), filled(ParamType::Day));
    if let (None, Some(day)) = (month, day)
        && some_year.is_some_and(|year| year.part.is_some())
    {
        return Some(
            Finding::new(day.span, format!("`{name}` is given day `{}` but no month", shown(&day.text)))
                .help("fill in the month, or remove the day"),
        );
    }
    let order = order(group);
    let wrong = |value: &TemplateValue, what: &str, help: &str| {
        let order = Some(&order).filter(|order| order.contains(','));
        let order = order.map(|order| format!("; the order is {order}")).unwrap_or_default();
        let message = format!("`{}` is no {what}{order}", shown(&value.text));
        Some(Finding::new(value.span, message).help(help.to_owned()))
    };
    if let Some(day) = day.filter(|day| day.part.is_none_or(|part| part.value > 99)) {
        return match day.part {
            Some(_) => wrong(day, "day", "put the arguments in order"),
            None => wrong(day, "day", "give the day as a number"),
        };
    }
    if let Some(month) = month.filter(|month| month.part.is_none_or(|part| part.value > 31)) {
        return match language.and_then(|language| nearest_month(&month.text, language)) {
            Some((number, meant)) => {
                wrong(month, "month", &format!("write `{number}`, if `{meant}` is meant"))
            }
            None => wrong(month, "month", "give the month as a number"),
        };
    }
    let year = year.filter(|year| year.part.is_none())?;
    wrong(year, "year", "give the year as a number of up to four digits")
}

/// A month or a day zero, which only a template that sorts takes for one that is not known.
fn zero(group: &[&TemplateValue]) -> Option<Finding> {
    let is_zero = |value: &&&TemplateValue| {
        matches!(value.kind, ParamType::Month | ParamType::Day)
            && value.part.is_some_and(|part| part.value == 0)
    };
    let value = group.iter().find(is_zero)?;
    let message = format!("`{}` is no {}", shown(&value.text), part_name(value.kind)?);
    Some(Finding::new(value.span, message).help("leave out what is not known"))
}

/// The order of the parts: `year, month, day`.
fn order(group: &[&TemplateValue]) -> String {
    group.iter().filter_map(|value| part_name(value.kind)).collect::<Vec<_>>().join(", ")
}

fn part_name(kind: ParamType) -> Option<&'static str> {
    match kind {
        ParamType::Year | ParamType::YearOrDate => Some("year"),
        ParamType::Month => Some("month"),
        ParamType::Day => Some("day"),
        ParamType::Date => Some("date"),
        _ => None,
    }
}

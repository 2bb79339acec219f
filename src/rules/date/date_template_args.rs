//! `rules/date/date-template-args.md`

use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateTemplate, TemplateValue};
use crate::finding::Finding;
use crate::profile::ParamType;
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
    }
}

/// The first thing that is wrong: what follows from it is not reported again.
fn check(template: &DateTemplate, cx: &Context<'_>) -> Option<Finding> {
    if template.values.iter().any(|value| value.is_computed) {
        return None;
    }
    let name = crate::syntax::Template::cast(cx.tree.node(template.node))?.name();
    let name = shown(&name);
    if template.values.iter().all(|value| value.text.is_empty()) {
        return Some(
            Finding::new(template.span, format!("`{name}` is given no date"))
                .help("fill in the date, or remove the template"),
        );
    }
    let in_groups = template.groups().into_iter().find_map(|group| check_group(&name, &group));
    in_groups.or_else(|| {
        let surplus = template.surplus?;
        let message = format!("`{name}` has no use for the argument `{}`", shown(cx.doc.slice(surplus)));
        Some(Finding::new(surplus, message).help("remove it, or put the arguments in order"))
    })
}

fn check_group(name: &str, group: &[&TemplateValue]) -> Option<Finding> {
    let value = |wanted: ParamType| group.iter().copied().find(|value| value.kind == wanted);
    let filled = |wanted| value(wanted).filter(|value| !value.text.is_empty());
    let year = filled(ParamType::Year).or(filled(ParamType::YearOrDate));
    let (month, day) = (filled(ParamType::Month), filled(ParamType::Day));
    if let (None, Some(day)) = (month, day)
        && year.is_some_and(|year| year.part.is_some())
    {
        return Some(
            Finding::new(day.span, format!("`{name}` is given day `{}` but no month", shown(&day.text)))
                .help("fill in the month, or remove the day"),
        );
    }
    let order = order(group);
    if let Some(day) = day.filter(|day| day.part.is_some_and(|part| part.value > 99)) {
        return Some(
            Finding::new(day.span, format!("`{}` is no day; the order is {order}", shown(&day.text)))
                .help("put the arguments in order"),
        );
    }
    let month = month.filter(|month| month.part.is_none_or(|part| part.value > 31))?;
    Some(
        Finding::new(month.span, format!("`{}` is no month; the order is {order}", shown(&month.text)))
            .help("give the month as a number"),
    )
}

/// The order of the parts: `year, month, day`.
fn order(group: &[&TemplateValue]) -> String {
    let names = group.iter().filter_map(|value| match value.kind {
        ParamType::Year | ParamType::YearOrDate => Some("year"),
        ParamType::Month => Some("month"),
        ParamType::Day => Some("day"),
        _ => None,
    });
    names.collect::<Vec<_>>().join(", ")
}

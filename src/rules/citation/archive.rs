//! The day on which an archive took its copy, as the URL says it and as the citation does.

use chrono::{Datelike, NaiveDate};

use crate::engine::Context;
use crate::facts::citations::{Citation, Field};
use crate::profile::{Archives, CiteParam, CopyForm, Language, ParamType};
use crate::value::archive::{numbered_day_of, stamped_day_of};
use crate::value::date::{Date, DateGrammar, DateOrder, DateValue, FlawKind, Form};

/// The day that the URL of a copy states, and by how many days a citation may differ from it: archives that do not
/// write the day itself into the URL may show it in another time zone.
pub(super) fn day_of_copy(url: &Field<'_>) -> Option<(NaiveDate, i64)> {
    day_of_url(Some(url.value).filter(|_| url.is_literal)?)
}

/// The same of a URL that stands elsewhere.
pub(super) fn day_of_url(url: &str) -> Option<(NaiveDate, i64)> {
    let copy = Archives::known().of_copy(url)?;
    match copy.archive.form {
        CopyForm::Base62 => Some((numbered_day_of(copy.path)?, 1)),
        CopyForm::Stamped | CopyForm::Opaque => Some((stamped_day_of(copy.path)?, 0)),
    }
}

/// The day in the URL of a citation's copy, as it is to be written.
pub(in crate::rules) fn day_to_write(citation: &Citation<'_>, cx: &Context<'_>) -> Option<String> {
    let (day, _) = day_of_copy(citation.only_of_kind(ParamType::ArchiveUrl)?)?;
    Some(written(day, citation, cx))
}

/// A value that is one whole date: the day, and the date as written.
pub(in crate::rules) fn whole_date(value: &str, grammar: &DateGrammar) -> Option<(NaiveDate, DateValue)> {
    let read = grammar.read_value(value).ok()?;
    Some((day_of(&read)?, read))
}

/// The day that a value says, if it says one for certain and nothing else.
pub(super) fn day_of(read: &DateValue) -> Option<NaiveDate> {
    let (day, _) = read.start.days().filter(|_| read.is_day() && read.is_certain())?;
    Some(day)
}

/// The day in the form that another date of the citation has, else in the declared one, else in ISO 8601.
pub(in crate::rules) fn written(day: NaiveDate, citation: &Citation<'_>, cx: &Context<'_>) -> String {
    let grammar = cx.facts.dates().grammar;
    let kinds = [ParamType::ArchiveDate, ParamType::AccessDate, ParamType::Date].into_iter();
    let mut models = kinds.filter_map(|kind| Some(citation.of_kind(kind)?.value));
    let like_other = models.find_map(|model| {
        let (_, date) = whole_date(model, grammar)?;
        let is_usual = date.flaws.iter().all(|flaw| flaw.kind == FlawKind::Foreign);
        if is_usual { alike(day, model, &date, cx.language) } else { None }
    });
    let declared = || {
        let declared = cx.facts.declared_order()?;
        let order = if declared.day_first { DateOrder::DayFirst } else { DateOrder::MonthFirst };
        grammar.write(&Date::from(day), order)
    };
    like_other.or_else(declared).unwrap_or_else(|| day.format("%Y-%m-%d").to_string())
}

/// The day written as another date is: each of the parts of that one replaced.
pub(super) fn alike(
    day: NaiveDate,
    model: &str,
    date: &DateValue,
    language: Option<&Language>,
) -> Option<String> {
    let is_foreign = date.flaw(FlawKind::Foreign).is_some();
    let language = if is_foreign { Language::read_beside() } else { language };
    let date = &date.start;
    let mut parts =
        [(date.year?, day.year()), (date.month?, day.month() as i32), (date.day?, day.day() as i32)];
    parts.sort_by_key(|(part, _)| part.span);
    let (mut out, mut at) = (String::new(), 0);
    for (part, value) in parts {
        let old = model.get(part.span.range())?;
        out.push_str(model.get(at..part.span.start as usize)?);
        at = part.span.end as usize;
        if old.bytes().all(|byte| byte.is_ascii_digit()) {
            let is_numeric = matches!(date.form, Form::Iso | Form::Numeric);
            let padded = old.starts_with('0') || (is_numeric && old.len() == 2);
            out.push_str(&if padded { format!("{value:02}") } else { value.to_string() });
        } else if old.chars().all(char::is_numeric) {
            out.push_str(&language?.date_grammar().in_own_digits(&value.to_string()));
        } else {
            let names = &language?.months.in_date;
            out.push_str(names.get(usize::try_from(value - 1).ok()?)?);
        }
    }
    out.push_str(model.get(at..)?);
    Some(out)
}

/// The name under which the article's wiki takes a parameter of a citation: the canonical one where the citation module
/// runs unchanged, else the one that another citation of the article has.
pub(in crate::rules) fn local_name<'c>(
    citation: &'c Citation<'_>,
    wanted: CiteParam,
    cx: &'c Context<'_>,
) -> Option<&'c str> {
    let param = citation.schema.params.iter().find(|param| param.cite == Some(wanted))?;
    if citation.schema.is_complete {
        return Some(&param.name);
    }
    let alike = cx.facts.citations().iter().take(MAX_MODELS);
    let mut alike = alike.filter(|other| std::ptr::eq(other.schema, citation.schema) && other.has(wanted));
    alike.find_map(|other| Some(&*other.get(wanted)?.name))
}

/// How many citations are asked for what the wiki calls a parameter.
const MAX_MODELS: usize = 100;

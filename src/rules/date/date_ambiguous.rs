//! `rules/date/date-ambiguous.md`

use super::evidence::{Evidence, Reason};
use super::fields::lacks_day;
use super::own::is_free_text;
use super::surroundings::Surroundings;
use crate::engine::{Context, Interest, Rule};
use crate::facts::dates::{DateFact, DateField, FieldPlace, Place};
use crate::facts::prose::Origin;
use crate::finding::{Finding, Severity};
use crate::fix::{Fix, Safety};
use crate::profile::DateHabit;
use crate::value::date::{Date, DateOrder, FlawKind, Form, Moment, Precision};

/// Finds dates in numbers whose day and month cannot be told apart.
pub struct DateAmbiguous;

impl Rule for DateAmbiguous {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let facts = cx.facts;
        let mut evidence = None;
        for date in &facts.date_values().in_citations {
            let Some(value) = date.date() else { continue };
            let found = month_or_years(date, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
            let Some(other) = value.other.as_ref().filter(|_| value.fault().is_none()) else { continue };
            let is_read = value.start.year.is_some_and(|year| year.value > 999) && other.fault().is_none();
            if is_read && !value.is_range() {
                let evidence = evidence.get_or_insert_with(|| Evidence::of(cx));
                let found = in_field(date, [&value.start, other], evidence, cx);
                cx.report(found);
            }
        }
        for fact in &facts.dates().all {
            let found = in_text(fact, cx);
            found.into_iter().for_each(|finding| cx.report(finding));
        }
    }
}

fn in_field(date: &DateField<'_>, readings: [&Moment; 2], evidence: &Evidence, cx: &Context<'_>) -> Finding {
    let written = &*date.text;
    let finding = Finding::new(date.span, message(written, readings.map(date_of), cx));
    let numbers = readings
        .map(|moment| [moment.year, moment.month, moment.day].map(|part| part.map_or(0, |part| part.value)));
    let citation = match date.place {
        FieldPlace::Citation { citation, .. } => cx.facts.citations().get(citation),
        _ => None,
    };
    let Some(reason) = citation.and_then(|citation| evidence.decide(citation, &numbers)) else {
        return finding.help("look at the source, and write `YYYY-MM-DD` or the name of the month");
    };
    let Reason { first, because } = reason;
    let [year, month, day] = if first { numbers[0] } else { numbers[1] };
    let then = format!("{year:04}-{month:02}-{day:02}");
    let title = format!("write `{then}`: {because}");
    let finding = finding.help(title);
    if !date.is_verbatim() {
        return finding;
    }
    finding.fix(Fix::replace(format!("write `{then}` for `{written}`"), date.span, then, Safety::Suggested))
}

/// A month in numbers that the module refuses because it may be the end of a range of years.
fn month_or_years(date: &DateField<'_>, cx: &Context<'_>) -> Option<Finding> {
    let value = date.date().filter(|value| !value.flaws.is_empty())?;
    value.flaw(FlawKind::NumericMonth).filter(|flaw| flaw.written.is_none())?;
    if value.fault().is_some() || lacks_day(date) {
        return None;
    }
    let (year, month) = (value.start.year?.value, value.start.month?.value);
    if !cx.profile.dates.refused.contains(&DateHabit::Separator) || value.is_range() {
        return None;
    }
    let in_words = cx.facts.dates().grammar.write(&date_of(&value.start), DateOrder::NoDay)?;
    let years = format!("{year}–{}", year - year.rem_euclid(100) + month);
    let message = format!("`{}` is {in_words} or the years {years}", date.text);
    Some(
        Finding::new(date.span, message)
            .help(format!("look at the source, and write `{in_words}` or `{years}`")),
    )
}

/// The article's own date in running text, where the language's readers do not agree on how to read it.
fn in_text(fact: &DateFact, cx: &Context<'_>) -> Option<Finding> {
    let date = &fact.date;
    if date.form != Form::Numeric || date.precision() != Precision::Day || date.is_range() {
        return None;
    }
    let (day, month, year) =
        (date.day?, date.month?, date.year.filter(|year| (1000..=2100).contains(&year.value))?);
    let is_own = is_free_text(fact)
        && fact.origin == Origin::Own
        && matches!(fact.place, Place::Prose | Place::Reference);
    let is_ambiguous =
        (1..=12).contains(&day.value) && (1..=12).contains(&month.value) && day.value != month.value;
    let is_last = year.span > day.span && year.span > month.span;
    let is_agreed = cx.language.is_none_or(|language| language.dates.numeric.is_some());
    if !is_own || !is_ambiguous || !is_last || is_agreed || Surroundings::of(fact, cx).may_name_something() {
        return None;
    }
    let swapped = Date { day: Some(month), month: Some(day), ..date.clone() };
    let written = cx.doc.slice(date.span);
    Some(
        Finding::new(date.span, message(written, [date.clone(), swapped], cx))
            .severity(Severity::Info)
            .help("look at the source, and write the name of the month")
            .cluster("text"),
    )
}

/// The date that a reading gives, to be written.
fn date_of(moment: &Moment) -> Date {
    let (year, month, day) = (moment.year, moment.month, moment.day);
    let (day_until, month_until) = (None, None);
    Date { span: moment.span, form: moment.form, year, month, day, day_until, month_until, proper: true }
}

fn message(written: &str, readings: [Date; 2], cx: &Context<'_>) -> String {
    let grammar = cx.facts.dates().grammar;
    let declared = cx.facts.declared_order().is_some_and(|order| !order.day_first);
    let order = if declared { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    let in_words = |date: &Date| {
        let parts = [date.year, date.month, date.day].map(|part| part.map_or(0, |part| part.value));
        grammar
            .write(date, order)
            .unwrap_or_else(|| format!("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]))
    };
    let [one, other] = readings;
    format!("`{written}` is {} or {}", in_words(&one), in_words(&other))
}

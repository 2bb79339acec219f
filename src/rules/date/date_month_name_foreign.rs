//! `rules/date/date-month-name-foreign.md`

use rustc_hash::FxHashMap;

use crate::engine::{Context, Interest, Rule};
use crate::facts::Facts;
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::fix::{Fix, Safety};
use crate::profile::{Language, ParamType, Profile};
use crate::source::Span;
use crate::value::date::{Date, DateOrder, Form};

/// Finds dates in citations whose month is named in another language.
pub struct DateMonthNameForeign;

impl Rule for DateMonthNameForeign {
    fn interest(&self) -> Interest {
        Interest::FINISH
    }

    fn finish(&self, cx: &mut Context<'_>) {
        let Some(language) = cx.language.filter(|language| !language.months.in_date.is_empty()) else {
            return;
        };
        let grammar = language.date_grammar();
        let facts = cx.facts;
        let mut languages = Languages::default();
        // What the language, or the one that citation modules read beside it, has words for is no foreign date.
        let unread = facts.date_values().in_citations.iter().filter(|field| field.reading.is_err());
        for field in unread.filter(|field| field.is_verbatim() && is_whole_date(field, facts)) {
            let text = &*field.text;
            let may_be_date = text.len() <= MAX_LENGTH
                && text.contains(char::is_alphabetic)
                && text.contains(char::is_numeric);
            if may_be_date && grammar.find_all(text).is_empty() {
                let found = finding(field, language, &mut languages, cx);
                found.into_iter().for_each(|finding| cx.report(finding));
            }
        }
    }
}

/// The longest date that is looked at, in bytes.
const MAX_LENGTH: usize = 60;

/// Citation modules read the names of this language on every wiki.
const MODULE_LANGUAGE: &str = "en";

/// Whether the field is for a whole date.
fn is_whole_date(field: &DateField<'_>, facts: &Facts<'_>) -> bool {
    use ParamType::{AccessDate, ArchiveDate, Date};
    let FieldPlace::Citation { citation, .. } = field.place else { return false };
    let param = facts.citations().get(citation).and_then(|citation| citation.schema.param(&field.name));
    param.is_some_and(|param| matches!(param.kind, Date | AccessDate | ArchiveDate))
}

fn finding(
    field: &DateField<'_>,
    language: &Language,
    languages: &mut Languages,
    cx: &Context<'_>,
) -> Option<Finding> {
    let text = &*field.text;
    let is_named = |date: &Date| {
        let has_year = date.year.is_some_and(|year| year.value > 999);
        let is_whole = date.span.len() as usize == text.trim().len();
        is_whole && has_year && date.fault().is_none() && !matches!(date.form, Form::Iso | Form::Numeric)
    };
    let read = |code: &str| {
        let other = Language::named(code)?;
        let date = other.date_grammar().find_all(text).into_iter().find(is_named)?;
        Some((other, date))
    };
    if read(MODULE_LANGUAGE).is_some() {
        return None;
    }
    let (of_wikis, rare) = languages.of(text, language);
    // Names that a common language has too are not read as those of a rare one.
    let mut readings: Vec<(&Language, Date)> = of_wikis.iter().copied().filter_map(read).collect();
    if readings.is_empty() {
        readings.extend(rare.iter().copied().filter_map(read));
    }
    let (_, date) = readings.first()?;
    let is_clear = readings.iter().all(|(_, other)| values(other) == values(date));
    let span = field.span_of(date.span);
    let written = cx.doc.slice(Span::new(span.start, span.end));
    let names: Vec<&str> = readings.iter().map(|(other, _)| other.name.as_str()).collect();
    let named = alternatives(&names);
    let finding = Finding::new(span, format!("`{written}` names the month in {named}")).cluster(named);
    let order = match (date.day, cx.facts.declared_order()) {
        (None, _) => DateOrder::NoDay,
        (Some(_), Some(declared)) if declared.day_first => DateOrder::DayFirst,
        (Some(_), Some(_)) => DateOrder::MonthFirst,
        (Some(_), None) => language.date_grammar().usual_order().unwrap_or(DateOrder::DayFirst),
    };
    let Some(then) = language.date_grammar().write(date, order).filter(|_| is_clear) else {
        return Some(finding.help("write the name of the month in the language of the article"));
    };
    // The word for a year that sentences have is left out where the date is read without it.
    let parts = [date.day, date.year].map(|part| part.map(|part| part.value));
    let bare = match (parts, date.month) {
        ([Some(day), Some(year)], Some(month)) => {
            let name = language.date_grammar().month_name(month.value, true).unwrap_or_default();
            Some(format!("{day} {name} {year}"))
        }
        _ => None,
    };
    let is_taken = |bare: &String| {
        let read = language.date_grammar().read_value(bare);
        then.starts_with(bare.as_str()) && read.is_ok_and(|read| read.flaws.is_empty())
    };
    let then = bare.filter(is_taken).unwrap_or(then);
    let title = format!("write `{then}`");
    Some(finding.help(title.clone()).fix(Fix::replace(title, span, then, Safety::Suggested)))
}

/// By the words of a date, the languages that may have written it: those of wikis, and others. An article whose dates are
/// translated by nobody has many that differ in their numbers alone.
#[derive(Default)]
struct Languages(FxHashMap<String, [Vec<&'static str>; 2]>);

impl Languages {
    fn of(&mut self, text: &str, own: &Language) -> (&[&'static str], &[&'static str]) {
        let words = text.chars().filter(|sign| !sign.is_numeric()).collect();
        let [of_wikis, rare] = self.0.entry(words).or_insert_with(|| {
            let others = Language::codes_with_month_in(text).into_iter().filter(|code| *code != own.code);
            let (of_wikis, rare): (Vec<&str>, Vec<&str>) = others.partition(|code| has_wiki(code));
            let finds = |code: &&str| {
                Language::named(code).is_some_and(|other| !other.date_grammar().find_all(text).is_empty())
            };
            [of_wikis.into_iter().filter(finds).collect(), rare]
        });
        (of_wikis, rare)
    }
}

/// Whether the wiki of a language has a profile.
fn has_wiki(code: &str) -> bool {
    Profile::names().any(|name| name.strip_suffix("wiki") == Some(code))
}

/// Year, month and day.
fn values(date: &Date) -> [Option<i32>; 3] {
    [date.year, date.month, date.day].map(|part| part.map(|part| part.value))
}

/// `German`; `French or Swedish`; of more than two only that it is another language.
fn alternatives(names: &[&str]) -> String {
    match names {
        [one] => (*one).to_owned(),
        [one, two] => format!("{one} or {two}"),
        _ => "another language".to_owned(),
    }
}

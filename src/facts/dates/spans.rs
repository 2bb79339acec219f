use chrono::NaiveDate;

use super::lives::follows;
use super::{DateFact, DateField, DateTemplate, Place, TemplateValue};
use crate::facts::Facts;
use crate::facts::prose::Origin;
use crate::profile::{Event, ParamType};
use crate::source::Span;
use crate::syntax::NodeId;
use crate::value::date::{Date, Form, Part, Precision};

/// The longest dash with the white space around it, in bytes.
const LONGEST_DASH: usize = 12;
/// What may stand between a birth and a death in brackets: the place of the birth and a word, in bytes.
const LONGEST_WORDS: usize = 80;

/// Two dates of which the first is not after the second, if both are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// What it is the span of.
    pub kind: SpanKind,
    /// The first date.
    pub start: End,
    /// The second date.
    pub end: End,
}

/// What lies between two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// Somebody's life.
    Life,
    /// Anything that has a beginning and an end.
    Time,
    /// Two days with a dash between them in the text: `(8 June 1950 – 9 July 1999)`.
    Text,
}

/// One of the dates of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// Where it is written.
    pub place: Span,
    /// The first day that may be meant.
    pub earliest: NaiveDate,
    /// The last day that may be meant.
    pub latest: NaiveDate,
}

/// Reads the spans that date templates and boxes of data give, in the order of the text.
pub(in crate::facts) fn read(facts: &Facts<'_>) -> Vec<DateSpan> {
    let mut spans = Vec::new();
    let templates = &facts.dates().templates;
    for template in templates {
        let ends = template.groups().into_iter().filter_map(|group| {
            let event = group.iter().find_map(|value| value.event)?;
            Some((event, from_template(facts, template, group.first()?.group)?))
        });
        let ends: Vec<(Event, End)> = ends.collect();
        spans.extend(paired(&ends));
    }
    spans.extend(in_boxes(facts, templates));
    spans.extend(facts.dates().all.windows(2).filter_map(|pair| in_text(facts, pair.first()?, pair.last()?)));
    spans.sort_by_key(|span| span.start.place.cover(span.end.place));
    spans
}

/// The span between two whole days of the article's own text that a dash joins.
fn in_text(facts: &Facts<'_>, start: &DateFact, end: &DateFact) -> Option<DateSpan> {
    let is_day = |fact: &DateFact| {
        fact.origin <= Origin::Label
            && fact.date.precision() == Precision::Day
            && matches!(fact.place, Place::Prose | Place::Caption | Place::Cell | Place::Argument)
            && !matches!(fact.date.form, Form::Numeric | Form::Parts)
    };
    let block = facts.prose().block(start.block.filter(|block| end.block == Some(*block))?)?;
    let between = start.text.end as usize..end.text.start as usize;
    if between.len() > LONGEST_WORDS || !is_day(start) || !is_day(end) {
        return None;
    }
    let words = block.text().get(between.clone())?;
    if is_life_in_brackets(facts, block.text(), start.text, end.text) && !words.contains(['(', ')', '\n']) {
        return Some(DateSpan {
            kind: SpanKind::Life,
            start: from_date(&start.date)?,
            end: from_date(&end.date)?,
        });
    }
    if between.len() > LONGEST_DASH {
        return None;
    }
    let is_dash = matches!(block.text().get(between)?.trim(), "–" | "-" | "—" | "−");
    is_dash.then(|| {
        Some(DateSpan { kind: SpanKind::Text, start: from_date(&start.date)?, end: from_date(&end.date)? })
    })?
}

/// Whether a bracket starts with a word for a birth and the first date, and a word for a death stands before the other
/// one: `(born 5 May 1950; died 4 May 2000)`.
fn is_life_in_brackets(facts: &Facts<'_>, text: &str, birth: Span, death: Span) -> bool {
    let Some(dates) = facts.language.map(|language| &language.dates) else { return false };
    let near = text.floor_char_boundary((birth.start as usize).saturating_sub(LONGEST_WORDS));
    let before = text.get(near..birth.start as usize).unwrap_or_default();
    let starts_bracket = || {
        before.rfind(['(', '（']).and_then(|at| before.get(at..)).is_some_and(|head| {
            let word = head.trim_start_matches(['(', '（']).trim().to_lowercase();
            dates.birth_marks.contains(&word)
        })
    };
    follows(text, death, &dates.death_marks) && starts_bracket()
}

/// What the two dates of a box that belong together have in common: the box, the pair of parameters, their number.
pub(super) type PairKey = (NodeId, u16, u16);

/// The spans that boxes of data give in two parameters.
fn in_boxes(facts: &Facts<'_>, templates: &[DateTemplate]) -> Vec<DateSpan> {
    let mut ends = box_ends(facts, templates);
    ends.sort_by_key(|&(key, (_, end))| (key, end.place));
    let groups = ends.chunk_by(|one, other| one.0 == other.0);
    groups.filter_map(|group| paired(&group.iter().map(|&(_, end)| end).collect::<Vec<_>>())).collect()
}

/// The dates of events that boxes of data give, in the order of the text.
pub(super) fn box_ends(facts: &Facts<'_>, templates: &[DateTemplate]) -> Vec<(PairKey, (Event, End))> {
    let values = facts.date_values();
    let mut ends: Vec<(PairKey, (Event, End))> = Vec::new();
    for field in &values.in_boxes {
        let Some(event) = field.date.event else { continue };
        let first = templates.partition_point(|template| template.node < field.node);
        let inside = templates.get(first).filter(|template| field.span.contains(template.span));
        let end = match (inside, field.field.and_then(|at| values.elsewhere.get(at))) {
            (Some(template), _) => from_template_for(facts, template, event),
            (None, Some(value)) => from_value(facts, value),
            (None, None) => None,
        };
        let key = (field.template, field.date.pair, field.date.number);
        ends.extend(end.map(|end| (key, (event, end))));
    }
    ends
}

/// The date of an event that a template in a box gives: its date of that event, else its first, if it says nothing of
/// what that is the date of.
fn from_template_for(facts: &Facts<'_>, template: &DateTemplate, event: Event) -> Option<End> {
    let groups = template.groups();
    let mut numbers = groups.iter().filter_map(|group| Some(group.first()?.group));
    let of_event = numbers.clone().find(|number| template.event(*number) == Some(event));
    let plain = || numbers.next().filter(|number| template.event(*number).is_none());
    from_template(facts, template, of_event.or_else(plain)?)
}

/// The one date that a value is, or holds.
fn from_value(facts: &Facts<'_>, value: &DateField<'_>) -> Option<End> {
    let Some(date) = value.date() else {
        let mut dates = super::grammar(facts).find_all(&value.text);
        let date = dates.pop().filter(|_| dates.is_empty())?;
        return from_date(&date.map_spans(|span| value.span_of(span)));
    };
    let (earliest, latest) = date.start.days().filter(|_| date.is_certain() && !date.is_range())?;
    // Footnotes and other markup may stand behind the date.
    let written = value.text.get(date.start.span.range()).unwrap_or_default();
    let place = facts.doc.slice(value.span).find(written).map(|at| {
        let start = value.span.start + at as u32;
        Span::new(start, start + written.len() as u32)
    });
    Some(End { place: place.unwrap_or(value.span), earliest, latest })
}

/// The span between two dates, if there is one of each kind.
fn paired(ends: &[(Event, End)]) -> Option<DateSpan> {
    let only = |wanted: Event| {
        let mut found = ends.iter().filter(|(event, _)| *event == wanted);
        found.next().filter(|_| found.next().is_none()).map(|&(_, end)| end)
    };
    let span = |kind, start, end| Some(DateSpan { kind, start: only(start)?, end: only(end)? });
    span(SpanKind::Life, Event::Birth, Event::Death)
        .or_else(|| span(SpanKind::Time, Event::Start, Event::End))
}

/// One of the dates of a template, as exactly as it is given.
fn from_template(facts: &Facts<'_>, template: &DateTemplate, group: u8) -> Option<End> {
    let values = || template.values.iter().filter(|value| value.group == group);
    let part = |wanted: ParamType| values().find(|value| value.kind == wanted && !value.text.is_empty());
    if values().any(|value| value.is_computed || (value.kind == ParamType::Era && !value.text.is_empty())) {
        return None;
    }
    let year = part(ParamType::Year).or(part(ParamType::YearOrDate)).and_then(|value| value.part);
    let Some(year) = year else { return values().find_map(|value| written(facts, value)) };
    let parts = [part(ParamType::Month), part(ParamType::Day)];
    // What is given and is no number may mean anything.
    if parts.iter().flatten().any(|value| value.part.is_none()) {
        return None;
    }
    let [month, day] = parts.map(|value| value.and_then(|value| value.part));
    let place = [month, day].into_iter().flatten().fold(year.span, |place, part| place.cover(part.span));
    days(place, year, month, day)
}

/// The date that an argument gives whole.
fn written(facts: &Facts<'_>, value: &TemplateValue) -> Option<End> {
    let is_whole = matches!(value.kind, ParamType::Date | ParamType::YearOrDate);
    let date = super::grammar(facts).read_value(&value.text).ok().filter(|_| is_whole)?;
    let (earliest, latest) = date.start.days().filter(|_| date.is_certain() && !date.is_range())?;
    Some(End { place: value.span, earliest, latest })
}

pub(super) fn from_date(date: &Date) -> Option<End> {
    if date.is_range() || date.fault().is_some() {
        return None;
    }
    days(date.span, date.year?, date.month, date.day)
}

/// A year as the date of an event.
pub(super) fn year(place: Span, year: i32) -> Option<End> {
    days(place, Part { value: year, span: place }, None, None)
}

fn days(place: Span, year: Part, month: Option<Part>, day: Option<Part>) -> Option<End> {
    let number = |part: Part| u32::try_from(part.value).ok();
    let of = |month: u32, day: u32| NaiveDate::from_ymd_opt(year.value, month, day);
    let (earliest, latest) = match (month.map(number), day.map(number)) {
        (None, _) => (of(1, 1)?, of(12, 31)?),
        (Some(month), None) => {
            let first = of(month?, 1)?;
            (first, first.checked_add_months(chrono::Months::new(1))?.pred_opt()?)
        }
        (Some(month), Some(day)) => {
            let day = of(month?, day?)?;
            (day, day)
        }
    };
    // Years of one or two digits are rarely years.
    (year.value >= 100).then_some(End { place, earliest, latest })
}

use crate::engine::Context;
use crate::facts::Facts;
use crate::facts::dates::{DateField, FieldPlace};
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::{CiteParam, DateHabit};
use crate::source::Span;
use crate::value::date::{DateValue, Flaw, FlawKind, Form, Precision};

/// Reports what the wiki's citation module refuses of the kinds that are `wanted`, in the words of `message`, which is
/// given the value and the flaw.
pub(super) fn report_flaws(
    cx: &mut Context<'_>,
    wanted: impl Fn(&DateField<'_>, &Flaw) -> bool,
    message: impl Fn(&DateField<'_>, &Flaw) -> String,
) {
    if cx.profile.dates.refused.is_empty() {
        return;
    }
    let facts = cx.facts;
    for date in &facts.date_values().in_citations {
        let Some(value) = date
            .date()
            .filter(|_| is_of_module(date, facts))
            .filter(|value| !value.flaws.is_empty() && value.fault().is_none() && !value.is_reversed())
        else {
            continue;
        };
        let is_refused = |flaw: &&Flaw| {
            cx.profile.dates.refused.contains(&habit(flaw.kind)) && !is_decade_as_letter(date, flaw)
        };
        let mut flaws: Vec<&Flaw> =
            value.flaws.iter().filter(|flaw| wanted(date, flaw)).filter(is_refused).collect();
        // Mending other flaws of a date that the module refuses all the same is no help.
        let is_last = |flaw: &&Flaw| flaw.written.is_none() && is_final(flaw.kind) && is_refused(flaw);
        if lacks_day(date) {
            continue;
        }
        if value.flaws.iter().any(|flaw| is_last(&flaw)) {
            flaws.retain(is_last);
        }
        // Brackets are two signs and one fault.
        for same in flaws.chunk_by(|one, next| one.kind == next.kind) {
            let Some(first) = same.first() else { continue };
            let whole = mended(date, value, |flaw| is_refused(&flaw));
            cx.report(finding(date, same, whole, message(date, first)));
        }
    }
}

/// Whether the citation module reads the field, and not a template of the wiki's own.
pub(super) fn is_of_module(date: &DateField<'_>, facts: &Facts<'_>) -> bool {
    let FieldPlace::Citation { citation, .. } = date.place else { return true };
    facts.citations().get(citation).is_some_and(|citation| citation.schema.is_of_module)
}

/// Whether a field that takes one whole day is given something else, which other rules say.
pub(super) fn lacks_day(date: &DateField<'_>) -> bool {
    let FieldPlace::Citation { param: Some(CiteParam::AccessDate | CiteParam::ArchiveDate), .. } = date.place
    else {
        return false;
    };
    date.date().is_some_and(|value| !is_one_day(value))
}

/// Whether a value is a day and nothing else; its year may be missing, and of a day in numbers it may be open which one.
pub(super) fn is_one_day(value: &DateValue) -> bool {
    matches!(value.start.precision(), Some(Precision::Day | Precision::DayOfYear))
        && !value.is_range()
        && value.circa.is_none()
        && value.start.letter.is_none()
}

/// The value without any of the flaws that the module refuses; none where somebody has to look one of them up.
fn mended(date: &DateField<'_>, value: &DateValue, is_refused: impl Fn(&Flaw) -> bool) -> Option<String> {
    let refused = value.flaws.iter().filter(|flaw| is_refused(flaw));
    let written = |flaw: &Flaw| Some(Edit::replace(flaw.span, flaw.written.clone()?));
    let mut edits = refused.map(written).collect::<Option<Vec<Edit>>>()?;
    edits.sort_by_key(|edit| edit.span.start);
    edits.is_sorted_by(|one, next| one.span.end <= next.span.start).then(|| with(&date.text, &edits))
}

/// What an edit of a date with further flaws does.
fn named(edits: &[Edit], text: &str) -> String {
    let each = edits.iter().map(|edit| {
        let (old, new) = (text.get(edit.span.range()).unwrap_or_default().trim(), edit.text.trim());
        match (old, new) {
            (_, "") => format!("remove `{old}`"),
            ("", _) => format!("add `{new}`"),
            _ => format!("write `{new}` for `{old}`"),
        }
    });
    each.collect::<Vec<_>>().join(", ")
}

fn finding(date: &DateField<'_>, flaws: &[&Flaw], whole: Option<String>, message: String) -> Finding {
    let span = flaws.iter().map(|flaw| flaw.span).reduce(Span::cover).unwrap_or_default();
    let place = if span.is_empty() { date.span } else { date.span_of(span) };
    let finding = Finding::new(place, message.as_str()).cluster(message.as_str());
    let written = |flaw: &&Flaw| Some(Edit::replace(flaw.span, flaw.written.clone()?));
    let Some(edits) = flaws.iter().map(written).collect::<Option<Vec<Edit>>>() else {
        return finding.help(flaws.first().map_or(LOOK_UP, |flaw| help(flaw.kind)));
    };
    let year = date.date().and_then(|value| date.text.get(value.start.year?.span.range()));
    if year.is_some_and(|digits| digits.chars().count() == 3) {
        return finding.help("look up the year in the source: it has three digits");
    }
    let then = with(&date.text, &edits);
    // One of several fixes leaves the other flaws to theirs, but who mends the date by hand does it once.
    let (help, order) = match whole.filter(|whole| *whole != then) {
        Some(whole) => (format!("write `{whole}`"), named(&edits, &date.text)),
        None => (format!("write `{then}`"), format!("write `{then}`")),
    };
    let finding = finding.help(help);
    let is_certain = flaws.iter().all(|flaw| is_certain(date, flaw));
    let safety = if is_certain { Safety::Safe } else { Safety::Suggested };
    if !date.is_verbatim() {
        // Only what stands for another character is lost with the whole value.
        let is_plain = flaws.iter().all(|flaw| flaw.kind == FlawKind::Space);
        if !is_plain {
            return finding;
        }
        return finding.fix(Fix::replace(order, date.span, then, safety));
    }
    let in_document = |edit: Edit| Edit::replace(date.span_of(edit.span), edit.text);
    finding.fix(Fix::new(order, edits.into_iter().map(in_document).collect(), safety))
}

const LOOK_UP: &str = "look up the date in the source, and write the whole of it";

/// What to do where nobody but the editor knows what to write.
fn help(kind: FlawKind) -> &'static str {
    match kind {
        FlawKind::Vague | FlawKind::Era | FlawKind::Calendar => {
            "give the year in which the source appeared, and this one in `orig-date`"
        }
        FlawKind::List => "give the date of the part that is cited, or the range from the first to the last",
        FlawKind::PeriodRange => {
            "give the season or the quarter in which the source appeared, or the years alone"
        }
        _ => LOOK_UP,
    }
}

/// Whether the module takes a decade for a year and the letter that tells works apart: `1990s` as `1990a`.
fn is_decade_as_letter(date: &DateField<'_>, flaw: &Flaw) -> bool {
    let year = date.date().filter(|value| !value.is_range()).and_then(|value| value.start.year);
    let tail = year.and_then(|year| date.text.get(year.span.end as usize..));
    let is_letter = |tail: &str| tail.len() == 1 && tail.bytes().all(|sign| sign.is_ascii_lowercase());
    flaw.kind == FlawKind::Vague && tail.is_some_and(is_letter)
}

/// Whether the module goes on to refuse a date with this flaw, whatever else is mended.
fn is_final(kind: FlawKind) -> bool {
    use FlawKind::{
        Calendar, Doubt, Era, List, NoYear, NumericRange, Open, PeriodRange, Repeated, ShortEnd,
        TwoDigitYear, Vague,
    };
    matches!(
        kind,
        Calendar
            | Doubt
            | Era
            | List
            | NoYear
            | NumericRange
            | Open
            | PeriodRange
            | Repeated
            | ShortEnd
            | TwoDigitYear
            | Vague
    )
}

/// Whether the day stays the same beyond doubt when a flaw is mended.
fn is_certain(date: &DateField<'_>, flaw: &Flaw) -> bool {
    use FlawKind::{List, NumericMonth, OldNumeric, Order, ShortEnd, Undated};
    let Some(value) = date.date() else { return false };
    // Which century two digits belong to is not written, and three are mostly four of which one is lost.
    let year = value.start.year.and_then(|year| date.text.get(year.span.range()));
    if year.is_some_and(|digits| digits.chars().count() < 4) {
        return false;
    }
    match (flaw.kind, value.start.day, value.start.month, value.start.year) {
        // What a source of another language calls `04/05/2010` may be in April or in May.
        (FlawKind::Separator, Some(day), Some(month), Some(year)) if value.form() == Form::Numeric => {
            day.value > 12 || day.value == month.value || year.span < day.span.min(month.span)
        }
        // `2009-2` may be the number of an issue.
        (List | NumericMonth | OldNumeric | Order | ShortEnd | Undated, ..) => false,
        _ => true,
    }
}

/// A text once edits are made, whose places are offsets into it.
fn with(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// The way to write dates that a flaw belongs to.
fn habit(kind: FlawKind) -> DateHabit {
    match kind {
        FlawKind::Ordinal => DateHabit::Ordinal,
        FlawKind::LeadingZero => DateHabit::LeadingZero,
        FlawKind::Comma | FlawKind::MissingComma => DateHabit::Comma,
        FlawKind::Joiner => DateHabit::Of,
        FlawKind::Weekday | FlawKind::Time => DateHabit::Time,
        FlawKind::Separator | FlawKind::MissingZero | FlawKind::NumericMonth | FlawKind::Stamp => {
            DateHabit::Separator
        }
        FlawKind::Capitals => DateHabit::Capitals,
        _ => DateHabit::Form,
    }
}

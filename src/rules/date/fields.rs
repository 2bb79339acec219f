use crate::engine::Context;
use crate::facts::dates::DateField;
use crate::finding::Finding;
use crate::fix::{Edit, Fix, Safety};
use crate::profile::DateHabit;
use crate::source::Span;
use crate::value::date::{Flaw, FlawKind, Form};

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
        let Some(value) = date.date().filter(|value| !value.flaws.is_empty() && value.fault().is_none())
        else {
            continue;
        };
        let is_refused = |flaw: &&Flaw| cx.profile.dates.refused.contains(&habit(flaw.kind));
        let flaws: Vec<&Flaw> =
            value.flaws.iter().filter(|flaw| wanted(date, flaw)).filter(is_refused).collect();
        // Brackets are two signs and one fault.
        for same in flaws.chunk_by(|one, next| one.kind == next.kind) {
            let Some(first) = same.first() else { continue };
            cx.report(finding(date, same, message(date, first)));
        }
    }
}

fn finding(date: &DateField<'_>, flaws: &[&Flaw], message: String) -> Finding {
    let span = flaws.iter().map(|flaw| flaw.span).reduce(Span::cover).unwrap_or_default();
    let place = if span.is_empty() { date.span } else { date.span_of(span) };
    let finding = Finding::new(place, message.as_str()).cluster(message.as_str());
    let written = |flaw: &&Flaw| Some(Edit::replace(flaw.span, flaw.written.clone()?));
    let Some(edits) = flaws.iter().map(written).collect::<Option<Vec<Edit>>>() else {
        return finding.help("look up the date in the source, and write the whole of it");
    };
    let order = format!("write `{}`", with(&date.text, &edits));
    let finding = finding.help(order.clone());
    if !date.is_verbatim() {
        return finding;
    }
    let is_certain = flaws.iter().all(|flaw| is_certain(date, flaw));
    let safety = if is_certain { Safety::Safe } else { Safety::Suggested };
    let in_document = |edit: Edit| Edit::replace(date.span_of(edit.span), edit.text);
    finding.fix(Fix::new(order, edits.into_iter().map(in_document).collect(), safety))
}

/// Whether the day stays the same beyond doubt when a flaw is mended.
fn is_certain(date: &DateField<'_>, flaw: &Flaw) -> bool {
    use FlawKind::{NumericMonth, Order, ShortEnd, Undated};
    let Some(value) = date.date() else { return false };
    // Which century two digits belong to is not written.
    let year = value.start.year.and_then(|year| date.text.get(year.span.range()));
    if year.is_some_and(|digits| digits.chars().count() < 3) {
        return false;
    }
    match (flaw.kind, value.start.day, value.start.month, value.start.year) {
        // What a source of another language calls `04/05/2010` may be in April or in May.
        (FlawKind::Separator, Some(day), Some(month), Some(year)) if value.form() == Form::Numeric => {
            day.value > 12 || day.value == month.value || year.span < day.span.min(month.span)
        }
        // `2009-2` may be the number of an issue.
        (NumericMonth | Order | ShortEnd | Undated, ..) => false,
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
